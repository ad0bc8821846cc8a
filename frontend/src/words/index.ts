/** Say every word of the console from one table, so that another language is another table. */

import { en } from './en'

export type Word = keyof typeof en
const TABLE: Readonly<Record<Word, string>> = en

/** The words of `key`, with each {name} filled in. */
export const say = (key: Word, values: Readonly<Record<string, string | number>> = {}): string =>
  TABLE[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** The words of a key that is made up, such as `state.${state}`; the name itself where there are none. */
export const sayOr = (key: string, otherwise: string): string => TABLE[key as Word] ?? otherwise
