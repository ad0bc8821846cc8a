/** Open a MapLibre map that asks nobody for anything: no tiles, no letters, its worker from our own address. */

import { Map as Drawn, Marker, NavigationControl, prewarm, ScaleControl, setWorkerCount, setWorkerUrl, type LngLatBoundsLike } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'

import { say } from '../../words'
import { makeHatch, makeStyle } from './draw'

setWorkerUrl(new URL(workerUrl, location.href).href)
setWorkerCount(1)
prewarm()

export { Marker }

export function openMap(container: HTMLElement, bounds: LngLatBoundsLike): Drawn {
  const map = new Drawn({
    container,
    bounds,
    fitBoundsOptions: { padding: 10 },
    style: makeStyle(isDark()),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    renderWorldCopies: false,
    cooperativeGestures: matchMedia('(max-width: 60rem)').matches,
    locale: {
      'Map.Title': say('map.title'),
      'CooperativeGesturesHandler.WindowsHelpText': say('map.gesture.keys'),
      'CooperativeGesturesHandler.MacHelpText': say('map.gesture.keys'),
      'CooperativeGesturesHandler.MobileHelpText': say('map.gesture.touch'),
      'NavigationControl.ZoomIn': say('map.nearer'),
      'NavigationControl.ZoomOut': say('map.farther'),
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl(), 'bottom-left')
  map.setMissingStyleImageResolver(async (id) => {
    if (id === 'hatch') map.addImage('hatch', makeHatch(isDark()))
  })
  return map
}

export const isDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches

export function hasWebGL(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}
