/** Let somebody draw one outline on the map; a new one takes the place of the last. */

import type { Map as Drawn } from 'maplibre-gl'
import { TerraDraw, TerraDrawPolygonMode } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'

import type { At } from '../../lib/api/map'

export interface Drawing {
  clear(): void
  stop(): void
}

export function startDrawing(map: Drawn, ondraw: (ring: At[] | null) => void): Drawing {
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [new TerraDrawPolygonMode({ styles: { fillColor: '#6a2c8f', fillOpacity: 0.3, outlineColor: '#6a2c8f', outlineWidth: 3 } })],
  })
  draw.start()
  draw.setMode('polygon')
  draw.on('finish', (id) => {
    for (const one of draw.getSnapshot()) if (one.id !== id && one.id !== undefined) draw.removeFeatures([one.id])
    const made = draw.getSnapshot().find((one) => one.id === id)
    ondraw(made?.geometry.type === 'Polygon' ? ((made.geometry.coordinates[0] ?? []) as At[]) : null)
  })
  return {
    clear() {
      draw.clear()
      ondraw(null)
    },
    stop: () => draw.stop(),
  }
}
