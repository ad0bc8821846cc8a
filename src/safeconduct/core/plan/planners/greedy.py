"""Plan once through, first come by priority, and say of everybody left why."""

from __future__ import annotations

from collections.abc import Callable

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.finish import finish
from safeconduct.core.plan.given import prepare
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.planner import Progress
from safeconduct.core.plan.search import Search, first_ways


class GreedyPlanner:
    """Send who can go alone to the cheapest free slot, by priority; then fill vehicle after vehicle."""

    name = "greedy"

    def plan(
        self,
        case: Case,
        *,
        seed: int,
        stop: Callable[[int], bool],
        tell: Callable[[Progress], None],
        start_from: Plan | None = None,
    ) -> Plan:
        """Return a feasible plan; it does not improve, so `stop` is not asked."""
        del stop
        prepared = prepare(case, lambda phase: tell(Progress(phase)))
        search = Search.begin(prepared)
        tell(Progress("first plan"))
        if start_from is not None:
            search.resume(start_from)
        else:
            for patience, cars_first in first_ways(len(case.parties)):
                search.construct(patience, cars_first, seed)
        return finish(search, self.name, seed, 1, None)
