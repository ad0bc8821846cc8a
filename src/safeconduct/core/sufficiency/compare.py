"""Compare changes of the means: plan each anew and play all of them through the same sampled days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import SafeconductError
from safeconduct.core.plan import Case, Plan, Verdict, judge_plan
from safeconduct.core.sufficiency.assess import Played, play_plan
from safeconduct.core.sufficiency.chance import Mean, estimate_mean
from safeconduct.core.sufficiency.changes import Change
from safeconduct.core.sufficiency.crew import Crew, OneByOne
from safeconduct.core.sufficiency.disruption import Uncertainty

Replan = Callable[[Case, Plan], Plan]


@dataclass(frozen=True, slots=True)
class Gain:
    """Say what one change buys, against the unchanged case planned with the same effort."""

    kind: str  # as in Change; "anew" and "luck" = nothing but planning once more
    ident: str
    words: str
    kept: bool  # the plan as given was the better one here; else the one planned anew
    planned_out: int  # people more that the plan takes out
    out: Mean  # people more out, day by day
    harm: Mean  # people harmed more, expected; negative = fewer


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold what planning anew gives by itself, and what each change gives beyond that."""

    anew: Gain  # the unchanged case planned anew, against the plan as given; `kept` where the given one is the better
    luck: Gain  # the unchanged case planned with another seed, against `anew`: what the search's luck alone can do
    gains: tuple[Gain, ...]  # what helps most first


@dataclass(frozen=True, slots=True, eq=False)
class _Outcome:
    """Hold what became of people day by day, and the harm that a plan costs on the way, whatever the day."""

    people_out: NDArray[np.int64]  # (days,)
    harm_left: NDArray[np.float64]  # (days,)
    planned_out: int
    harm_on_the_way: float
    kept: bool

    @property
    def harm(self) -> float:
        """Give the expected people harmed, the mean of the days."""
        return self.harm_on_the_way + float(self.harm_left.mean())


class _Pricing(NamedTuple):
    """Hold what pricing any of the cases needs."""

    plan: Plan  # as given
    verdict: Verdict  # of it
    cases: tuple[Case, ...]  # the unchanged one, the same for planning with another seed, and each changed one
    replans: tuple[Replan, Replan]  # for all, and for the second alone
    rates: Uncertainty
    days: int
    seed: int


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
    crew: Crew | None = None,
) -> Comparison:
    """Return what each change gives beyond what planning anew gives by itself.

    `played` are the days of the plan as given. Every case, the unchanged one too, is planned by `replan`, which begins
    from that plan; then the better of the two plans counts, the given one or the new one, by expected harm over the
    days. So neither the effort is taken for the change, nor a new plan's frailty: a planner sees no bad days. The days
    are the same for all: the intervals are of differences day by day. They say nothing of the luck of the search, which
    plays a part where a new plan counts: for that the unchanged case is planned once more by `replan_otherwise`, with
    the same effort and another seed.

    The cases are shared out over the crew, or done one after the other if none is given: another process can take them
    where both replans can be carried there.

    Raises PlannerBrokeRulesError where a new plan is not feasible.
    """
    verdict = judge_plan(case, plan)
    given = _outcome(verdict, played, kept=True)
    pricing = _Pricing(
        plan, verdict, (case, case, *(change.case for change in changes)), (replan, replan_otherwise), rates, days, seed
    )
    words = ("the same means anew", "the same means with another seed", *(change.words for change in changes))
    tell(words[0])
    outcomes = []
    pieces = [range(number, number + 1) for number in range(len(words))]
    for number, outcome in enumerate((crew or OneByOne()).share_out(price_case, pricing, pieces), 1):
        outcomes.append(outcome)
        if number < len(words):
            tell(words[number])
    (_, new), (_, otherwise), *priced = outcomes
    base = _better(given, new)
    anew = replace(_gain("anew", "", "the same means, planned anew", new, given), kept=base.kept)
    luck = _gain("luck", "", "the same means, planned with another seed", otherwise, new)
    gains = [
        _gain(change.kind, change.ident, change.words, _better(kept, anew_plan) if kept else anew_plan, base)
        for change, (kept, anew_plan) in zip(changes, priced, strict=True)
    ]
    return Comparison(anew, luck, tuple(sorted(gains, key=lambda gain: (gain.harm.value, -gain.out.value))))


def price_case(pricing: _Pricing, piece: range) -> tuple[_Outcome | None, _Outcome]:
    """Return how one of the cases fares with the plan as it is, and planned anew; None for the unchanged ones."""
    (number,) = piece
    case, plan, days, seed = pricing.cases[number], pricing.plan, pricing.days, pricing.seed
    # A change only adds, so the plan stays feasible, and what it costs on the way stays as it is.
    kept = None
    if number > 1:
        still = play_plan(case, plan, pricing.rates, days=days, seed=seed)
        kept = _outcome(pricing.verdict, still, kept=True)
    anew = pricing.replans[number == 1](case, plan)
    verdict = judge_plan(case, anew)
    if not verdict.feasible:
        raise PlannerBrokeRulesError(verdict.violations[0])
    return kept, _outcome(verdict, play_plan(case, anew, pricing.rates, days=days, seed=seed), kept=False)


class PlannerBrokeRulesError(SafeconductError):
    """Say that a planner gave a plan that the judge refuses."""

    def __init__(self, violation: str) -> None:
        """Keep the first rule that it breaks."""
        self.violation = violation
        super().__init__(f"the planner's plan breaks a rule: {violation}; run again with another --seed")

    def __reduce__(self) -> tuple[type[PlannerBrokeRulesError], tuple[str]]:
        """Be carried from another process as what it is."""
        return type(self), (self.violation,)


def _outcome(verdict: Verdict, played: Played, *, kept: bool) -> _Outcome:
    cost = verdict.cost
    way = cost.exposure + cost.crowd + cost.time
    return _Outcome(played.people_out, played.harm_left, verdict.out, way, kept)


def _better(old: _Outcome, new: _Outcome) -> _Outcome:
    return new if new.harm < old.harm else old


def _gain(kind: str, ident: str, words: str, changed: _Outcome, base: _Outcome) -> Gain:
    more_out = changed.people_out - base.people_out
    way = changed.harm_on_the_way - base.harm_on_the_way
    return Gain(
        kind,
        ident,
        words,
        changed.kept,
        changed.planned_out - base.planned_out,
        estimate_mean(more_out),
        estimate_mean(changed.harm_left - base.harm_left + way),
    )
