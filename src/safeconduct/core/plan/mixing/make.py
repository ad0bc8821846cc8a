"""Make a mixture of plans that is hard to strike, say what it costs, and prove how much better any other could be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from safeconduct.core.basics import SafeconductError
from safeconduct.core.plan.bound import prove_bound
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.mixing.exposure import Exposure, Grid
from safeconduct.core.plan.mixing.floor import Yard, prove_floor
from safeconduct.core.plan.mixing.fluid import find_prices
from safeconduct.core.plan.mixing.mixture import Mixed, MixProgress, Pool, Wishes, fill_pool, mix_pool
from safeconduct.core.plan.mixing.oracle import raise_hazard
from safeconduct.core.plan.mixing.ways import find_likeliest
from safeconduct.core.plan.plan import Plan

SMALL = 2000  # parties times links: where the bound sees the hour of a hazard, and is proven in seconds
ROUNDING = 1e-9
FRONTIER = (0.0, 0.005, 0.01, 0.02, 0.05)  # shares of extra cost


class NoMixtureError(SafeconductError):
    """Say that no plan was found that keeps the cap within the cost that is allowed."""


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """Say what a share of extra cost buys: expected people at the best strike; None where no plan keeps the cap."""

    extra_cost: float
    upper: float | None  # of the best mixture found
    lower: float  # below which no mixture within this cost can come
    single: float | None  # of the best single plan found


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Hold plans with their probabilities, and what an observer who knows both can still do."""

    plans: tuple[Plan, ...]
    weights: tuple[float, ...]  # sum to one
    before: float  # expected people at the best strike against the given plan
    upper: float  # the same against the mixture
    lower: float  # the same against any mixture that costs no more than allowed: proven
    refuted_floor: float | None  # a floor that was thought proven, and lies above the upper value: an error to report
    cost_before: float
    cost: float  # expected
    largest: float  # people at one place in one slot in any of the plans
    likeliest_way: float  # greatest probability of one party's way or transit point, where it has another
    over_cap: int  # parties above the cap of that probability, though they have another
    one_way: int  # parties that go by the same way in every plan that was found
    made: int  # plans
    slot_minutes: float
    frontier: tuple[FrontierPoint, ...]


def mix_plans(
    case: Case,
    plan: Plan,
    wishes: Wishes,
    *,
    slot_minutes: float | None = None,
    stop: Callable[[int], bool],
    tell: Callable[[MixProgress], None],
) -> Mixture:
    """Return the best mixture found before `stop(plans made)`; same case, plan, wishes and plans made, same mixture.

    The plan must be feasible, its cost the judge's for this case.

    Raises:
        NoMixtureError: where no plan that was found keeps `wishes.cap` within the cost allowed.
    """
    tell(MixProgress("proving a floor"))
    grid = Grid.over(case, slot_minutes)
    extras = sorted({*FRONTIER, wishes.extra_cost})
    floors = _prove_floors(case, grid, plan.cost, extras)
    pool = Pool(case, grid)
    pool.add(plan)
    others = tuple(extra for extra in extras if extra != wishes.extra_cost)
    fill_pool(pool, wishes, others, stop, tell)
    tell(MixProgress("weighing", len(pool.plans)))
    best = mix_pool(pool, wishes, plan.cost * (1 + wishes.extra_cost))
    if best is None:
        raise NoMixtureError(_explain(pool, wishes))
    floors = _sharpen_floors(pool, best, floors)
    frontier = tuple(_reach(pool, wishes, extra, floors[extra]) for extra in extras)
    return _sum_up(pool, wishes, best, floors[wishes.extra_cost], frontier)


def _prove_floors(case: Case, grid: Grid, cost: float, extras: list[float]) -> dict[float, float]:
    """Prove a floor for each share of extra cost, all with the prices found for the middle one."""
    yard = Yard.of(case, grid)
    prices = find_prices(case, yard, cost * (1 + extras[len(extras) // 2]))
    if prices is None:
        return dict.fromkeys(extras, 0.0)
    free = prove_floor(yard, prices, 0.0)  # the budget enters by its price alone
    return {extra: max(0.0, free - prices.cost * cost * (1 + extra)) for extra in extras}


def _sharpen_floors(pool: Pool, best: Mixed, floors: dict[float, float]) -> dict[float, float]:
    """Raise the floors of a small case by the bound on the cost of any plan where the striker's odds are a hazard.

    No plan's cost and weighted exposure come below that bound; what cost leaves of it, exposure has to fill.
    """
    case, price = pool.case, best.solution.price
    if len(case.parties) * len(case.network.link_ids) > SMALL or price <= 0:
        return floors
    odds = Exposure(best.solution.strikes, best.solution.odds)
    bound = prove_bound(raise_hazard(case, pool.grid, odds, 1 / price)).bound
    return {extra: max(floor, (bound - pool.costs[0] * (1 + extra)) * price) for extra, floor in floors.items()}


def _reach(pool: Pool, wishes: Wishes, extra: float, lower: float) -> FrontierPoint:
    budget = pool.costs[0] * (1 + extra)
    mixed = mix_pool(pool, wishes, budget)
    alone = [pool.exposures[i].peak for i in pool.within(wishes.cap) if pool.costs[i] <= budget]
    return FrontierPoint(extra, None if mixed is None else mixed.solution.value, lower, min(alone, default=None))


def _sum_up(pool: Pool, wishes: Wishes, best: Mixed, lower: float, frontier: tuple[FrontierPoint, ...]) -> Mixture:
    weights, value = best.solution.weights, best.solution.value
    used = np.nonzero(weights > 0)[0]
    likeliest = find_likeliest(pool.ways, best.plans, weights)
    refuted = lower > value * (1 + ROUNDING) + ROUNDING
    several = likeliest.choices > 1
    return Mixture(
        plans=tuple(pool.plans[best.plans[i]] for i in used),
        weights=tuple(weights[used].tolist()),
        before=pool.exposures[0].peak,
        upper=value,
        lower=0.0 if refuted else lower,
        refuted_floor=lower if refuted else None,
        cost_before=pool.costs[0],
        cost=best.solution.cost,
        largest=max(pool.exposures[best.plans[i]].peak for i in used),
        likeliest_way=float(np.maximum(likeliest.way, likeliest.point)[several].max(initial=0.0)),
        over_cap=int((likeliest.over(wishes.way_cap) & several).sum()),
        one_way=int((likeliest.choices == 1).sum()),
        made=len(pool.plans) - 1,
        slot_minutes=pool.grid.slot_seconds / 60,
        frontier=frontier,
    )


def _explain(pool: Pool, wishes: Wishes) -> str:
    budget = pool.costs[0] * (1 + wishes.extra_cost)
    cheap = min(e.peak for e, cost in zip(pool.exposures, pool.costs, strict=True) if cost <= budget)
    safe = [pool.costs[i] for i in pool.within(wishes.cap)]
    words = f"no plan was found with at most {wishes.cap:g} people at one place in one slot at {wishes.extra_cost:.1%}"
    words += f" more cost: {len(pool.plans)} plans were tried, the best of them that is cheap enough has {cheap:.1f}"
    if safe:
        words += f", and the cheapest that keeps the cap costs {min(safe) / pool.costs[0] - 1:.1%} more"
    return words + "; raise the cap or the extra cost, or give it more time"
