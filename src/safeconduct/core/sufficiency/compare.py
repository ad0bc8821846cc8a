"""Compare changes of the means: plan each anew and play all of them through the same sampled days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
    """Hold a plan's days and the harm that it costs on the way, whatever the day."""

    played: Played
    planned_out: int
    harm_on_the_way: float
    kept: bool

    @property
    def harm(self) -> float:
        """Give the expected people harmed, the mean of the days."""
        return self.harm_on_the_way + float(self.played.harm_left.mean())


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

    `played` are the days of the plan as given. Every case, the unchanged one too, is planned by `replan`, which begins
    from that plan; then the better of the two plans counts, the given one or the new one, by expected harm over the
    days. So neither the effort is taken for the change, nor a new plan's frailty: a planner sees no bad days. The days
    are the same for all: the intervals are of differences day by day. They say nothing of the luck of the search, which
    plays a part where a new plan counts: for that the unchanged case is planned once more by `replan_otherwise`, with
    the same effort and another seed.

    Raises PlannerBrokeRulesError where a new plan is not feasible.
    """
    as_given = judge_plan(case, plan)
    given = _outcome(as_given, played, kept=True)

    def keep(changed: Case) -> _Outcome:
        # A change only adds, so the plan stays feasible, and what it costs on the way stays as it is.
        return _outcome(as_given, play_plan(changed, plan, rates, days=days, seed=seed), kept=True)

    def plan_anew(changed: Case, planner: Replan) -> _Outcome:
        anew = planner(changed, plan)
        verdict = judge_plan(changed, anew)
        if not verdict.feasible:
            raise PlannerBrokeRulesError(verdict.violations[0])
        return _outcome(verdict, play_plan(changed, anew, rates, days=days, seed=seed), kept=False)

    tell("the same means anew")
    new = plan_anew(case, replan)
    base = _better(given, new)
    anew = replace(_gain("anew", "", "the same means, planned anew", new, given), kept=base.kept)
    tell("the same means with another seed")
    luck = _gain("luck", "", "the same means, planned with another seed", plan_anew(case, replan_otherwise), new)
    gains = []
    for change in changes:
        tell(change.words)
        outcome = _better(keep(change.case), plan_anew(change.case, replan))
        gains.append(_gain(change.kind, change.ident, change.words, outcome, base))
    return Comparison(anew, luck, tuple(sorted(gains, key=lambda gain: (gain.harm.value, -gain.out.value))))


class PlannerBrokeRulesError(SafeconductError):
    """Say that a planner gave a plan that the judge refuses."""

    def __init__(self, violation: str) -> None:
        """Keep the first rule that it breaks."""
        super().__init__(f"the planner's plan breaks a rule: {violation}; run again with another --seed")


def _outcome(verdict: Verdict, played: Played, *, kept: bool) -> _Outcome:
    cost = verdict.cost
    return _Outcome(played, verdict.out, cost.exposure + cost.crowd + cost.time, kept)


def _better(old: _Outcome, new: _Outcome) -> _Outcome:
    return new if new.harm < old.harm else old


def _gain(kind: str, ident: str, words: str, changed: _Outcome, base: _Outcome) -> Gain:
    more_out = changed.played.people_out - base.played.people_out
    way = changed.harm_on_the_way - base.harm_on_the_way
    return Gain(
        kind,
        ident,
        words,
        changed.kept,
        changed.planned_out - base.planned_out,
        estimate_mean(more_out),
        estimate_mean(changed.played.harm_left - base.played.harm_left + way),
    )
