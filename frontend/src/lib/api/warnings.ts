/** What warnings say: from draft to sent, whom they reach, and whom nobody tells. */

import type { At } from './map'

export type WarningState = 'draft' | 'asked' | 'approved' | 'sent' | 'ended'
export interface WarningRow {
  warning: string
  state: WarningState
  standing: string
  kind: 'alert' | 'update' | 'cancel'
  headline: string
  area: { polygons: At[][]; circles: [number, number, number][] }
  place: string
  action: string
  expires_millis: number
  count: number | null
  asked_by: string | null
  approved_by: string | null
  follows: string | null
  coverage: {
    people: number
    reachable: number
    told: number | null
    nobody: { district: string; people: number }[]
  }
}
export interface WarningText {
  language: string
  rtl: boolean
  headline: string
  description: string
  instruction: string
  reviewed: boolean
  parts: number
}
export interface WarningSaid extends WarningRow {
  texts: WarningText[]
  digest: string
  sms: number
  cost: number | null
}
export const ACTIONS = ['stay', 'leave', 'keep-away', 'evacuate'] as const
export const DANGERS = ['attack', 'unrest', 'fire', 'flood', 'tsunami', 'other'] as const
