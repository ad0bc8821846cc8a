/** List the views: one file and one row each, in the order of the menu. */

import type { Component } from 'svelte'

import type { Word } from '../words'
import Today from './Today.svelte'

export interface View {
  /** Its name in the address. */
  name: string
  title: Word
  /** The letter after `g` that goes there. */
  key: string
  /** Loaded when it is first shown. */
  load: () => Promise<{ default: Component }>
  /** Shown where it is an exercise alone. */
  exercise?: boolean
}

export const VIEWS: readonly View[] = [
  { name: 'today', title: 'view.today', key: 't', load: async () => ({ default: Today }) },
  { name: 'threat', title: 'view.threat', key: 'h', load: () => import('./Threat.svelte') },
  { name: 'parties', title: 'view.parties', key: 'a', load: () => import('./Parties.svelte') },
  { name: 'plan', title: 'view.plan', key: 'p', load: () => import('./Plan.svelte') },
  { name: 'send', title: 'view.send', key: 's', load: () => import('./Send.svelte') },
  { name: 'warnings', title: 'view.warnings', key: 'w', load: () => import('./Warnings.svelte') },
  { name: 'board', title: 'view.board', key: 'b', load: () => import('./Board.svelte') },
  { name: 'guard', title: 'view.guard', key: 'u', load: () => import('./Guard.svelte') },
  { name: 'sufficiency', title: 'view.sufficiency', key: 'e', load: () => import('./Sufficiency.svelte') },
  { name: 'log', title: 'view.log', key: 'l', load: () => import('./Log.svelte') },
  { name: 'exercise', title: 'view.exercise', key: 'x', load: () => import('./Exercise.svelte'), exercise: true },
]
