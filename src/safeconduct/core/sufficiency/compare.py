"""Compare changes of the means: plan each anew and play all of them through the same sampled days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from safeconduct.core.basics import SafeconductError
from safeconduct.core.plan import Case, Plan, Verdict, judge_plan
from safeconduct.core.sufficiency.assess import Played, play_plan
from safeconduct.core.sufficiency.chance import Mean, estimate_mean
from safeconduct.core.sufficiency.changes import Change
from safeconduct.core.sufficiency.disruption import Uncertainty

Replan = Callable[[Case, Plan], Plan]


@dataclass(frozen=True, slots=True)
class Gain:
    """Say what one change buys, against the unchanged case planned with the same effort."""

    kind: str  # as in Change; "anew" and "luck" = nothing but planning once more
    ident: str
    words: str
    planned_out: int  # people more that the plan takes out
    out: Mean  # people more out, day by day
    harm: Mean  # people harmed more, expected; negative = fewer


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold what planning anew gives by itself, and what each change gives beyond that."""

    anew: Gain  # the unchanged case planned anew, against the plan as given
    luck: Gain  # the unchanged case planned with another seed, against `anew`: what the search's luck alone can do
    gains: tuple[Gain, ...]  # what helps most first


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    """Hold a plan's days and the harm that it costs on the way, whatever the day."""

    played: Played
    planned_out: int
    harm_on_the_way: float


def compare_changes(
    case: Case,
    plan: Plan,
    played: Played,
    changes: Sequence[Change],
    rates: Uncertainty,
    *,
    days: int,
    seed: int,
    replan: Replan,
    replan_otherwise: Replan,
    tell: Callable[[str], None] = lambda _: None,
) -> Comparison:
    """Return what each change gives beyond what planning anew gives by itself.

    `played` are the days of the plan as given. Every case is planned by `replan`, which begins from that plan; the
    unchanged one too, so that the effort is not taken for the change. The days are the same for all: the intervals are
    of differences day by day. They say nothing of the luck of the search: for that the unchanged case is planned once
    more by `replan_otherwise`, with the same effort and another seed.

    Raises PlannerBrokeRulesError where a new plan is not feasible.
    """
    given = _outcome(judge_plan(case, plan), played)
    tell("the same means, planned anew")
    base = _plan_and_play(case, plan, rates, days, seed, replan)
    anew = _gain("anew", "", "the same means, planned anew", base, given)
    tell("the same means, planned with another seed")
    other = _plan_and_play(case, plan, rates, days, seed, replan_otherwise)
    luck = _gain("luck", "", "the same means, planned with another seed", other, base)
    gains = []
    for change in changes:
        tell(change.words)
        outcome = _plan_and_play(change.case, plan, rates, days, seed, replan)
        gains.append(_gain(change.kind, change.ident, change.words, outcome, base))
    return Comparison(anew, luck, tuple(sorted(gains, key=lambda gain: (gain.harm.value, -gain.out.value))))


class PlannerBrokeRulesError(SafeconductError):
    """Say that a planner gave a plan that the judge refuses."""


def _plan_and_play(case: Case, plan: Plan, rates: Uncertainty, days: int, seed: int, replan: Replan) -> _Outcome:
    anew = replan(case, plan)
    verdict = judge_plan(case, anew)
    if not verdict.feasible:
        first = verdict.violations[0]
        raise PlannerBrokeRulesError(f"the planner's plan breaks a rule: {first}; run again with another --seed")
    return _outcome(verdict, play_plan(case, anew, rates, days=days, seed=seed))


def _outcome(verdict: Verdict, played: Played) -> _Outcome:
    cost = verdict.cost
    return _Outcome(played, verdict.out, cost.exposure + cost.crowd + cost.time)


def _gain(kind: str, ident: str, words: str, changed: _Outcome, base: _Outcome) -> Gain:
    more_out = changed.played.people_out - base.played.people_out
    way = changed.harm_on_the_way - base.harm_on_the_way
    return Gain(
        kind,
        ident,
        words,
        changed.planned_out - base.planned_out,
        estimate_mean(more_out),
        estimate_mean(changed.played.harm_left - base.played.harm_left + way),
    )
