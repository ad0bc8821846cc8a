"""Plan a case and keep the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.plan import Case, Plan, Planner, Progress, Verdict
from safeconduct.core.plan.plan_case import plan_case


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
    cautious: bool = False,
) -> tuple[Case, Plan, Verdict]:
    """Read the case, plan it, judge the plan as anybody would, and write it; return all three."""
    case = cases.read(case_folder)
    plan, verdict = plan_case(case, planner, seed=seed, stop=stop, tell=tell, cautious=cautious)
    plans.write(plan, case.utc_offset_seconds, out)
    return case, plan, verdict
