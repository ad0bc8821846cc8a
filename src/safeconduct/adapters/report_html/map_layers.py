"""Draw the layers of a map: streets, hazard and what is unknown, flows, sites."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import hypot

import numpy as np
from numpy.typing import NDArray

from safeconduct.adapters.report_html.figure import Markup, shape, short, text
from safeconduct.adapters.report_html.hazard_cells import LEVELS, Cell, Peak, cells_along, cells_path, level_of
from safeconduct.adapters.report_html.lines import Pair, join_links, path_of
from safeconduct.adapters.report_html.sheet import FINE, Sheet
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.plan.shown import PictureView
from safeconduct.core.plan.summary import Summary

FLOWS = (20, 100, 500, 2000)  # people; below the first nothing is drawn, so that no home can be read off the map
KINDS = {
    SiteKind.TRANSIT_POINT: ("T", "transit point", "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z"),
    SiteKind.CHECKPOINT: ("C", "checkpoint", "M0-9L9 0L0 9L-9 0z"),
    SiteKind.GATE: ("G", "gate", "M-8-8h16v16h-16z"),
    SiteKind.AIRHEAD: ("A", "airhead", "M0-12L11 8H-11z"),
}


def _pairs(case: Case, rows: NDArray[np.int64]) -> list[Pair]:
    return list(zip(case.network.tail[rows].tolist(), case.network.head[rows].tolist(), strict=True))


def draw_streets(case: Case, sheet: Sheet) -> list[Markup]:
    """Draw the streets in two weights."""
    fast = case.network.speed_kmh >= 50
    parts = []
    for rows, style in ((sheet.shown & ~fast, "street"), (sheet.shown & fast, "road")):
        lines = join_links(_pairs(case, np.flatnonzero(rows)))
        parts.append(shape(path_of(lines, sheet.x, sheet.y), style))
    return parts


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


def draw_sites(case: Case, sheet: Sheet) -> list[Markup]:
    """Draw a shape of its own for each kind, and a label where there is room."""
    rows = case.network.node_index()
    order = sorted(case.sites, key=lambda s: (-list(KINDS).index(s.kind), s.site_id))
    spots = {s.site_id: (sheet.x[rows[s.node_id]] / FINE, sheet.y[rows[s.node_id]] / FINE) for s in order}
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in spots.values()]
    marks, labels = [], []
    for site in order:
        x, y = spots[site.site_id]
        letter, word, outline = KINDS[site.kind]
        marks.append(
            Markup('<g transform="translate({:.1f} {:.1f})"><title>{}</title>{}{}</g>').format(
                x,
                y,
                f"{word} {site.site_id} {site.name}".strip(),
                shape(outline, f"site {letter}"),
                letter_mark(letter),
            )
        )
        labels.append(_label(short(site.site_id), x, y, taken, sheet))
    return marks[::-1] + labels


def letter_mark(letter: str) -> Markup:
    """Write the letter of a kind of site inside its shape."""
    return text(0, 5 if letter == "A" else 3.6, letter, "letter", "middle")


def _label(words: str, x: float, y: float, taken: list[tuple[float, float, float, float]], sheet: Sheet) -> Markup:
    """Put the label at the first free of eight spots around the mark; nowhere, if none is free."""
    width, height = 9.0 * len(words) + 2, 15.0
    spots = [(11, -6), (-11 - width, -6), (-width / 2, -25), (-width / 2, 11)]
    spots += [(9, -22), (9, 8), (-9 - width, -22), (-9 - width, 8)]
    for dx, dy in spots:
        left, top = x + dx, y + dy
        right, bottom = left + width, top + height
        free = all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in taken)
        if free and left >= 0 and right <= sheet.width and top >= 0 and bottom <= sheet.height:
            taken.append((left, top, right, bottom))
            return text(left + 1, bottom - 3, words, "label")
    return Markup("")


def draw_scale_bar(sheet: Sheet) -> list[Markup]:
    """Draw a bar of a round length."""
    metres = next(m for m in (20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50) if m / sheet.metres_per_unit < 250)
    length, y = metres / sheet.metres_per_unit, sheet.height - 14
    words = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    return [shape(f"M14 {y - 6:.1f}v6h{length:.1f}v-6", "scale"), text(20, y - 9, words, "label")]
