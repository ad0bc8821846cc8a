"""Mix plans by double oracle, so that who strikes once finds as few people as the allowed extra cost permits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.judge import judge_plan
from safeconduct.core.plan.mixing.exposure import Exposure, Grid, count_exposure, mix_exposure
from safeconduct.core.plan.mixing.game import Share, Solution, solve_game
from safeconduct.core.plan.mixing.hasten import hasten_plan
from safeconduct.core.plan.mixing.oracle import NewWays, Responder
from safeconduct.core.plan.mixing.ways import Ways, bound_shares
from safeconduct.core.plan.plan import Plan

SHARPNESS = 8.0  # how much likelier a strike is thought to be where more people are expected
BLUNT = 0.3  # of the value: where fewer are expected nobody strikes
HASTE = (1.0, 3.0, 0.3)  # in turn, by how much an answer weighs exposure more than the program's price of it
GROWTH = 1.4  # of the weight of exposure while there is budget to spare
NEW_WAYS_EVERY = 4
OTHERS_EVERY = 5
SPARE_LEAST = 1e-3  # share of cost, where nothing more is allowed
ROUNDS_LEAST, ROUNDS_PER_PARTY = 400, 0.5
ROUNDS_MOST = 16  # times the least, where answers gain nothing
REPAIRS = 3  # answers to a plan above the cap
NEAR_CAP = 0.85  # of the cap: what is as full as that must not get fuller
DEAR, DEAREST = 0.03, 0.3  # of leaving somebody behind: what a person above the cap costs, at first and at most
GAIN_LEAST = 1e-3
ROUNDS_OF_SHARES = 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """Say what a mixture may cost and must keep."""

    extra_cost: float = 0.02  # share of the given plan's cost
    cap: float | None = None  # most people at one place in one slot, in every plan that can be drawn
    way_cap: float = 1.0  # most probability of one party's way or transit point, where it has another


@dataclass(slots=True, eq=False)
class Pool:
    """Keep the plans that were made, the given one first."""

    case: Case
    grid: Grid
    plans: list[Plan] = field(default_factory=list)
    drafts: list[Plan] = field(default_factory=list)  # as the search made them; it can go on from these
    exposures: list[Exposure] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    ways: Ways = field(init=False)

    def __post_init__(self) -> None:
        """Begin to number ways."""
        self.ways = Ways(self.case)

    def add(self, plan: Plan, draft: Plan | None = None) -> None:
        """Take a plan in; its `cost` is the judge's."""
        self.plans.append(plan)
        self.drafts.append(draft or plan)
        self.exposures.append(count_exposure(self.case, plan, self.grid))
        self.costs.append(plan.cost)
        self.ways.add(plan)

    def add_draft(self, draft: Plan) -> None:
        """Let who waits go inside as soon as there is room, have that judged, and take it in; or else the draft."""
        for plan in (hasten_plan(self.case, draft), draft):
            verdict = judge_plan(self.case, replace(plan, claims={}))
            if all(words.startswith("plan.json") for words in verdict.violations):  # its claims are set here
                cost = verdict.cost.total
                self.add(replace(plan, cost=cost, out=verdict.out, left=verdict.left, claims={}), draft)
                return

    def within(self, cap: float | None) -> list[int]:
        """List the plans that keep the cap."""
        return [i for i, exposure in enumerate(self.exposures) if cap is None or exposure.peak <= cap]


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """Hold the best mixture of a pool: `plans` are numbers in it, with their weights."""

    plans: list[int]
    solution: Solution


@dataclass(frozen=True, slots=True)
class MixProgress:
    """Report how far the mixing has come."""

    phase: str
    plans: int = 0
    exploitability: float | None = None
    before: float | None = None


def mix_pool(pool: Pool, wishes: Wishes, budget: float) -> Mixed | None:
    """Return the best mixture of the pool's plans within the wishes, or None where no plan is both safe and cheap."""
    chosen = pool.within(wishes.cap)
    if not chosen:
        return None
    exposures, costs = [pool.exposures[i] for i in chosen], np.array([pool.costs[i] for i in chosen])
    shares: list[Share] = []
    solution = solve_game(exposures, costs, budget)
    for _ in range(ROUNDS_OF_SHARES):
        if solution is None or wishes.way_cap >= 1.0:
            break
        known = {share.plans.tobytes() for share in shares}
        found = bound_shares(pool.ways, chosen, solution.weights, wishes.way_cap)
        new = [share for share in found if share.plans.tobytes() not in known]
        if not new:
            break
        shares += new
        solution = solve_game(exposures, costs, budget, shares)
    return None if solution is None else Mixed(chosen, solution)


