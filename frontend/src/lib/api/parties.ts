/** What the registry's endpoints say of parties; never who they are. */

export interface PartyRow {
  party: string
  size: number
  people: number
  needs: string[]
  place: { lon: number; lat: number; precision_metres: number } | null
}
export interface CaseRow {
  case: string
  party: string
  opened_millis: number
  outcome: string
  decided_millis: number | null
}
export interface ArrivalRow {
  party: string
  site: string
  size: number | null
}
