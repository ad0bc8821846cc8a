/** Put what a view shows onto the map: its sources, layers, colours and the hatching of what is unknown. */

import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as Drawn, StyleSpecification } from 'maplibre-gl'

import type { At } from '../api/map'
import type { Streets } from './decode'

/** How an area is filled: a level from 0 to 4 of rising hazard, or in one of the named ways. */
export type Fill = 0 | 1 | 2 | 3 | 4 | 'unknown' | 'area' | 'none'
export interface MapArea {
  id: string
  rings: At[][]
  fill: Fill
}
export interface MapLine {
  id: string
  line: At[]
  look: 'way' | 'ride' | 'bad'
}
export interface MapDot {
  id: string
  at: At
  look?: 'party' | 'bad' | 'good'
}
export interface MapPoint {
  id: string
  at: At
  label: string
  kind: string
  look?: 'clear' | 'threat' | 'unknown' | 'bad'
}

const DAY = {
  ground: '#f4f5f6', street: '#9aa4b0', road: '#6d7885', dot: '#0b4f9e', bad: '#a50e14', good: '#14532d', chosen: '#000000',
  way: '#0b4f9e', area: '#6a2c8f', district: '#5b6672', hatch: [40, 48, 58], levels: ['#fff1d6', '#fdc98a', '#f08a54', '#cf4332', '#8a0f22'],
} as const
const NIGHT = {
  ground: '#12171c', street: '#4b5763', road: '#7d8995', dot: '#9ccaff', bad: '#ff9a94', good: '#9be0b4', chosen: '#ffffff',
  way: '#9ccaff', area: '#d5a6f5', district: '#93a0ad', hatch: [205, 214, 224], levels: ['#3d3420', '#6b4a1c', '#9c5a24', '#cf5a3c', '#ff8a7a'],
} as const
export const colours = (dark: boolean): typeof DAY | typeof NIGHT => (dark ? NIGHT : DAY)

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] }
const SOURCES = ['streets', 'districts', 'areas', 'lines', 'dots'] as const
type Source = (typeof SOURCES)[number]

export function makeStyle(dark: boolean): StyleSpecification {
  const paint = colours(dark)
  const chosen = ['get', 'chosen'] as const
  const look = (value: string): ['==', ['get', string], string] => ['==', ['get', 'look'], value]
  return {
    version: 8,
    sources: Object.fromEntries(
      SOURCES.map((name) => [name, { type: 'geojson' as const, data: EMPTY, tolerance: name === 'streets' ? 0.6 : 0.1, buffer: 16 }]),
    ),
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': paint.ground } },
      {
        id: 'levels', type: 'fill', source: 'areas', filter: ['==', ['typeof', ['get', 'fill']], 'number'],
        paint: {
          'fill-opacity': 0.75,
          'fill-color': ['match', ['get', 'fill'], 0, paint.levels[0], 1, paint.levels[1], 2, paint.levels[2], 3, paint.levels[3], paint.levels[4]],
        },
      },
      {
        id: 'unknown', type: 'fill', source: 'areas', filter: ['==', ['get', 'fill'], 'unknown'],
        paint: { 'fill-pattern': 'hatch' },
      },
      {
        id: 'area', type: 'fill', source: 'areas', filter: ['==', ['get', 'fill'], 'area'],
        paint: { 'fill-color': paint.area, 'fill-opacity': 0.25 },
      },
      {
        id: 'districts', type: 'line', source: 'districts',
        paint: { 'line-color': paint.district, 'line-dasharray': [3, 2], 'line-width': 1 },
      },
      {
        id: 'streets', type: 'line', source: 'streets',
        paint: {
          'line-color': ['case', ['>', ['get', 'rank'], 1], paint.road, paint.street],
          'line-width': ['interpolate', ['linear'], ['zoom'], 10, ['*', 0.4, ['get', 'rank']], 16, ['*', 1.6, ['get', 'rank']]],
        },
      },
      {
        id: 'edges', type: 'line', source: 'areas', filter: ['!=', ['get', 'fill'], 'none'],
        paint: {
          'line-color': ['case', chosen, paint.chosen, look('area'), paint.area, paint.district],
          'line-width': ['case', chosen, 4, ['==', ['get', 'fill'], 'area'], 3, 0.4],
        },
      },
      {
        id: 'dots', type: 'circle', source: 'dots',
        paint: {
          'circle-color': ['match', ['get', 'look'], 'bad', paint.bad, 'good', paint.good, paint.dot],
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, ['case', chosen, 9, 1.5], 15, ['case', chosen, 10, 5]],
          'circle-stroke-color': ['case', chosen, paint.chosen, paint.ground],
          'circle-stroke-width': ['case', chosen, 3, 0.5],
        },
      },
      {
        id: 'rides', type: 'line', source: 'lines', filter: look('ride'),
        paint: { 'line-color': paint.way, 'line-width': 5 },
      },
      {
        id: 'ways', type: 'line', source: 'lines', filter: look('way'),
        paint: { 'line-color': paint.way, 'line-width': 4, 'line-dasharray': [1.5, 1] },
      },
      {
        id: 'bads', type: 'line', source: 'lines', filter: look('bad'),
        paint: { 'line-color': paint.bad, 'line-width': 7 },
      },
    ],
  } as StyleSpecification
}

/** Draw slanted lines over a ground that is not see-through: what is unknown looks like nothing else. */
export function makeHatch(dark: boolean): { width: number; height: number; data: Uint8ClampedArray } {
  const size = 16
  const [red, green, blue] = colours(dark).hatch
  const data = new Uint8ClampedArray(size * size * 4)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const on = (x + y) % 8 < 2
      data.set(on ? [red, green, blue, 255] : dark ? [30, 36, 43, 190] : [226, 230, 234, 190], (y * size + x) * 4)
    }
  return { width: size, height: size, data }
}

const fill = (map: Drawn, source: Source, data: FeatureCollection): void =>
  void (map.getSource(source) as GeoJSONSource | undefined)?.setData(data)

export const drawStreets = (map: Drawn, streets: Streets): void =>
  fill(map, 'streets', { type: 'FeatureCollection', features: streets })

export const drawDistricts = (map: Drawn, districts: readonly { ring: At[] }[]): void =>
  fill(map, 'districts', {
    type: 'FeatureCollection',
    features: districts.map(({ ring }) => ({
      type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: ring },
    })),
  })

export const drawAreas = (map: Drawn, areas: readonly MapArea[], chosen: string | null): void =>
  fill(map, 'areas', {
    type: 'FeatureCollection',
    features: areas.map(({ id, rings, fill: how }) => ({
      type: 'Feature',
      properties: { id, fill: how, look: how, chosen: id === chosen },
      geometry: { type: 'Polygon', coordinates: rings },
    })),
  })

export const drawLines = (map: Drawn, lines: readonly MapLine[]): void =>
  fill(map, 'lines', {
    type: 'FeatureCollection',
    features: lines.map(({ id, line, look }) => ({
      type: 'Feature', properties: { id, look }, geometry: { type: 'LineString', coordinates: line },
    })),
  })

export const drawDots = (map: Drawn, dots: readonly MapDot[], chosen: string | null): void =>
  fill(map, 'dots', {
    type: 'FeatureCollection',
    features: dots.map(({ id, at, look }) => ({
      type: 'Feature',
      properties: { id, look: look ?? 'party', chosen: id === chosen },
      geometry: { type: 'Point', coordinates: at },
    })),
  })
