"""Promise that a mixture is hard to strike, keeps its caps, costs what it may and holds feasible plans alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from mixing_towns import claim, fork, make_plan, planned_cases

from safeconduct.core.plan import Case, Plan, judge_plan
from safeconduct.core.plan.mixing import (
    SEED_BITS,
    MixProgress,
    Mixture,
    NoMixtureError,
    Wishes,
    draw_plan,
    mix_plans,
)
from safeconduct.core.plan.mixing.exposure import Grid, count_exposure, mix_exposure
from safeconduct.core.plan.mixing.ways import Ways, find_likeliest


def mix(case: Case, plan: Plan, wishes: Wishes, plans: int = 12, minutes: float | None = None) -> Mixture:
    """Mix so many plans."""
    return mix_plans(case, plan, wishes, slot_minutes=minutes, stop=lambda made: made >= plans, tell=lambda _: None)


def test_two_equal_ways_halve_the_best_strike() -> None:
    """Ten people, two gates alike, one slot for the whole day: half of the plan's exposure, and nobody does better."""
    case = fork()
    plan = make_plan(case)
    mixture = mix(case, plan, Wishes(), minutes=420)
    assert mixture.before == pytest.approx(10 * 10 / 420)
    assert mixture.upper == pytest.approx(mixture.before / 2)
    assert sum(mixture.weights) == pytest.approx(1)
    assert mixture.lower <= mixture.upper <= mixture.lower * 1.03
    assert mixture.cost <= mixture.cost_before * 1.001


def test_every_plan_of_a_mixture_is_feasible_and_the_figures_are_true() -> None:
    """The judge accepts each plan with its claims; exposure, cost and budget are those of the plans and weights."""
    fewer = []
    for case, plan in planned_cases():
        mixture = mix(case, plan, Wishes(0.05))
        grid = Grid.over(case)
        for each in mixture.plans:
            assert judge_plan(case, each).feasible, (case.name, judge_plan(case, each).violations[:3])
        exposures = [count_exposure(case, each, grid) for each in mixture.plans]
        weights = np.array(mixture.weights)
        assert min(mixture.weights) > 0
        assert sum(mixture.weights) == pytest.approx(1)
        assert mix_exposure(exposures, weights).peak == pytest.approx(mixture.upper)
        assert mixture.largest == pytest.approx(max(exposure.peak for exposure in exposures))
        assert weights @ [each.cost for each in mixture.plans] == pytest.approx(mixture.cost)
        assert mixture.cost <= plan.cost * 1.05 * (1 + 1e-9)
        assert mixture.refuted_floor is None
        assert mixture.lower <= mixture.upper <= mixture.before == pytest.approx(count_exposure(case, plan, grid).peak)
        uppers = [point.upper for point in mixture.frontier]
        assert all(a is not None and b is not None and b <= a + 1e-7 for a, b in pairwise(uppers))
        fewer.append(1 - mixture.upper / mixture.before)
    assert max(fewer) > 0.4


def test_no_plan_that_can_be_drawn_exceeds_the_cap() -> None:
    """With a cap below what plans of the free mixture expose, every plan keeps it."""
    capped = 0
    for case, plan in planned_cases()[:2]:
        free = mix(case, plan, Wishes(0.1), plans=6)
        cap = 0.5 * (free.largest + free.before) * 0.95
        try:
            mixture = mix(case, plan, Wishes(0.1, cap=cap), plans=6)
        except NoMixtureError:
            continue
        grid = Grid.over(case)
        assert all(count_exposure(case, each, grid).peak <= cap for each in mixture.plans)
        capped += 1
    assert capped > 0


def test_an_impossible_cap_is_told_with_what_was_found() -> None:
    """Nobody at all can be exposed only if nobody moves; the message names the best plan and what to do."""
    case = fork()
    with pytest.raises(NoMixtureError, match=r"at most 0\.01 people .* has 0\.2"):
        mix(case, make_plan(case), Wishes(cap=0.01), minutes=420)


def test_no_way_is_likelier_than_its_cap() -> None:
    """Two equal ways at 55 % each at most: both are used by that; without a cap a cheaper way could have it all."""
    case = fork()
    mixture = mix(case, make_plan(case), Wishes(way_cap=0.55), minutes=420)
    ways = Ways(case)
    for plan in mixture.plans:
        ways.add(plan)
    likeliest = find_likeliest(ways, range(len(mixture.plans)), np.array(mixture.weights))
    assert likeliest.way.max() <= 0.55 + 1e-6
    assert mixture.likeliest_way == pytest.approx(likeliest.way.max())
    assert (mixture.over_cap, mixture.one_way) == (0, 0)


def test_who_has_one_way_only_is_counted_as_such() -> None:
    """With one gate shut the party has no other way: the cap cannot hold, and the mixture says so."""
    case = fork()
    case = replace(case, sites=case.sites[:2])
    mixture = mix(case, make_plan(case), Wishes(way_cap=0.5), plans=4, minutes=420)
    assert mixture.one_way == 1
    assert mixture.over_cap == 0
    assert mixture.upper == pytest.approx(mixture.before)


def test_where_nobody_moves_nobody_is_struck() -> None:
    """A plan that leaves all at home cannot be bettered; one that costs nothing at all is no stumbling block."""
    case = fork()
    stay = claim(case, Plan(case.name, {}, 0, (), (), 0.0, 0, 0))
    assert mix(case, stay, Wishes(), plans=3, minutes=420).upper == 0.0
    free = replace(case, objective=replace(case.objective, left_behind=0.0, background_rate=0.0), hazard=())
    nothing = mix(free, claim(free, Plan(case.name, {}, 0, (), (), 0.0, 0, 0)), Wishes(), plans=3, minutes=420)
    assert (nothing.upper, nothing.cost) == (0.0, 0.0)
    nobody = replace(case, parties=())
    assert mix(nobody, claim(nobody, Plan(case.name, {}, 0, (), (), 0.0, 0, 0)), Wishes(), plans=3).upper == 0.0


def test_the_same_number_of_plans_gives_the_same_mixture() -> None:
    """Nothing but the draw is secret, so everything else is repeatable."""
    case, plan = planned_cases()[0]
    a, b = (mix(case, plan, Wishes(), plans=5) for _ in range(2))
    assert (a.weights, a.upper, a.cost) == (b.weights, b.upper, b.cost)


def test_progress_is_told_and_a_stop_is_heeded() -> None:
    """It stops at once when told to, with what there is: the given plan and its like with shorter queues."""
    case, plan = planned_cases()[0]
    told: list[MixProgress] = []
    mixture = mix_plans(case, plan, Wishes(), stop=lambda _: True, tell=told.append)
    assert mixture.made <= 1
    assert {progress.phase for progress in told} >= {"proving a floor", "ways"}


def test_a_draw_follows_the_probabilities_and_can_be_repeated() -> None:
    """Of 4,000 seeds each plan gets its share; the same seed draws the same plan."""
    weights = [0.5, 0.0, 0.3, 0.2]
    rng = np.random.default_rng(2)
    seeds = [int.from_bytes(rng.bytes(SEED_BITS // 8), "big") for _ in range(4000)]
    drawn = [draw_plan(weights, seed) for seed in seeds]
    assert drawn == [draw_plan(weights, seed) for seed in seeds]
    counts = np.bincount(drawn, minlength=4) / len(drawn)
    assert counts == pytest.approx(weights, abs=0.03)
    assert counts[1] == 0
