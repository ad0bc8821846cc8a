"""Run one operational period: the whole chain, from what is reported to what everybody is told, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from safeconduct.core.instructions import Instruction, instruct_all
from safeconduct.core.plan import Case, Plan, Planner, Progress, Verdict, judge_plan


@dataclass(frozen=True, slots=True, eq=False)
class OperationalPeriod:
    """Hold what one period gives: the plan, what the judge says of it, and one instruction for every party."""

    plan: Plan
    verdict: Verdict
    instructions: tuple[Instruction, ...]


def run_operational_period(
    case: Case,
    planner: Planner,
    *,
    seed: int,
    stop: Callable[[int], bool],
    tell: Callable[[Progress], None],
) -> OperationalPeriod:
    """Plan the case, judge the plan, and write every party's instruction."""
    plan = planner.plan(case, seed=seed, stop=stop, tell=tell)
    verdict = judge_plan(case, plan)
    instructions = instruct_all(case, plan)
    return OperationalPeriod(plan, verdict, instructions)
