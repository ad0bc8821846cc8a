/** Describe what `GET /sufficiency` says. */

import type { At } from './map'

export interface Interval {
  value: number
  low: number | null
  high: number | null
}

export interface Change {
  kind: string
  of: string
  words: string
  plan: 'kept' | 'anew'
  planned_out_change: number | null
  out_change: Interval
  harm_change: Interval
}

export interface SufficiencySaid {
  made_millis: number
  plan: string
  days: number
  chance_all_out: Interval
  chance_planned_out: Interval
  people_out: Interval
  last_departure: { hours: number[]; share: number[] } | null
  bottleneck: {
    words: string
    capacity_people: number | null
    parts: { kind: string; of: string; words: string; at: At | null }[]
  } | null
  changes: Change[]
  worst: { words: string; out: number; planned: number }[]
  stale: boolean
}
