"""Find when one may set off on a movement that is late, and which checkpoints lie on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.basics import Window
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency.window_sets import outside, union


@dataclass(frozen=True, slots=True)
class Stretch:
    """Give a part of a movement, from its start or from a checkpoint on, and when all that follows is free."""

    begin: float  # POSIX second, as planned
    free: tuple[Window, ...]  # moments at which one may set off here and reach the end of the movement
    post: int  # the checkpoint at its end, or -1 at the end of the movement
    end: float  # POSIX second, as planned


class Movements:
    """Look up once what may stand in the way of anybody."""

    def __init__(self, case: Case) -> None:
        """Take the case's streets, closures, checkpoints and curfew."""
        network = case.network
        self._row, self._link_ids = network.link_index(), network.link_ids
        self._tails = [network.node_ids[node] for node in network.tail.tolist()]
        self._heads = [network.node_ids[node] for node in network.head.tolist()]
        self._auto: list[float] = (network.length / (network.speed_kmh / 3.6)).tolist()
        self._walk: list[float] = (network.length / (case.limits.walk_kmh / 3.6)).tolist()
        posts = (site for site in case.sites if site.kind is SiteKind.CHECKPOINT)
        self._post_at = {site.node_id: number for number, site in enumerate(posts)}
        self._curfew = case.curfew_windows()
        self._shut: dict[tuple[str, str], list[Window]] = defaultdict(list)
        for closure in case.closures:
            self._shut[closure.what, closure.ident].append(closure.window)

    @property
    def auto_seconds(self) -> Sequence[float]:
        """Give the free-flow seconds of each link by vehicle."""
        return self._auto

    def split(
        self, links: Sequence[str], depart: float, arrive: float, *, on_foot: bool, available: Sequence[Window] = ()
    ) -> tuple[Stretch, ...]:
        """Return the movement cut at its checkpoints; moments as the judge computes them, from the times as written.

        One may set off where nothing of what is left falls in the curfew, into a closure, or out of `available` (none =
        always), at the pace planned.
        """
        seconds = self._walk if on_foot else self._auto
        rows = [self._row[ident] for ident in links]
        free = 0.0
        for row in rows:
            free += seconds[row]
        pace, moments = (arrive - depart) / free if free else 1.0, [depart]
        for row in rows:
            moments.append(moments[-1] + seconds[row] * pace)
        taken = self._closures(rows, moments)
        out, begin = [], 0
        posts = [self._post_at.get(self._heads[row], -1) for row in rows]
        for number, post in enumerate(posts, 1):
            if post >= 0:
                out.append(Stretch(moments[begin], self._free(taken, begin, moments, available), post, moments[number]))
                begin = number
        if begin < len(rows) or not rows:
            out.append(Stretch(moments[begin], self._free(taken, begin, moments, available), -1, arrive))
        return tuple(out)

    def _closures(self, rows: Sequence[int], moments: Sequence[float]) -> list[tuple[int, Window, float, float]]:
        """List what is closed at times along the way: (number of the link, closure, entered, left), as planned."""
        if not self._shut or not rows:
            return []
        found = [(0, w, moments[0], moments[0]) for w in self._shut.get(("node", self._tails[rows[0]]), ())]
        for number, row in enumerate(rows):
            entered, left = moments[number], moments[number + 1]
            found += [(number, w, entered, left) for w in self._shut.get(("link", self._link_ids[row]), ())]
            found += [(number, w, left, left) for w in self._shut.get(("node", self._heads[row]), ())]
        return found

    def _free(
        self,
        taken: Sequence[tuple[int, Window, float, float]],
        begin: int,
        moments: Sequence[float],
        available: Sequence[Window],
    ) -> tuple[Window, ...]:
        """Shift everything that is in the way back to the moments at which setting off would run into it."""
        start, lasts = moments[begin], moments[-1] - moments[begin]
        away = outside(union(available)) if available else ()
        barred = [Window(w.start - lasts, w.end) for w in (*self._curfew, *away)]
        barred += [
            Window(w.start - (left - start), w.end - (entered - start))
            for number, w, entered, left in taken
            if number >= begin
        ]
        return outside(barred)
