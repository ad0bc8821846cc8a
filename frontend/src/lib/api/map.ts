/** Describe what `GET /map` says: the streets in compact form, sites and districts. */

export type At = [lon: number, lat: number]

export interface MapSaid {
  case: string
  bounds: [west: number, south: number, east: number, north: number]
  links: {
    scale: number
    start: At
    deltas: number[]
    counts: number[]
    classes: number[]
    names: string[]
    class_names: string[]
  }
  sites: Site[]
  districts: { name: string; ring: At[] }[]
}

export interface Site {
  site: string
  name: string
  kind: 'transit' | 'checkpoint' | 'gate' | 'airhead' | 'depot' | 'shelter'
  at: At
}
