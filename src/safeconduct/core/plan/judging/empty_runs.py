"""Find how soon an empty vehicle can be somewhere, past curfews, closures and shut checkpoints.

Source: docs/formats.md, "trip.csv", the empty run. Two ways, the quick one first: along the path that is shortest by
free flow, waiting wherever something is in the way; and, where that is too late, a search over all ways.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from math import inf

from safeconduct.core.basics import Window, overlaps
from safeconduct.core.people import Mode
from safeconduct.core.plan.judging.clock import FORGIVEN_SECONDS, is_open
from safeconduct.core.plan.judging.ground import Ground

ROUNDING_SECONDS = 0.001  # by far more than adding up a path in another order can change


class EmptyRuns:
    """Answer questions about empty runs on one ground; remembers the paths by free flow."""

    def __init__(self, ground: Ground) -> None:
        """Look only at links that vehicles may use."""
        self._ground = ground
        self._seconds = ground.free_seconds[Mode.AUTO]
        self._leaving: dict[str, list[int]] = {}
        for row, allowed in enumerate(ground.allowed[Mode.AUTO]):
            if allowed:
                self._leaving.setdefault(ground.tails[row], []).append(row)
        self._trees: dict[str, _Tree] = {}

    def earliest_arrival(
        self, origin: str, target: str, start: float, latest: float, available: Sequence[Window]
    ) -> float:
        """Return when a vehicle that may leave origin from `start` on is at target; inf or any later moment = too late.

        `available` are the fleet's sorted windows, none = always. Nothing later than `latest` is searched for.
        """
        if origin == target:
            return start
        if origin not in self._trees:
            self._trees[origin] = _Tree(self._ground, self._leaving, origin)
        path = self._trees[origin].path_to(target)
        if path is None:
            return inf
        soonest = start
        for row in path:
            soonest += self._seconds[row]
        if soonest > latest + FORGIVEN_SECONDS + ROUNDING_SECONDS:
            return inf  # no way is sooner than the shortest one with nothing in the way
        clear = self._is_clear(path, start, soonest, available)
        arrival = soonest if clear else self._drive(path, start, latest, available)
        if arrival <= latest + FORGIVEN_SECONDS:
            return arrival
        return self._search(origin, target, start, latest, available)

    def _is_clear(self, path: Sequence[int], start: float, end: float, available: Sequence[Window]) -> bool:
        """Tell at a glance that nothing can be in the way: no curfew, closure or checkpoint, one window for all."""
        if overlaps(self._ground.curfew, start, end) or not self._ground.guarded.isdisjoint(path):
            return False
        return not available or any(window.start <= start and end <= window.end for window in available)

    def _drive(self, path: Sequence[int], start: float, latest: float, available: Sequence[Window]) -> float:
        """Return when the vehicle is at the end of the path, or a moment after `latest` where it would be later."""
        at = start
        for row in path:
            at = self._enter(row, at, available) + self._seconds[row]
            if at > latest + FORGIVEN_SECONDS:
                break
        return at

    def _enter(self, row: int, at: float, available: Sequence[Window]) -> float:
        """Return the first moment from `at` on at which the link can be entered and driven through; inf = never."""
        while True:
            later = self._put_off(row, at, available)
            if later in (at, inf):
                return later
            at = later

    def _put_off(self, row: int, at: float, available: Sequence[Window]) -> float:
        """Return `at` if nothing is in the way, else a moment before which the link cannot be entered."""
        ground, seconds, head = self._ground, self._seconds[row], self._ground.heads[row]
        for shut in (*ground.curfew, *ground.closures["link"].get(ground.case.network.link_ids[row], ())):
            if shut.start < at + seconds - FORGIVEN_SECONDS and shut.end > at + FORGIVEN_SECONDS:
                at = shut.end
        for shut in ground.closures["node"].get(head, ()):
            if shut.start + FORGIVEN_SECONDS < at + seconds < shut.end - FORGIVEN_SECONDS:
                at = shut.end - seconds
        if head in ground.checkpoints:
            opening = ground.opening[ground.checkpoints[head].site_id]
            if not is_open(opening, at + seconds, at + seconds):
                at = min((w.start - seconds for w in opening if w.start > at + seconds), default=inf)
        if available and not is_open(available, at, at + seconds):
            at = min((w.start for w in available if w.start > at), default=inf)
        return at

    def _search(self, origin: str, target: str, start: float, latest: float, available: Sequence[Window]) -> float:
        """Return the earliest arrival over all ways (Dijkstra: waiting is allowed, so sooner is never worse)."""
        best, settled, heap = {origin: start}, set[str](), [(start, origin)]
        while heap:
            at, node = heapq.heappop(heap)
            if node in settled:
                continue
            settled.add(node)
            if node == target:
                return at
            if at > latest + FORGIVEN_SECONDS:
                return inf
            for row in self._leaving.get(node, ()):
                head, arrival = self._ground.heads[row], self._enter(row, at, available) + self._seconds[row]
                if arrival < best.get(head, inf):
                    best[head] = arrival
                    heapq.heappush(heap, (arrival, head))
        return inf


class _Tree:
    """Grow the tree of shortest paths by free flow from one node, only as far as it is asked about."""

    def __init__(self, ground: Ground, leaving: dict[str, list[int]], origin: str) -> None:
        """Start at the origin."""
        self._ground, self._leaving, self._origin = ground, leaving, origin
        self._best = {origin: 0.0}
        self._via: dict[str, int] = {}  # node -> row of the link by which it is reached
        self._settled: set[str] = set()
        self._heap = [(0.0, origin)]
        self._paths: dict[str, list[int] | None] = {}

    def path_to(self, target: str) -> list[int] | None:
        """Return the rows from the origin to the target, None where there is no way."""
        if target not in self._paths:
            self._paths[target] = self._trace(target) if self._reach(target) else None
        return self._paths[target]

    def _reach(self, target: str) -> bool:
        best, settled, heads, seconds = (
            self._best,
            self._settled,
            self._ground.heads,
            self._ground.free_seconds[Mode.AUTO],
        )
        while self._heap and target not in settled:
            at, node = heapq.heappop(self._heap)
            if node in settled:
                continue
            settled.add(node)
            for row in self._leaving.get(node, ()):
                head, arrival = heads[row], at + seconds[row]
                if arrival < best.get(head, inf):
                    best[head], self._via[head] = arrival, row
                    heapq.heappush(self._heap, (arrival, head))
        return target in settled

    def _trace(self, target: str) -> list[int]:
        rows, node = [], target
        while node != self._origin:
            rows.append(self._via[node])
            node = self._ground.tails[self._via[node]]
        return rows[::-1]
