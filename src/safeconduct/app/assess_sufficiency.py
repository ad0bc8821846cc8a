"""Assess whether the means of a planned case suffice, and what one more of each would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from math import isfinite
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import SafeconductError, format_time
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Plan, Planner, Verdict, judge_plan, with_picture
from safeconduct.core.sufficiency import (
    Bottleneck,
    Chance,
    Comparison,
    Crew,
    Gain,
    LastDeparture,
    Mean,
    Passed,
    Replan,
    Staff,
    Sufficiency,
    Uncertainty,
    WorstCase,
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


@dataclass(frozen=True, slots=True, eq=False)
class Assessed:
    """Hold the answer to "is it enough?", and to which question it is the answer."""

    case: Case
    verdict: Verdict
    case_digest: str
    plan_digest: str
    seed: int
    rates: Uncertainty
    staff: Staff
    sufficiency: Sufficiency
    bottleneck: Bottleneck
    worst: tuple[WorstCase, ...]  # the fewest out first
    comparison: Comparison | None  # None where only the chance was asked for
    passed: tuple[Passed, ...]


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
class _Replanning:
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
    return _Replanning(seen.hazard, seen is case, planner, seed, next_stop)


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


def list_answer(assessed: Assessed, made: float, effort: str) -> dict[str, object]:
    """Return the answer JSON-ready, as docs/sufficiency.md describes it; `made` is a POSIX second."""
    answer, comparison = assessed.sufficiency, assessed.comparison
    return {
        "case": assessed.case.name,
        "case_digest": assessed.case_digest,
        "plan_digest": assessed.plan_digest,
        "made": format_time(made, assessed.case.utc_offset_seconds),
        "days": answer.days,
        "seed": assessed.seed,
        "effort": effort,
        "uncertainty": asdict(assessed.rates),
        "people": answer.people,
        "people_planned": answer.people_planned,
        "cost": assessed.verdict.cost.total,
        "chance_all_out": _span(answer.all_out),
        "chance_planned_out": _span(answer.planned_out),
        "people_out": {
            **_span(answer.out_mean),
            "bad_day": answer.out_bad_day,
            "typical_day": answer.out_typical_day,
            "good_day": answer.out_good_day,
        },
        "held_up": dict(answer.held_up),
        "last_departure": _list_last(answer.last_departure),
        "bottleneck": _list_bottleneck(assessed.case, assessed.bottleneck),
        "worst": [asdict(one) for one in assessed.worst],
        "staff": assessed.staff.says,
        "planned_anew": None if comparison is None else _gain(comparison.anew),
        "search_luck": None if comparison is None else _gain(comparison.luck),
        "changes": [] if comparison is None else [_gain(gain) for gain in comparison.gains],
        "not_tried": [asdict(item) for item in assessed.passed],
    }


def _list_last(last: LastDeparture) -> dict[str, object]:
    days = {"good_day": last.good_day, "typical_day": last.typical_day, "bad_day": last.bad_day}
    return {
        "hours": [round(1000 * hour) for hour in last.hours],
        "share": list(last.share),
        "nobody_out": last.nobody_out,
        **{f"{key}_millis": None if moment is None else round(1000 * moment) for key, moment in days.items()},
    }


def _list_bottleneck(case: Case, found: Bottleneck) -> dict[str, object]:
    row, network = case.network.node_index(), case.network
    places = {
        p.node_id: [float(network.x[row[p.node_id]]), float(network.y[row[p.node_id]])]
        for p in found.parts
        if p.node_id
    }
    return {
        "words": found.words,
        "capacity_people": found.people,
        "stranded": found.stranded,
        "times": found.times,
        "parts": [
            {
                "kind": part.kind,
                "of": part.ident,
                "words": part.words,
                "people": part.people,
                "windows": [[round(1000 * end) for end in (window.start, window.end)] for window in part.windows],
                "at": None if part.node_id is None else places[part.node_id],
            }
            for part in found.parts
        ],
    }


def _span(value: Chance | Mean) -> dict[str, float | None]:
    """Write a value with its interval; an end that is not known, from one day alone, is null."""
    low, high = (end if isfinite(end) else None for end in (value.low, value.high))
    return {"value": value.value, "low": low, "high": high}


def _gain(gain: Gain) -> dict[str, object]:
    return {
        "kind": gain.kind,
        "of": gain.ident,
        "words": gain.words,
        "plan": "kept" if gain.kept else "anew",
        "planned_out_change": gain.planned_out,
        "out_change": _span(gain.out),
        "harm_change": _span(gain.harm),
    }
