/** Make the outlines of areas: a ring around a point, and what somebody draws. */

import type { At } from '../../lib/api/map'

const METRES_A_DEGREE = 111_320
const CORNERS = 48

/** A closed ring of so many metres around a point, anticlockwise. */
export function ringAround([lon, lat]: At, metres: number): At[] {
  const high = metres / METRES_A_DEGREE
  const wide = high / Math.cos((lat * Math.PI) / 180)
  return Array.from({ length: CORNERS + 1 }, (_, at) => {
    const turn = (2 * Math.PI * (at % CORNERS)) / CORNERS
    return [lon + wide * Math.cos(turn), lat + high * Math.sin(turn)] as At
  })
}
