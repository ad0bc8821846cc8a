/** Describe what `GET /threat` and `GET /threat/{cell}` say. */

import type { At } from './map'

export interface Cell {
  cell: string
  ring?: At[]
  at?: At
  size_metres?: number
}

export interface ThreatSaid {
  made_millis: number
  hours: number[]
  cells: Cell[]
  mean: number[][]
  upper: number[][]
  unknown: number[][]
  unit: string
  contradictions: { place: string; what: string; sources: string[] }[]
}

export interface CellSaid {
  cell: string
  mean: number | null
  low: number | null
  upper: number | null
  unknown: boolean | number
  why: { words: string; share: number | null; source: string | null }[]
}
