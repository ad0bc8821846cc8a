/** Keep what the service said, with the time it was said; ask again when that part of the state changes. */

import { untrack } from 'svelte'

import { ask, asProblem, type Problem } from './api/client'
import { connection, type Part } from './link.svelte'

const KEPT = 60
const GATHER_MILLIS = 300 // many events at once are one question

class Kept<T> {
  data = $state.raw<T | null>(null)
  atMillis = $state<number | null>(null)
  problem = $state.raw<Problem | null>(null)
  loading = $state(false)
  stale = true
  users = 0
  askedAt = 0
  #etag: string | null = null
  #again = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly path: string,
    readonly parts: readonly Part[],
    readonly how: (path: string) => Promise<T>,
  ) {}

  async load(): Promise<void> {
    if (this.loading) {
      this.#again = true
      return
    }
    this.loading = true
    this.stale = false
    await connection.tried
    this.askedAt = performance.now()
    try {
      if (this.how === askPlainly) {
        const { body, etag } = await ask<T>(this.path, this.#etag)
        this.#etag = etag
        if (body !== null) this.data = body
      } else this.data = await this.how(this.path)
      this.atMillis = Date.now()
      this.problem = null
    } catch (error) {
      this.problem = asProblem(error)
      this.stale = true
      if (this.problem.lost) connection.doubt()
      else if (this.problem.status === 404) this.data = null
    } finally {
      this.loading = false
    }
    if (this.#again) {
      this.#again = false
      await this.load()
    }
  }

  change(): void {
    this.stale = true
    if (this.users === 0) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.load(), GATHER_MILLIS * (1 + Math.random()))
  }
}

const kept = new Map<string, Kept<unknown>>()
const askPlainly = async (): Promise<never> => Promise.reject(new Error('never called'))

/** Ask again for what follows from these parts of the state: of an answer that is kept without an event the stream is silent. */
export function renew(parts: readonly string[]): void {
  for (const one of kept.values()) if (one.parts.some((part) => parts.includes(part))) one.change()
}

connection.onchange(renew)
connection.onreturn(() => {
  for (const one of kept.values()) {
    const unheard = one.parts.length > 0 && one.askedAt > 0 && one.askedAt < connection.openedMillis
    if (one.problem || unheard) one.change()
  }
})

function find<T>(path: string, parts: readonly Part[], how: (path: string) => Promise<T>): Kept<T> {
  const found = kept.get(path)
  if (found) return found as Kept<T>
  if (kept.size >= KEPT) for (const [name, one] of kept) if (one.users === 0 && kept.delete(name)) break
  const made = new Kept<T>(path, parts, how)
  kept.set(path, made as Kept<unknown>)
  return made
}

export interface Live<T> {
  readonly data: T | null
  readonly atMillis: number | null
  readonly problem: Problem | null
  readonly loading: boolean
  reload(): void
}

/** What the service says at `path`, while this component lives; a path of null asks nothing.
 *
 * `parts` are the parts of the state that it follows from; `how` asks otherwise than by one GET. */
export function live<T>(
  path: string | (() => string | null),
  parts: readonly Part[],
  how: (path: string) => Promise<T> = askPlainly,
): Live<T> {
  const entry = $derived.by(() => {
    const where = typeof path === 'function' ? path() : path
    return where === null ? null : find<T>(where, parts, how)
  })
  $effect(() => {
    const one = entry
    if (one === null) return
    one.users += 1
    untrack(() => {
      if (!one.loading && (one.stale || one.atMillis === null)) void one.load()
    })
    return () => void (one.users -= 1)
  })
  return {
    get data() {
      return entry?.data ?? null
    },
    get atMillis() {
      return entry?.atMillis ?? null
    },
    get problem() {
      return entry?.problem ?? null
    },
    get loading() {
      return entry?.loading ?? false
    },
    reload: () => void entry?.load(),
  }
}
