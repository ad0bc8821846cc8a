"""Plan by ruin and recreate under simulated annealing: the default planner."""

from __future__ import annotations

from collections.abc import Callable

from safeconduct.core.plan.bound import prove_bound
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.finish import finish
from safeconduct.core.plan.given import prepare
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.planner import Progress
from safeconduct.core.plan.search import PATIENCES, Search

CHUNK = 50  # rounds between two looks at the clock
COOLING = 0.9995  # of the temperature, from chunk to chunk
WARM = 1e-2  # people harmed: a round that much worse is kept with probability 1/e at first


class AnnealingPlanner:
    """Build several first plans, then improve the best until told to stop."""

    name = "default"

    def plan(
        self,
        case: Case,
        *,
        seed: int,
        stop: Callable[[int], bool],
        tell: Callable[[Progress], None],
        start_from: Plan | None = None,
    ) -> Plan:
        """Return the best feasible plan found before `stop(rounds)`; same seed and rounds, same plan."""
        del start_from
        prepared = prepare(case, lambda phase: tell(Progress(phase)))
        search = Search.begin(prepared)
        tell(Progress("first plans"))
        for patience in PATIENCES:
            for cars_first in (True, False):
                search.construct(patience, cars_first, seed)
        search.recall()
        tell(Progress("proving a bound"))
        bound = prove_bound(case).bound
        rounds, temperature = 0, WARM
        while not stop(rounds):
            search.improve(CHUNK, temperature, seed + rounds)
            rounds += CHUNK
            temperature *= COOLING
            out = int(prepared.given.size.sum()) - search.left
            tell(Progress("improving", rounds, search.cost, bound, out, search.left))
        return finish(search, self.name, seed, rounds, bound)
