/** Describe what `GET /operation` and `GET /today` say. */

export interface OperationSaid {
  operation: string
  name: string
  exercise: boolean
  device: string
  operator: string
}

export interface TodaySaid {
  now_millis: number
  name: string
  exercise: boolean
  device: string
  deadline_millis: number | null
  plan: { plan: string; name: string; adopted_millis: number; moved: number; left: number; gap: number | null } | null
  plan_conflict: boolean
  order: { level: 'GO' | 'HOLD' | 'STOP'; why: string; by: string; millis: number } | null
  orders: number
  sufficiency: { chance: number; low: number | null; high: number | null; made_millis: number; plan: string; stale: boolean } | null
  waiting: {
    cases: number
    oldest_case_millis: number | null
    replies: number
    oldest_reply_millis: number | null
    help: number
  }
  nobody_told: { district: string; parties: number; people: number }[]
  parties: number
  people: number
  arrived: number
  overdue: number | null
  beliefs: Belief[]
  forked: string[]
  refusals: number
}

export interface Belief {
  place: string
  name: string
  state: 'clear' | 'unknown' | 'threat'
  since_millis: number | null
  until_millis: number | null
  source: string | null
}
