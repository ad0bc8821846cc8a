/** Describe what the service says of the plan, of a party's way and of replans. */

import type { At } from './map'

export type Move = [
  party: string,
  size: number,
  leave_millis: number,
  from_name: string,
  to_site: string,
  vehicle: string | null,
  gate: string | null,
  flight: string | null,
  arrive_millis: number | null,
]

export interface PlanSaid {
  plan: string
  case: string
  deadline_millis: number
  moves: Move[]
  left: [party: string, size: number][]
  by_site: { site: string; hours: number[]; people: number[] }[]
}

export interface Leg {
  action: string
  mode: string | null
  from: string
  to: string
  leave_millis: number
  arrive_millis: number | null
  vehicle: string | null
  words: string
  line: At[]
}

export interface WaySaid {
  party: string
  legs: Leg[]
}

export interface ChangesSaid {
  from: string
  to: string
  changed: { party: string; was: string; now: string }[]
  unchanged: number
}

export type ReplanState = 'proposed' | 'approved' | 'refused' | 'outdated'

export interface Replan {
  replan: string
  state: ReplanState
  from: string
  plan: string
  name: string
  by: string
  millis: number
  why: string
  changed: number
  moved: number
  left: number
  gap: number | null
  approved_by: string | null
  refused_by?: string | null
  refused_why?: string | null
}

export interface ReplanSaid extends Replan {
  changes: { party: string; size: number; was: string; now: string; new_leave_millis: number | null }[]
  disruptions: string[]
}

export interface JobSaid {
  state: 'running' | 'done' | 'failed'
  share: number
  words: string
  replan?: string | null
  faults: (string | { where: string; problem: string })[]
}
