"""Change a plan after something has happened, judge the new one, and keep it with the list of who must be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from safeconduct.app.ports import CaseStore, EventReader, PlanStore
from safeconduct.core.plan import Case, Plan, Verdict, with_picture
from safeconduct.core.plan.finish import claim_judged
from safeconduct.core.plan.replanning import Replanned, apply_events, replan, stand_up


@dataclass(frozen=True, slots=True, eq=False)
class ReplannedCase:
    """Hold the changed case, the new plan, what the judge says of it, and the changes."""

    case: Case
    plan: Plan
    verdict: Verdict
    replanned: Replanned


def replan_case(
    cases: CaseStore,
    plans: PlanStore,
    events: EventReader,
    case_folder: Path,
    plan_folder: Path,
    out: Path,
    *,
    texts: Sequence[str],
    files: Sequence[Path],
    now: float | None,
    change_cost: float,
    seed: int,
    stop: Callable[[], bool],
    tell: Callable[[str], None],
    cautious: bool = False,
    case_out: Path | None = None,
) -> ReplannedCase:
    """Read case, plan and events, replan, judge the new plan against the changed case, and write it.

    Where the case gives no hazard, the plan is made against the picture of its reports, and judged, as the format says,
    at the background rate. `stop` is asked once everybody whom the events touch has been looked at.

    Raises:
        InputFaultsError: with every fault of the case, the plan or the events.
        SafeconductError: where something cannot be read or written.
    """
    tell("Reading the case")
    case = cases.read(case_folder)
    tell("Reading the plan")
    plan = plans.read(plan_folder, case)
    happened = events.read(texts, files, case)
    seen = with_picture(case, cautious=cautious)
    tell("Laying the plan out")
    standing = stand_up(seen, plan)
    tell("Replanning")
    result = replan(standing, happened, now=now, change_cost=change_cost, seed=seed, stop=stop)
    tell("Judging the new plan")
    changed = result.changed.case if seen is case else apply_events(case, happened, result.changed.now).case
    new, verdict = claim_judged(changed, result.plan)
    plans.write(new, case.utc_offset_seconds, out)
    if case_out is not None:
        tell("Writing the changed case")
        cases.write(changed, case_out)
    return ReplannedCase(changed, new, verdict, result)