def fill_pool(
    pool: Pool,
    wishes: Wishes,
    others: Sequence[float],
    stop: Callable[[int], bool],
    tell: Callable[[MixProgress], None],
) -> None:
    """Answer the striker's best mixture with a plan, again and again, until `stop(plans made)` turns true.

    One plan in a few is made for another share of extra cost, so that the frontier is known beside the wish.
    """
    tell(MixProgress("ways"))
    responder = Responder.of(pool.case, pool.grid)
    pool.add_draft(pool.plans[0])
    aims = {extra: _Aim.of(pool, replace(wishes, extra_cost=extra)) for extra in (wishes.extra_cost, *others)}
    made = 0
    while not stop(made):
        if others and made % OTHERS_EVERY == OTHERS_EVERY - 1:
            aim = aims[others[made // OTHERS_EVERY % len(others)]]
        else:
            aim = aims[wishes.extra_cost]
        value = aim.look(pool)
        tell(MixProgress("mixing", made, value if aim.wishes == wishes else None, pool.exposures[0].peak))
        aim.answer(pool, responder, made, stop)
        made += 1


@dataclass(slots=True, eq=False)
class _Aim:
    """Steer the answers for one budget: where a strike is thought likely, and how much that weighs."""

    wishes: Wishes
    weight: float  # what an expected person at the strike counts beside cost
    rounds: int
    odds: Exposure

    @staticmethod
    def of(pool: Pool, wishes: Wishes) -> _Aim:
        """Begin with a weight at which the whole exposure counts as much as the extra cost."""
        spare = max(wishes.extra_cost, SPARE_LEAST) * pool.costs[0]
        return _Aim(wishes, spare / max(pool.exposures[0].peak, 1e-9), _least_rounds(pool.case), pool.exposures[0])

    def look(self, pool: Pool) -> float | None:
        """Solve the game over the pool, and set odds and weight by it; return its value."""
        spare = max(self.wishes.extra_cost, SPARE_LEAST) * pool.costs[0]
        budget = pool.costs[0] * (1 + self.wishes.extra_cost)
        mixed = mix_pool(pool, self.wishes, budget)
        if mixed is None:
            most = max(self.weight, DEAREST * pool.case.objective.left_behind)
            self.weight = min(self.weight * GROWTH**3, most)
        elif mixed.solution.cost < budget - 0.05 * spare:
            self.weight *= GROWTH
        elif mixed.solution.price > 0:
            self.weight = 1 / mixed.solution.price
        self.odds = _guess_strikes(pool, mixed)
        return None if mixed is None else mixed.solution.value

    def answer(self, pool: Pool, responder: Responder, made: int, stop: Callable[[int], bool]) -> None:
        """Plan against the odds from the plan that does best against them, and take the new plan in."""
        weight = self.weight * HASTE[made % len(HASTE)]
        start = min(range(len(pool.plans)), key=lambda i: _priced(pool, i, self.odds, weight))
        known, ways = len(pool.plans), _choose_ways(self.wishes, made)
        enough = partial(_enough, self.rounds, stop, made)
        pool.add_draft(responder.respond(pool.drafts[start], self.odds, weight, made, enough, ways))
        odds = self.odds
        for repair in range(REPAIRS):
            excess = self._find_excess(pool, repair, weight)
            if len(pool.plans) == known or not len(excess.keys) or enough(0):
                break
            odds = _add_odds(odds, excess)
            known = len(pool.plans)
            pool.add_draft(responder.respond(pool.drafts[-1], odds, weight, made, enough, NewWays.NONE))
        least, gained = _least_rounds(pool.case), 0.0
        if len(pool.plans) > known:
            gained = 1 - _priced(pool, -1, self.odds, weight) / max(_priced(pool, start, self.odds, weight), 1e-300)
        self.rounds = least if gained > GAIN_LEAST else min(2 * self.rounds, least * ROUNDS_MOST)

    def _find_excess(self, pool: Pool, repair: int, weight: float) -> Exposure:
        """Give odds for where the newest plan is above the cap, so that a person there costs ever more."""
        newest, cap = pool.exposures[-1], self.wishes.cap
        if cap is None or newest.peak <= cap:
            return Exposure(newest.keys[:0], newest.people[:0])
        over = newest.people > NEAR_CAP * cap
        dear = DEAR * 3.0**repair * pool.case.objective.left_behind / weight
        return Exposure(newest.keys[over], np.full(int(over.sum()), dear))


def _add_odds(odds: Exposure, more: Exposure) -> Exposure:
    keys = np.union1d(odds.keys, more.keys)
    return Exposure(keys, odds.at(keys) + more.at(keys))


def _choose_ways(wishes: Wishes, made: int) -> NewWays:
    """Look for new ways now and then; where their probability is bounded, for others than the best each second time."""
    if wishes.way_cap < 1 and made % 2:
        return NewWays.OTHER
    return NewWays.BEST if made % NEW_WAYS_EVERY == NEW_WAYS_EVERY - 1 else NewWays.NONE


def _least_rounds(case: Case) -> int:
    return ROUNDS_LEAST + int(ROUNDS_PER_PARTY * len(case.parties))


def _enough(rounds: int, stop: Callable[[int], bool], made: int, done: int) -> bool:
    return done >= rounds or (made > 0 and stop(made))


def _priced(pool: Pool, number: int, odds: Exposure, weight: float) -> float:
    """Give the cost of a plan with its exposure at the odds."""
    return pool.costs[number] + weight * float(pool.exposures[number].at(odds.keys) @ odds.people)


def _guess_strikes(pool: Pool, mixed: Mixed | None) -> Exposure:
    """Say with which odds a striker strikes where and when.

    Half of the odds are the striker's best answer to the mixture, half lie wherever nearly as many people are expected:
    the best answer alone jumps from one place to the next. Where no plan keeps the cap yet, its worst places are meant.
    """
    if mixed is None:
        safest = min(pool.exposures, key=lambda exposure: exposure.peak)
        return _soften(safest, safest.peak)
    solution = mixed.solution
    expected = mix_exposure([pool.exposures[i] for i in mixed.plans], solution.weights)
    soft, sharp = _soften(expected, solution.value), Exposure(solution.strikes, solution.odds)
    keys = np.union1d(soft.keys, sharp.keys)
    return Exposure(keys, 0.5 * soft.at(keys) + 0.5 * sharp.at(keys))


def _soften(expected: Exposure, value: float) -> Exposure:
    """Spread the odds of a strike over all places and times with nearly as many people as the worst."""
    near = expected.people > BLUNT * value
    odds = (expected.people[near] / max(value, 1e-9)) ** SHARPNESS
    return Exposure(expected.keys[near], odds / max(float(odds.sum()), 1e-300))
