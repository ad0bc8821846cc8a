"""Draw the hazard as cells: each takes the highest rate that any street or place in it ever has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from safeconduct.core.basics import Window
from safeconduct.core.plan import Case

# Expected people harmed of 1 in the open for an hour. Below the first, nothing is drawn, and the legend says so.
LEVELS = (1e-4, 1e-3, 3e-3, 1e-2)
LEVEL_WORDS = ("under 1", "1 to 3", "3 to 10", "10 or more")
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Peak:
    """Give the highest rate at one link or node, and when it holds."""

    rate: float
    window: Window


def find_peaks(case: Case) -> dict[tuple[str, str], Peak]:
    """Return, for each link and node with a hazard row within the case, its highest rate; overlapping rows add up."""
    rows: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for row in case.hazard or ():
        begin, end = max(row.window.start, case.start), min(row.window.end, case.deadline)
        if begin < end:
            rows[row.what, row.ident].append((begin, end, row.rate))
    return {key: _peak(own) for key, own in rows.items()}


def _peak(rows: list[tuple[float, float, float]]) -> Peak:
    if len(rows) == 1:
        return Peak(rows[0][2], Window(rows[0][0], rows[0][1]))
    best, window = -1.0, Window(0.0, 0.0)
    cuts = sorted({moment for begin, end, _ in rows for moment in (begin, end)})
    for begin, end in pairwise(cuts):
        rate = sum(r for lo, hi, r in rows if lo <= begin < hi)
        if rate > best:
            best, window = rate, Window(begin, end)
    return Peak(best, window)


def level_of(rate: float) -> int:
    """Return the class of a rate, 0 to 3; -1 = too low to draw.

    >>> level_of(0.00002), level_of(0.002), level_of(0.5)
    (-1, 1, 3)
    """
    return sum(rate >= least for least in LEVELS) - 1


def cells_along(ends: tuple[int, int, int, int], size: int) -> set[Cell]:
    """Return the cells that a straight link crosses, sampled at half a cell.

    >>> sorted(cells_along((0, 0, 25, 0), 10))
    [(0, 0), (1, 0), (2, 0)]
    """
    x1, y1, x2, y2 = ends
    count = max(abs(x2 - x1), abs(y2 - y1)) * 2 // size + 1
    return {((x1 + (x2 - x1) * k // count) // size, (y1 + (y2 - y1) * k // count) // size) for k in range(count + 1)}


def cells_path(cells: set[Cell], size: int) -> str:
    """Write cells as one path; neighbours in a row become one box.

    >>> cells_path({(0, 0), (1, 0), (3, 0)}, 10)
    'M0 0h20v10h-20zM30 0h10v10h-10z'
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for column, row in cells:
        rows[row].append(column)
    parts = []
    for row, columns in sorted(rows.items()):
        ordered = sorted(columns)
        first = 0
        for k in range(1, len(ordered) + 1):
            if k == len(ordered) or ordered[k] != ordered[k - 1] + 1:
                width = (ordered[k - 1] - ordered[first] + 1) * size
                parts.append(f"M{ordered[first] * size} {row * size}h{width}v{size}h{-width}z")
                first = k
    return "".join(parts)
