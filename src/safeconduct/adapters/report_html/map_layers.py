"""Draw the layers of a map: streets, hazard and what is unknown, flows, sites."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import hypot

import numpy as np

from safeconduct.adapters.html_page.cells import LEVELS, Cell, cells_along, cells_path, level_of
from safeconduct.adapters.html_page.figure import Markup, shape
from safeconduct.adapters.html_page.lines import path_of
from safeconduct.adapters.html_page.sheet import FINE, Sheet
from safeconduct.adapters.report_html.hazard_cells import Peak
from safeconduct.core.network.lines import Pair, join_links
from safeconduct.core.plan import Case
from safeconduct.core.plan.shown import PictureView
from safeconduct.core.plan.summary import Summary

FLOWS = (20, 100, 500, 2000)  # people; below the first nothing is drawn, so that no home can be read off the map


def draw_hazard(
    case: Case, sheet: Sheet, peaks: dict[tuple[str, str], Peak], picture: PictureView | None, cell_metres: float
) -> list[Markup]:
    """Draw hazard cells by level, and over them the cells in which something is unknown."""
    network = case.network
    size = max(1, round(FINE * cell_metres / sheet.metres_per_unit))
    links, nodes = network.link_index(), network.node_index()

    def along(link: int) -> set[Cell]:
        a, b = int(network.tail[link]), int(network.head[link])
        return cells_along((sheet.x[a], sheet.y[a], sheet.x[b], sheet.y[b]), size)

    highest: dict[Cell, int] = defaultdict(lambda: -1)
    for (what, ident), peak in peaks.items():
        rows = links if what == "link" else nodes
        if ident in rows:
            row = rows[ident]
            cells = along(row) if what == "link" else {(sheet.x[row] // size, sheet.y[row] // size)}
            for cell in cells:
                highest[cell] = max(highest[cell], level_of(peak.rate))
    unknown = {cell for i in (picture.unknown_links if picture else ()) if i in links for cell in along(links[i])}
    parts = []
    for level in range(len(LEVELS)):
        path = cells_path({cell for cell, own in highest.items() if own == level}, size)
        parts += [shape(path, f"hazard h{level}"), shape(path, f"hatch p{level}")]
    return [*parts, shape(cells_path(unknown, size), "unknown")]


def draw_flows(case: Case, sheet: Sheet, summary: Summary) -> list[Markup]:
    """Draw the people over each street, both directions together, with arrows along the way of most."""
    network = case.network
    both: dict[Pair, int] = defaultdict(int)
    ahead: dict[Pair, int] = defaultdict(int)
    for link in np.flatnonzero(summary.flow).tolist():
        a, b, people = int(network.tail[link]), int(network.head[link]), int(summary.flow[link])
        ahead[a, b] += people
        both[min(a, b), max(a, b)] += people
    parts = []
    for level, least in enumerate(FLOWS):
        most = FLOWS[level + 1] if level + 1 < len(FLOWS) else float("inf")
        lines = join_links(pair for pair, people in both.items() if least <= people < most)
        path = path_of(lines, sheet.x, sheet.y)
        parts += [shape(path, f"flow f{level}")]
        if level:
            parts.append(shape("".join(_arrows(line, sheet, ahead) for line in lines), "arrow"))
    return parts


def _arrows(line: list[int], sheet: Sheet, ahead: dict[Pair, int]) -> str:
    """Put a small arrow on the line every 45 units, the way that more people go."""
    marks, since = [], 20.0 * FINE
    for a, b in pairwise(line):
        dx, dy = sheet.x[b] - sheet.x[a], sheet.y[b] - sheet.y[a]
        reach = hypot(dx, dy)
        since += reach
        if since >= 45 * FINE and reach > 1:
            since = 0.0
            sign = 1 if ahead[a, b] >= ahead[b, a] else -1
            ux, uy = sign * dx / reach, sign * dy / reach
            x, y = (sheet.x[a] + sheet.x[b]) / 2, (sheet.y[a] + sheet.y[b]) / 2
            tip, left, right = (
                (x + 55 * ux, y + 55 * uy),
                (x - 35 * ux - 40 * uy, y - 35 * uy + 40 * ux),
                (x - 35 * ux + 40 * uy, y - 35 * uy - 40 * ux),
            )
            marks.append("M" + "L".join(f"{px:.0f} {py:.0f}" for px, py in (tip, left, right)) + "z")
    return "".join(marks)
