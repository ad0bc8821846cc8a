"""Plan a case against what is known of the threat, and judge the plan against what the case says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from safeconduct.core.basics import Window
from safeconduct.core.picture.override import describe_override, span_of
from safeconduct.core.plan.bound import prove_bound
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.finish import claim_bound
from safeconduct.core.plan.judge import judge_plan
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.planner import Planner, Progress
from safeconduct.core.plan.threat import with_picture
from safeconduct.core.plan.verdict import Verdict


def plan_case(
    case: Case,
    planner: Planner,
    *,
    seed: int,
    stop: Callable[[int], bool],
    tell: Callable[[Progress], None],
    cautious: bool = False,
    start_from: Plan | None = None,
) -> tuple[Plan, Verdict]:
    """Return a feasible plan and its judgement.

    Where the case gives no hazard, the plan is made against the picture of its reports (`cautious`: with the upper
    bound where it is unknown). The judge then counts the background alone, so the plan claims a cost and a bound of
    that; what holds with the picture's hazard stands in `plan.planner`.
    """
    seen = with_picture(case, cautious=cautious)
    if seen is case:
        plan = planner.plan(case, seed=seed, stop=stop, tell=tell, start_from=start_from)
    else:
        tell(Progress("proving a bound without the threat picture"))
        bound = prove_bound(case).bound  # first, so that nothing long is left to do when the time is over
        plan = planner.plan(seen, seed=seed, stop=stop, tell=tell, start_from=start_from)
        plan = _claim_for(case, plan, bound)
    return plan, judge_plan(case, plan)


def _claim_for(case: Case, plan: Plan, bound: float) -> Plan:
    """Return the plan with the claims that hold for the case as it is given."""
    verdict = judge_plan(case, plan)
    span = Window(case.start, case.deadline)
    offset = case.utc_offset_seconds
    overrides = [describe_override(one, offset) for one in case.overrides if span_of(one, span)]
    said = {
        "hazard": "picture",
        "overrides": overrides,
        "cost_with_picture": plan.cost,
        "lower_bound_with_picture": plan.lower_bound,
    }
    return claim_bound(replace(plan, planner={**plan.planner, **said}, cost=verdict.cost.total), bound)
