"""Assess whether the means of a planned case suffice, and what one more of each would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from math import isfinite
from pathlib import Path

from safeconduct.app.ports import CaseStore, PlanStore
from safeconduct.core.basics import SafeconductError, format_time
from safeconduct.core.plan import Case, Plan, Planner, Verdict, judge_plan, with_picture
from safeconduct.core.sufficiency import (
    Chance,
    Comparison,
    Gain,
    Mean,
    Passed,
    Replan,
    Sufficiency,
    Uncertainty,
    assess_sufficiency,
    compare_changes,
    digest_case,
    digest_plan,
    list_changes,
    play_plan,
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
    sufficiency: Sufficiency
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
) -> Assessed:
    """Return how the plan fares on sampled days and, unless `stop_for` is None, what each change of the means does.

    `stop_for` is asked once for each case that is planned anew, just before, with how many there are in all; what it
    returns ends the planner's work on that one. `brief` leaves single gates and checkpoints out. Same case, plan, days,
    seed and rounds, same answer.

    Raises:
        InputFaultsError: with every fault of the case, of its [uncertainty], or of the plan.
        CannotReadError: where there is no such folder.
        InfeasiblePlanError: where the judge refuses the plan.
        PlannerBrokeRulesError: where the judge refuses a plan made on the way.
    """
    tell("Reading the case and the plan", 0.0)
    case = cases.read(case_folder)
    rates = read_uncertainty(case.uncertainty)
    plan = plans.read(plan_folder, case)
    tell("Judging the plan", 0.0)
    verdict = judge_plan(case, plan)
    if not verdict.feasible:
        raise InfeasiblePlanError(verdict.violations)
    changes, passed = list_changes(case, brief=brief) if stop_for else ((), ())
    whole = len(changes) + 3 if stop_for else 1  # plans to play: the given one; anew, with another seed, each change
    playing = f"Playing {days:,} days"
    played = play_plan(case, plan, rates, days=days, seed=seed, tell=lambda day: tell(playing, day / days / whole))
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
            replan=_replan(case, planner, seed, lambda: stop_for(whole - 1)),
            replan_otherwise=_replan(case, planner, seed + OTHER_SEED, lambda: stop_for(whole - 1)),
            tell=lambda words: tell(f"Planning {words}", next(done) / whole),
        )
    digests = digest_case(case), digest_plan(plan)
    return Assessed(case, verdict, *digests, seed, rates, assess_sufficiency(played), comparison, passed)


def _replan(case: Case, planner: Planner, seed: int, next_stop: Callable[[], Stop]) -> Replan:
    """Plan a changed case with a seed, beginning from the plan as given, against the threat that the case tells of."""
    seen = with_picture(case)

    def replan(changed: Case, plan: Plan) -> Plan:
        changed_seen = replace(changed, hazard=seen.hazard)
        anew = planner.plan(changed_seen, seed=seed, stop=next_stop(), tell=lambda _: None, start_from=plan)
        cost = judge_plan(changed, anew).cost.total if seen is not case else anew.cost
        return replace(anew, cost=cost, lower_bound=None)

    return replan


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
        "planned_anew": None if comparison is None else _gain(comparison.anew),
        "search_luck": None if comparison is None else _gain(comparison.luck),
        "changes": [] if comparison is None else [_gain(gain) for gain in comparison.gains],
        "not_tried": [asdict(item) for item in assessed.passed],
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
