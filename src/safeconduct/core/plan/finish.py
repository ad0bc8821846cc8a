"""Turn the best plan of a search into a judged Plan that keeps what it claims."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from safeconduct.core.plan.assemble import assemble
from safeconduct.core.plan.given import Prepared
from safeconduct.core.plan.judge import judge_plan
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.search import Search

VERSION = "1"
ROUNDING = 1e-9  # by which a bound that meets the cost may lie above it


def finish(search: Search, name: str, seed: int, rounds: int, bound: float | None) -> Plan:
    """Return the best plan with the judge's cost, and a reason for each party that is left.

    A bound above the cost of a feasible plan is wrong: it is not claimed, and the plan says what it was.
    """
    prepared, case = search.prepared, search.prepared.case
    legs, trips = assemble(prepared, search.best())
    planner: dict[str, object] = {"name": name, "version": VERSION, "rounds": rounds}
    out = int(prepared.given.size.sum()) - search.left
    plan = Plan(case.name, planner, seed, legs, trips, search.cost, out, search.left, None, _reasons(prepared, search))
    verdict = judge_plan(case, plan)
    cost = verdict.cost.total
    if bound is not None and bound > cost:
        if bound > cost * (1 + ROUNDING) + ROUNDING:
            planner["refuted_bound"] = bound
        bound = cost if "refuted_bound" not in planner else None
    return replace(plan, cost=cost, out=verdict.out, left=verdict.left, lower_bound=bound)


def _reasons(prepared: Prepared, search: Search) -> dict[str, str]:
    """Say of every party that is left why, as far as the search knows."""
    given, kinds = prepared.given, search.best().kind
    gate_most = float(given.gate_step_cap.max(initial=0.0))
    seats_most = int(given.flight_seats.max(initial=0))
    ride_most = int(given.vehicle_seats.max(initial=0))
    reasons = {}
    for row in np.nonzero(kinds == 0)[0]:
        size = int(given.size[row])
        if not np.isfinite(given.best_cost[row]):
            reason = "no way on foot or by its own car leads to a gate or a transit point in time"
        elif size > gate_most:
            reason = f"{size} people are more than any gate processes in one step ({gate_most:g})"
        elif size > seats_most:
            reason = f"{size} people are more than any flight has seats ({seats_most})"
        elif size > ride_most and not (given.row_kind[given.row_ptr[row] : given.row_ptr[row + 1]] < 2).any():
            reason = f"{size} people are more than any vehicle has seats ({ride_most})"
        else:
            reason = "no free seat, gate slot, checkpoint slot or flight at any time it could go"
        reasons[prepared.case.parties[row].party_id] = reason
    return reasons
