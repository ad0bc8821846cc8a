/** Hide names that would lie over others; their signs stay, and the table names all. */

import type { Map as Drawn, Marker } from 'maplibre-gl'

const HIGH = 24
const SIGN = 26
const LETTER = 7.5
const LONGEST = 180

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

export function hideCrowded(map: Drawn, pins: readonly Marker[]): void {
  const placed: Box[] = pins.map((pin) => boxAt(map, pin, SIGN)) // no name lies over a sign
  pins.forEach((pin, number) => {
    const element = pin.getElement()
    const wide = SIGN + Math.min(LONGEST, (element.textContent?.length ?? 0) * LETTER)
    const box = boxAt(map, pin, wide)
    const crowded = !element.classList.contains('chosen') && placed.some((one, other) => other !== number && meet(one, box))
    element.classList.toggle('crowded', crowded)
    if (!crowded) placed.push(box)
  })
}

function boxAt(map: Drawn, pin: Marker, wide: number): Box {
  const { x, y } = map.project(pin.getLngLat())
  return { left: x - SIGN / 2, right: x - SIGN / 2 + wide, top: y - HIGH / 2, bottom: y + HIGH / 2 }
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
