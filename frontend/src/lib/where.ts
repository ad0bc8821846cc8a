/** Say roughly where a point is: how far, and in which direction, from the nearest site that has a name. */

import { say } from '../words'
import type { At, Site } from './api/map'

const METRES_A_DEGREE = 111_320
const POINTS = ['E', 'NE', 'N', 'NW', 'W', 'SW', 'S', 'SE'] as const

export function sayWhere([lon, lat]: At, sites: readonly Site[]): string {
  let best: { metres: number; turn: number; name: string } | null = null
  for (const { at, name } of sites) {
    const east = (lon - at[0]) * METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180)
    const north = (lat - at[1]) * METRES_A_DEGREE
    const metres = Math.hypot(east, north)
    if (best === null || metres < best.metres) best = { metres, turn: Math.atan2(north, east), name }
  }
  if (best === null) return say('unknown')
  if (best.metres < 150) return say('where.at', { name: best.name })
  const far = best.metres < 1000 ? `${Math.round(best.metres / 50) * 50} m` : `${(best.metres / 1000).toFixed(1)} km`
  const towards = POINTS[(Math.round((best.turn * 4) / Math.PI) + 8) % 8] ?? 'E'
  return say('where.from', { far, towards: say(`where.${towards}`), name: best.name })
}

export function middle(ring: readonly At[]): At {
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2]
}

export const boundsOf = (points: readonly At[]): [number, number, number, number] => {
  const found: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of points) {
    found[0] = Math.min(found[0], lon)
    found[1] = Math.min(found[1], lat)
    found[2] = Math.max(found[2], lon)
    found[3] = Math.max(found[3], lat)
  }
  return found
}

/** The corners of a square of so many metres around a point. */
export function squareAround([lon, lat]: At, metres: number): At[] {
  const high = metres / 2 / METRES_A_DEGREE
  const wide = high / Math.cos((lat * Math.PI) / 180)
  return [[lon - wide, lat - high], [lon + wide, lat - high], [lon + wide, lat + high], [lon - wide, lat + high], [lon - wide, lat - high]]
}
