"""Hold what a plan says of itself against what the judge found.

Source: docs/formats.md, "plan.json".
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.judging.ledger import Ledger
from safeconduct.core.plan.plan import Plan

COST_TOLERANCE = 1e-3  # of the cost
BOUND_TOLERANCE = 1e-6  # of the cost


def judge_claims(case: Case, plan: Plan, ledger: Ledger, cost: float) -> float | None:
    """Check case, cost, out, left and bound; return the bound where the plan claims one that is a number.

    Rules ("plan.json"): the cost agrees to 0.1 %, `out` and `left` exactly, the bound is not above the cost.
    """
    claims = plan.claims or _typed_claims(plan)
    if claims.get("case") != case.name:
        ledger.say(f"plan.json is for case {claims.get('case')!r}, not {case.name!r}")
    claimed = _number(claims.get("cost"))
    if claimed is None or abs(claimed - cost) > COST_TOLERANCE * max(abs(cost), 1e-9):
        ledger.say(f"plan.json claims cost {claims.get('cost')}, the judge finds {cost}")
    for key, found in (("out", ledger.out), ("left", ledger.left)):
        if claims.get(key) != found:
            ledger.say(f"plan.json claims {key} {claims.get(key)}, the judge finds {found}")
    return _judge_bound(claims.get("lower_bound"), ledger, cost)


def _judge_bound(claim: object, ledger: Ledger, cost: float) -> float | None:
    if claim is None:
        return None
    bound = _number(claim)
    if bound is None:
        ledger.say(f"plan.json claims the lower bound {claim!r}, not a number")
    elif bound > cost * (1 + BOUND_TOLERANCE):
        ledger.say(f"plan.json claims the lower bound {bound}, above the cost {cost}")
    return bound


def _typed_claims(plan: Plan) -> Mapping[str, object]:
    return {
        "case": plan.case,
        "cost": plan.cost,
        "out": plan.out,
        "left": plan.left,
        "lower_bound": plan.lower_bound,
    }


def _number(claim: object) -> float | None:
    """Return the claim as a float where it is a finite number; true and false are none."""
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        return None
    try:
        number = float(claim)
    except OverflowError:  # an integer of more than 308 digits
        return None
    return number if math.isfinite(number) else None
