/** What the board, notices and check-ins say. */

export type PlaceState = 'clear' | 'unknown' | 'threat'
export interface PlaceRow {
  place: string
  name: string
  kind: string
  state: PlaceState
  told: 'clear' | 'threat' | null
  since_millis: number | null
  until_millis: number | null
  source: string | null
  decayed: boolean
}
export type HolderState = 'none' | 'notified' | 'acknowledged' | 'cleared' | 'refused' | 'expired'
export interface Holder {
  holder: string
  state: HolderState
  since_millis: number | null
  until_millis: number | null
}
export interface Corridor {
  corridor: string
  name: string
  open: boolean
  why: string
  holders: Holder[]
}
export type VehicleState = 'ready' | 'lost' | 'out' | 'unknown'
export interface VehicleRow {
  vehicle: string
  state: VehicleState
  at: string | null
  since_millis: number | null
  next_leaves_millis: number | null
}
export type FlightState = 'planned' | 'boarding' | 'departed' | 'cancelled' | 'unknown'
export interface FlightRow {
  flight: string
  departs_millis: number
  seats: number
  planned: number
  promised: number
  arrived: number
  empty: number
  state: FlightState
}
export interface Expected {
  party: string
  size: number
  site: string
  due_millis: number
  state: 'expected' | 'arrived' | 'overdue'
  overdue_minutes: number
  do: string
}
export interface BoardSaid {
  now_millis: number
  places: PlaceRow[]
  corridors: Corridor[]
  vehicles: VehicleRow[]
  flights: FlightRow[]
  expected: Expected[]
}
export interface Notice {
  notice: string
  corridor: string
  holder: string
  from_millis: number
  until_millis: number
  people_about: number
  vehicles: number
  marking: string
  state: HolderState
}
