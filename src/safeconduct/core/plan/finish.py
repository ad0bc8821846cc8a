"""Turn the best plan of a search into a judged Plan that keeps what it claims."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from safeconduct.core.plan.assemble import assemble
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.given import Prepared
from safeconduct.core.plan.judge import judge_plan
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.search import Search
from safeconduct.core.plan.verdict import Verdict

VERSION = "1"
ROUNDING = 1e-9  # by which a bound that meets the cost may lie above it


def finish(search: Search, name: str, seed: int, rounds: int, bound: float | None) -> Plan:
    """Return the best plan with the judge's cost, and a reason for each party that is left."""
    prepared, case = search.prepared, search.prepared.case
    legs, trips = assemble(prepared, search.best())
    planner: dict[str, object] = {"name": name, "version": VERSION, "rounds": rounds}
    out = int(prepared.given.size.sum()) - search.left
    plan = Plan(case.name, planner, seed, legs, trips, search.cost, out, search.left, None, _reasons(prepared, search))
    verdict = judge_plan(case, plan)
    cost = verdict.cost.total
    return claim_bound(replace(plan, cost=cost, out=verdict.out, left=verdict.left), bound)


def claim_bound(plan: Plan, bound: float | None) -> Plan:
    """Return the plan with the bound that it claims; one above its cost is wrong, and is kept as refuted instead."""
    if bound is not None and bound > plan.cost * (1 + ROUNDING) + ROUNDING:
        return replace(plan, planner={**plan.planner, "refuted_bound": bound}, lower_bound=None)
    return replace(plan, lower_bound=None if bound is None else min(bound, plan.cost))


def claim_judged(case: Case, plan: Plan) -> tuple[Plan, Verdict]:
    """Return the plan with the claims that hold for a case, whatever it was made against, and the verdict on those.

    The bound is kept as `claim_bound` does. Judges once where the plan's own claims hold, else twice.
    """
    verdict = judge_plan(case, plan)
    new = replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left, lower_bound=None, claims={})
    new = claim_bound(new, plan.lower_bound)
    return new, verdict if verdict.feasible else judge_plan(case, new)


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
