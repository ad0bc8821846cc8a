"""Plan a case and keep the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.plan import Case, Plan, Planner, Progress, Verdict, judge_plan


def make_plan(
    cases: CaseStore,
    plans: PlanStore,
    planner: Planner,
    case_folder: Path,
    out: Path,
    *,
    seed: int,
    stop: Callable[[int], bool],
    tell: Callable[[Progress], None],
) -> tuple[Case, Plan, Verdict]:
    """Read the case, plan it, judge the plan as anybody would, and write it; return all three."""
    case = cases.read(case_folder)
    plan = planner.plan(case, seed=seed, stop=stop, tell=tell)
    verdict = judge_plan(case, plan)
    plan = replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left)
    plans.write(plan, case.utc_offset_seconds, out)
    return case, plan, verdict
