/** Decode the streets of a map: steps from point to point become one line feature per class of street. */

import type { Feature, MultiLineString } from 'geojson'

import type { MapSaid } from '../api/map'

export interface Street {
  name: string
}
export type Streets = Feature<MultiLineString, { rank: number }>[]

/** Each link has `counts` points; each point is a step from the one before it, the first from `start`. */
export function decodeLinks(links: MapSaid['links']): Streets {
  const { scale, start, deltas, counts, classes, class_names } = links
  const lines: number[][][][] = class_names.map(() => [])
  const whole = Math.abs(start[0]) > 180 || Math.abs(start[1]) > 90
  let lon = whole ? start[0] : Math.round(start[0] / scale)
  let lat = whole ? start[1] : Math.round(start[1] / scale)
  const per = Math.round(1 / scale)
  let at = 0
  for (let link = 0; link < counts.length; link++) {
    const size = counts[link] ?? 0
    const line: number[][] = new Array(size)
    for (let point = 0; point < size; point++) {
      lon += deltas[at++] ?? 0
      lat += deltas[at++] ?? 0
      line[point] = [lon / per, lat / per]
    }
    lines[classes[link] ?? 0]?.push(line)
  }
  return lines.map((coordinates, index) => ({
    type: 'Feature',
    properties: { rank: rankStreet(class_names[index] ?? '') },
    geometry: { type: 'MultiLineString', coordinates },
  }))
}

const RANKS: Readonly<Record<string, number>> = { motorway: 3, trunk: 3, primary: 3, secondary: 2, tertiary: 2 }

/** 3 for the great roads, 1 for the small; what has no known name is small. */
export const rankStreet = (name: string): number => RANKS[name.replace(/_link$/, '')] ?? 1
