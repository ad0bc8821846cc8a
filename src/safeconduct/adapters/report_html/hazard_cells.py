"""Find the highest hazard that any street or place of a case ever has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from safeconduct.core.basics import Window
from safeconduct.core.plan import Case


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
