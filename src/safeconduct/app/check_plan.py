"""Judge a plan kept in files against its case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import format_time
from safeconduct.core.plan import Case, Plan, Verdict, judge_plan

Figure = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """Hold the judge's verdict on a plan, and the case it was judged against."""

    case: Case
    plan: Plan
    verdict: Verdict


def check_plan(
    cases: CaseStore,
    plans: PlanStore,
    case_folder: Path,
    plan_folder: Path,
    tell: Callable[[str], None] = lambda _: None,
) -> CheckedPlan:
    """Return the verdict on the plan; `tell` hears what is being done.

    A case without hazard is judged at the background rate alone, as the format says.

    Raises:
        InputFaultsError: with every fault of the case, or of the plan where the case is good.
        CannotReadError: where there is no such folder.
    """
    tell("Reading the case")
    case = cases.read(case_folder)
    tell("Reading the plan")
    plan = plans.read(plan_folder, case)
    tell(f"Following {len(case.parties):,} parties link by link")
    return CheckedPlan(case, plan, judge_plan(case, plan))


def list_figures(checked: CheckedPlan) -> dict[str, Figure]:
    """Return the figures of a verdict, JSON-ready; costs in expected people harmed, times in the case's local time."""
    verdict = checked.verdict
    at = verdict.largest_open_crowd_at
    return {
        "case": checked.case.name,
        "feasible": verdict.feasible,
        "violations": len(verdict.violations),
        "cost": verdict.cost.total,
        "cost_left": verdict.cost.left,
        "cost_exposure": verdict.cost.exposure,
        "cost_crowd": verdict.cost.crowd,
        "cost_time": verdict.cost.time,
        "lower_bound": verdict.lower_bound,
        "gap": verdict.gap,
        "out": verdict.out,
        "left": verdict.left,
        "parties_out": verdict.parties_out,
        "person_hours_open": verdict.person_hours_open,
        "largest_open_crowd": verdict.largest_open_crowd,
        "largest_open_crowd_site": verdict.largest_open_crowd_site,
        "largest_open_crowd_at": None if at is None else format_time(at, checked.case.utc_offset_seconds),
    }
