"""Assess whether the means of a planned case suffice, and what one more of each would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import SafeconductError
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Plan, Planner, judge_plan, with_picture
from safeconduct.core.sufficiency import (
    Assessed,
    Crew,
    Replan,
    assess_sufficiency,
    compare_changes,
    digest_case,
    digest_plan,
    find_bottleneck,
    list_changes,
    play_plan,
    play_worst,
    read_staff,
    read_uncertainty,
)

OTHER_SEED = 1_000_003  # added to the seed where the unchanged case is planned with other luck

Stop = Callable[[int], bool]
Tell = Callable[[str, float], None]  # what is being done, and the share of the whole that is done


class InfeasiblePlanError(SafeconductError):
    """Say that a plan breaks rules, so that playing it through means nothing."""

    def __init__(self, violations: Sequence[str]) -> None:
        """Keep what the judge says."""
        self.violations = tuple(violations)
        super().__init__(f"the plan is not feasible: it breaks {len(violations)} rules")


def assess_plan(
    cases: CaseStore,
    plans: PlanStore,
    planner: Planner,
    case_folder: Path,
    plan_folder: Path,
    *,
    days: int,
    seed: int,
    stop_for: Callable[[int], Stop] | None,
    brief: bool = False,
    tell: Tell = lambda _words, _share: None,
    crew: Crew | None = None,
) -> Assessed:
    """Return how the plan fares on sampled days and, unless `stop_for` is None, what each change of the means does.

    `stop_for` is asked once for each case that is planned anew, just before, with how many there are in all; what it
    returns ends the planner's work on that one. `brief` leaves single gates and checkpoints out. Same case, plan, days,
    seed and rounds, same answer, whoever of a crew does which part; without one the days are played in threads and the
    cases priced one by one.

    Raises:
        InputFaultsError: with every fault of the case, of its [uncertainty] or [staff], or of the plan.
        CannotReadError: where there is no such folder.
        InfeasiblePlanError: where the judge refuses the plan.
        PlannerBrokeRulesError: where the judge refuses a plan made on the way.
    """
    tell("Reading the case and the plan", 0.0)
    case = cases.read(case_folder)
    rates, staff = read_uncertainty(case.uncertainty), read_staff(case.staff)
    plan = plans.read(plan_folder, case)
    tell("Judging the plan", 0.0)
    verdict = judge_plan(case, plan)
    if not verdict.feasible:
        raise InfeasiblePlanError(verdict.violations)
    changes, passed = list_changes(case, brief=brief) if stop_for else ((), ())
    whole = len(changes) + 3 if stop_for else 1  # plans to play: the given one; anew, with another seed, each change
    playing = f"Playing {days:,} days"
    played = play_plan(
        case, plan, rates, days=days, seed=seed, tell=lambda day: tell(playing, day / days / whole), crew=crew
    )
    tell("Playing the worst cases", 1 / whole)
    worst, bottleneck = play_worst(case, plan), find_bottleneck(case, staff)
    comparison = None
    if stop_for is not None:
        done = iter(range(1, whole))
        comparison = compare_changes(
            case,
            plan,
            played,
            changes,
            rates,
            days=days,
            seed=seed,
            replan=_replan(case, planner, seed, Asking(stop_for, whole - 1)),
            replan_otherwise=_replan(case, planner, seed + OTHER_SEED, Asking(stop_for, whole - 1)),
            tell=lambda words: tell(f"Planning {words}", next(done) / whole),
            crew=crew,
        )
    digests = digest_case(case), digest_plan(plan)
    answer = assess_sufficiency(played)
    return Assessed(case, verdict, *digests, seed, rates, staff, answer, bottleneck, worst, comparison, passed)


@dataclass(frozen=True, slots=True)
class Replanning:
    """Plan a changed case with a seed, beginning from the plan as given, against the threat that the case tells of.

    It can be carried to another process where `next_stop` can.
    """

    seen: tuple[HazardRow, ...] | None  # the hazard of the case's picture, which is the changed cases' too
    is_own: bool  # it is the case's hazard.csv
    planner: Planner
    seed: int
    next_stop: Callable[[], Stop]

    def __call__(self, changed: Case, plan: Plan) -> Plan:
        """Return the plan; its cost is what the judge finds."""
        changed_seen = replace(changed, hazard=self.seen)
        anew = self.planner.plan(
            changed_seen, seed=self.seed, stop=self.next_stop(), tell=lambda _: None, start_from=plan
        )
        cost = anew.cost if self.is_own else judge_plan(changed, anew).cost.total
        return replace(anew, cost=cost, lower_bound=None)


def _replan(case: Case, planner: Planner, seed: int, next_stop: Callable[[], Stop]) -> Replan:
    seen = with_picture(case)
    return Replanning(seen.hazard, seen is case, planner, seed, next_stop)


@dataclass(frozen=True, slots=True)
class Asking:
    """Ask each time anew how long a planner may work; can be carried where `stop_for` can."""

    stop_for: Callable[[int], Stop]
    cases: int

    def __call__(self) -> Stop:
        """Return what ends the next planner's work."""
        return self.stop_for(self.cases)


@dataclass(frozen=True, slots=True)
class Rounds:
    """Let every planner work for so many rounds; can be carried to another process."""

    most: int

    def __call__(self, _cases: int) -> Stop:
        """Return what ends the planner's work."""
        return self.is_over

    def is_over(self, rounds: int) -> bool:
        """Tell whether so many rounds are enough."""
        return rounds >= self.most
