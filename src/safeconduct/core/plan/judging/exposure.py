"""Integrate the hazard rate exactly over the time that somebody is at a place.

Source: docs/formats.md, "The cost".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from safeconduct.core.picture import HazardRow

Profile = tuple[list[float], list[float]]  # m moments, rising; m + 1 rates: before, between and after them


class Exposure:
    """Give the expected people harmed per person in the open at a link or node over a span of time.

    Where rows overlap their rates add up; where and when no row applies, the background rate holds. The rate is
    constant between two moments at which a row begins or ends, so the integral is a sum and not an approximation.
    """

    def __init__(self, rows: Sequence[HazardRow], background_rate: float) -> None:
        """Sort the rows by place; rates are per person-hour."""
        self.links = _Profiles(background_rate)
        self.nodes = _Profiles(background_rate)
        for row in rows:
            (self.links if row.what == "link" else self.nodes).rows.setdefault(row.ident, []).append(row)

    def at_node(self, node_id: str, start: float, end: float) -> float:
        """Return the harm per person in the open at the node over [start, end], POSIX seconds."""
        return integrate(self.nodes[node_id], start, end)


class _Profiles(dict[str, Profile]):
    """Map every id, known or not, to its rate over time, laid out when first asked for."""

    def __init__(self, background_rate: float) -> None:
        super().__init__()
        self.rows: dict[str, list[HazardRow]] = {}
        self._background = background_rate
        self._elsewhere: Profile = ([], [background_rate])

    def __missing__(self, ident: str) -> Profile:
        rows = self.rows.get(ident)
        self[ident] = self._lay_out(rows) if rows else self._elsewhere
        return self[ident]

    def _lay_out(self, rows: Sequence[HazardRow]) -> Profile:
        moments = sorted({moment for row in rows for moment in (row.window.start, row.window.end)})
        rates = [self._background]
        for moment in moments:
            on = [row.rate for row in rows if row.window.start <= moment < row.window.end]
            rates.append(sum(on) if on else self._background)
        return moments, rates


def integrate(profile: Profile, start: float, end: float) -> float:
    """Return the integral of the rate (per hour) over [start, end], in POSIX seconds.

    A leg may end up to the forgiven second before it starts. Where a hazard is given, that sliver counts as time there,
    at the rate of its middle; a plan that goes farther back is not feasible, but its cost is defined all the same.

    >>> integrate(([3600.0], [1.0, 2.0]), 0.0, 7200.0)
    3.0
    """
    moments, rates = profile
    if end < start and moments:
        return rates[bisect_right(moments, (start + end) / 2)] * (start - end) / 3600
    segment = bisect_right(moments, start)
    if segment == len(moments) or end <= moments[segment]:
        return rates[segment] * (end - start) / 3600
    total = 0.0
    while segment < len(moments) and moments[segment] < end:
        total += rates[segment] * (moments[segment] - start) / 3600
        start = moments[segment]
        segment += 1
    return total + rates[segment] * (end - start) / 3600
