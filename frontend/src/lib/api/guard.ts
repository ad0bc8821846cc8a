/** What a guard's page checks passes with. */

export interface Use {
  millis: number
  site: string
  guard: string
}
export interface GuardSaid {
  now_millis: number
  operation: string
  exercise: boolean
  prefix: string
  what: string
  fields: string[]
  keys: { key: string; name: string }[]
  revoked_passes: string[]
  used: Record<string, Use[]>
}
export interface PassVerdict {
  good: boolean
  party: string | null
  size: number | null
  valid_until_millis: number | null
  used: Use[]
  why: string
  event: string | null
}
