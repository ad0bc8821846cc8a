/** What telling, messages and replies say. */

export type Telling = 'plan' | 'stop' | 'hold' | 'silent'
export interface Tongue {
  language: string
  name: string
  rtl: boolean
  parties: number
  reviewed: boolean
  text: string
  parts: number
}
export interface PreviewSaid {
  parties: number
  people: number
  sms: number
  cost: number | null
  by_channel: Record<string, number>
  by_language: Tongue[]
  nobody: { district: string; parties: number; people: number }[]
  left_out: { why: string; parties: number }[]
  plan: string | null
}
export interface TellRecorded {
  queued: number
  sms: number
  events: number
  order: string | null
}
export interface MessageRow {
  message: string
  party: string
  about: string
  state: string
  channel: string | null
  queued_millis: number
  reason: string | null
}
export type Means = 'going' | 'cannot' | 'help' | 'unclear'
export interface ReplyRow {
  reply: string
  party: string | null
  means: string
  channel: string
  millis: number
  text: string | null
}
