"""Draw what every map has: streets, sites, a scale bar."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from safeconduct.adapters.html_page.figure import Markup, shape, short, text
from safeconduct.adapters.html_page.lines import path_of
from safeconduct.adapters.html_page.sheet import FINE, Sheet
from safeconduct.core.network import SiteKind
from safeconduct.core.network.lines import Pair, join_links
from safeconduct.core.plan import Case

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
