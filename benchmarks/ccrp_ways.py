"""Find the fastest ways on real travel times for the CCRP planner: trees for every place, hour and checkpoint.

A tree gives the fastest way from every node to one place while its links are open; a run along it is then followed link
by link at its real moment of departure, and put off where a closure, a checkpoint or the curfew is in its way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.plan import Case
from safeconduct.core.plan.kernels.streets import grow_tree, run_along
from safeconduct.core.plan.kernels.struct import bundle
from safeconduct.core.plan.kernels.windows import shut_in_window
from safeconduct.core.plan.streets import compile_streets

WINDOWS = 24
PUT_OFF = 60.0  # seconds after which a run that was in something's way is tried again
EARLIER = 600.0  # seconds between the arrivals tried for who cannot arrive just in time
PASSES_MAX = 12


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Lead from every node to one place by one mode: a tree for each window of time."""

    target: int
    by_car: bool
    trees: tuple[NDArray[np.int32], ...]
    taken: tuple[NDArray[np.float32], ...]  # whole seconds from every node; infinity where there is no way


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """State one run along a way; seconds since the start of the case."""

    way: Way
    window: int
    node: int
    depart: float
    arrive: float
    passes: tuple[tuple[int, float], ...]  # (checkpoint, moment)


class Ways:
    """Grow the trees of a case and follow them."""

    def __init__(self, case: Case) -> None:
        """Compile the streets and note what is shut when."""
        self.case, self.streets = case, compile_streets(case)
        self._compiled = bundle(self.streets)
        self.horizon = case.deadline - case.start
        self._span = self.horizon / WINDOWS
        windows = [(w * self._span - 1800, (w + 1) * self._span + 1800) for w in range(WINDOWS)]
        self._shut = [shut_in_window(self._compiled, *window) for window in windows]
        self._posts, self._times = np.empty(PASSES_MAX, np.int64), np.empty(PASSES_MAX)

    def grow(self, target: int, by_car: bool, avoid: Iterable[int] = ()) -> list[Way]:
        """Return the fastest ways to a node: by links open all of a window, and, if other, by those mostly open."""
        streets = self.streets
        seconds = streets.auto_seconds if by_car else streets.walk_seconds
        most = np.inf if by_car else self.case.limits.walk_metres_max
        barred = np.isin(streets.head, np.array(tuple(avoid), np.int32))
        ways: list[Way] = []
        grown: dict[bytes, tuple[NDArray[np.int32], NDArray[np.float32]]] = {}
        for choice in (1, 0):
            trees = []
            for window in range(WINDOWS):
                shut = barred | self._shut[window][choice]
                key = np.packbits(shut).tobytes()
                if key not in grown:
                    weight = np.where(shut, np.inf, seconds)
                    tree, _, _, best = grow_tree(self._compiled, target, seconds, weight, most)
                    grown[key] = tree, np.ceil(best - 1e-6).astype(np.float32)
                trees.append(grown[key])
            if not ways or any(a is not b for (a, _), b in zip(trees, ways[0].trees, strict=True)):
                ways.append(Way(target, by_car, tuple(t for t, _ in trees), tuple(s for _, s in trees)))
        return ways

    def differ(self, ways: Iterable[Way], node: int) -> list[Way]:
        """Return the ways that lead on from a node at some time, of those that take the same time only one."""
        found: dict[bytes, Way] = {}
        for way in ways:
            taken = np.array([seconds[node] for seconds in way.taken])
            if np.isfinite(taken).any():
                found.setdefault(taken.tobytes(), way)
        return list(found.values())

    def least(self, way: Way, node: int) -> float:
        """Return the least seconds that a way from a node takes in any window."""
        return min(float(seconds[node]) for seconds in way.taken)

    def run(self, way: Way, node: int, depart: float) -> Run | None:
        """Follow a way at a moment; None where there is none or something is in its way."""
        window = self._window(depart)
        if way.taken[window][node] == np.inf or depart < 0:
            return None
        seconds = self.streets.auto_seconds if way.by_car else self.streets.walk_seconds
        fine, taken, _, count = run_along(
            self._compiled, way.trees[window], node, seconds, depart, self._posts, self._times
        )
        if not fine or depart + taken >= self.horizon:
            return None
        passes = tuple(zip(self._posts[:count].tolist(), self._times[:count].tolist(), strict=True))
        return Run(way, window, node, depart, depart + taken, passes)

    def earliest(
        self, way: Way, node: int, not_before: float, fits: Callable[[Run], float] = lambda _: 0.0
    ) -> Run | None:
        """Return the first run at or after a moment; `fits` gives 0 or the seconds by which to put a run off."""
        depart = float(np.ceil(max(not_before, 0.0)))
        while depart < self.horizon:
            run = self.run(way, node, depart)
            if run is not None:
                late = fits(run)
                if late <= 0:
                    return run
                depart = float(np.ceil(depart + late))
                continue
            depart = self._later(way, node, depart)
        return None

    def arriving(self, way: Way, node: int, moment: float) -> Run | None:
        """Return the run that arrives at a moment exactly, or None."""
        for window in (self._window(moment), self._window(moment) - 1):
            taken = float(way.taken[window][node]) if window >= 0 else np.inf
            if np.isfinite(taken) and self._window(moment - taken) == window:
                run = self.run(way, node, moment - taken)
                if run is not None and run.arrive == moment:
                    return run
        return None

    def latest(
        self, way: Way, node: int, moment: float, back: float, fits: Callable[[Run], float] = lambda _: 0.0
    ) -> Run | None:
        """Return the last run, of those tried, that arrives by a moment and not more than `back` before it."""
        curfews = [float(np.floor(begin)) for begin in self.streets.curfew_from]
        tried = {moment, *(t for t in curfews if moment - back <= t < moment)}
        tried |= {float(np.floor(moment - late)) for late in np.arange(EARLIER, min(back, self.horizon) + 1, EARLIER)}
        for arrive in sorted(tried, reverse=True):
            run = self.arriving(way, node, arrive)
            if run is not None and fits(run) <= 0:
                return run
        return None

    def links(self, run: Run) -> tuple[int, ...]:
        """Return the rows of a run's links."""
        tree, node, rows = run.way.trees[run.window], run.node, []
        while tree[node] >= 0:
            rows.append(int(tree[node]))
            node = int(self.streets.head[tree[node]])
        return tuple(rows)

    def _window(self, moment: float) -> int:
        return min(max(int(moment / self._span), 0), WINDOWS - 1)

    def _later(self, way: Way, node: int, depart: float) -> float:
        """Return when to try again: after the curfew, in the next window, or a minute later."""
        window = self._window(depart)
        taken = float(way.taken[window][node])
        if taken == np.inf:
            return float(np.ceil((window + 1) * self._span)) if window + 1 < WINDOWS else self.horizon
        for begin, end in zip(self.streets.curfew_from, self.streets.curfew_to, strict=True):
            if begin < depart + taken and end > depart:
                return float(np.ceil(max(end, depart + 1.0)))
        return depart + PUT_OFF
