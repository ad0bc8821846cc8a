"""Draw the area of a warning on the streets around it."""

from __future__ import annotations

from math import cos, radians

import numpy as np

from safeconduct.adapters.html_page.figure import Markup, drawing, shape, text
from safeconduct.adapters.html_page.map_base import draw_scale_bar, draw_sites, draw_streets
from safeconduct.adapters.html_page.sheet import FINE, SIDE, Sheet
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.plan import Case
from safeconduct.core.warnings import Alert, Ring

MARGIN = 0.35  # of the longer side of the area, on each side
MARGIN_METRES_LEAST = 300.0


def draw_area(case: Case, alert: Alert, words: str) -> Markup:
    """Return the drawing: streets, sites, the area with words above it, a scale bar."""
    rings = [ring for area in alert.infos[0].areas for ring in area.rings]
    every = np.array([point for ring in rings for point in ring])
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    wide = METRES_PER_DEGREE * cos(radians(float(south + north) / 2))
    size = max((east - west) * wide, (north - south) * METRES_PER_DEGREE)
    margin = max(MARGIN_METRES_LEAST, MARGIN * size)
    left, top = west - margin / wide, north + margin / METRES_PER_DEGREE
    across = (east - west) * wide + 2 * margin
    down = (north - south) * METRES_PER_DEGREE + 2 * margin
    scale = SIDE / max(across, down)

    def place(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where degrees lie on the drawing, in tenths of a unit."""
        x = np.rint((lon - left) * wide * scale * FINE).astype(np.int64)
        return x, np.rint((top - lat) * METRES_PER_DEGREE * scale * FINE).astype(np.int64)

    px, py = place(case.network.x, case.network.y)
    width, height = float(across * scale), float(down * scale)
    inside = (px >= 0) & (px <= width * FINE) & (py >= 0) & (py <= height * FINE)
    shown = inside[case.network.tail] | inside[case.network.head]
    sheet = Sheet(px.tolist(), py.tolist(), width, height, float(1 / scale), shown)
    outlines = "".join(_outline(*place(*_columns(ring))) for ring in rings)
    x, y = place(*_columns(rings[0]))
    fine = Markup('<g transform="scale(.1)">{}</g>')
    parts = [
        fine.format(Markup("").join(draw_streets(case, sheet))),
        fine.format(shape(outlines, "warned")),
        *draw_sites(case, sheet),
        text(float(x[:-1].mean()) / FINE, float(y.min()) / FINE - 12.0, words, "count", "middle"),
        *draw_scale_bar(sheet),
    ]
    title = f"{alert.infos[0].place}: the area of the warning"
    return drawing("area", width, height, title, f"{words} in the marked area", parts, "map")


def _columns(ring: Ring) -> tuple[np.ndarray, np.ndarray]:
    at = np.array(ring)
    return at[:, 0], at[:, 1]


def _outline(x: np.ndarray, y: np.ndarray) -> str:
    points = [f"{a} {b}" for a, b in zip(x[:-1].tolist(), y[:-1].tolist(), strict=True)]
    return "M" + "L".join(points) + "z"
