"""Promise the laws of the forecast: more time never brings fewer out, contradictions widen it, same seed same draws."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.sufficiency.day_counts import DAY, Claim, DayCount
from safeconduct.core.sufficiency.forecast_throughput import Prediction, Priors, predict_total, span_of

pytestmark = pytest.mark.core
COUNTS = st.lists(st.one_of(st.none(), st.integers(50, 20_000)), min_size=1, max_size=9).filter(any)
PAGE = (Path(__file__).resolve().parents[3] / "docs" / "outlook.md").read_text(encoding="utf-8")
CAPACITIES = st.sampled_from([None, (800.0, 1500.0), (5000.0, 9000.0)])


def claim(people: float) -> Claim:
    """Return a claim of exactly so many."""
    return Claim(people, people, f"{people:g}", "harbour")


def days_of(counts, disrupted: bool | None = None) -> list[DayCount]:
    """Return a day for each count; None is a day that nobody counts."""
    return [
        DayCount(DAY * number, () if count is None else (claim(count),), disrupted)
        for number, count in enumerate(counts)
    ]


def width(prediction: Prediction, level: float = 0.95) -> float:
    """Return how wide the interval of the total is."""
    low, high = span_of(prediction.total, level)
    return high - low


@settings(max_examples=20)
@given(COUNTS, st.floats(0.2, 8.0), st.floats(0.1, 5.0), CAPACITIES)
def test_more_time_never_brings_fewer_out(counts, left: float, more: float, capacity) -> None:
    """With more days until the deadline the mean of the total is no lower."""
    short, long = (predict_total(days_of(counts), time, capacity, 3, draws=3000).total for time in (left, left + more))
    assert long.mean() >= short.mean() * (1 - 1e-9)


@settings(max_examples=15)
@given(COUNTS, st.floats(0.2, 12.0), CAPACITIES, st.integers(0, 1000))
def test_same_seed_same_draws(counts, left: float, capacity, seed: int) -> None:
    """The same days and seed give the same draws: one window for each day begun, all finite, no fewer than are out."""
    one, two = (predict_total(days_of(counts), left, capacity, seed, draws=500) for _ in range(2))
    assert np.array_equal(one.ahead, two.ahead)
    assert np.array_equal(one.out, two.out)
    assert one.ahead.shape == (int(np.ceil(left)), 500)
    assert np.isfinite(one.total).all()
    assert (one.total >= one.out).all()


@settings(max_examples=15)
@given(st.lists(st.integers(500, 2000), min_size=2, max_size=8), st.floats(1.5, 4.0))
def test_totals_that_contradict_make_it_less_sure(counts: list[int], factor: float) -> None:
    """Where who is out so far is told in two ways, the total is less sure than by either of them alone."""
    days, told = days_of(counts), float(sum(counts))
    alone = [predict_total(days, 2.0, None, 3, out=[claim(out)], draws=3000) for out in (told, told * factor)]
    both = predict_total(days, 2.0, None, 3, out=[claim(told), claim(told * factor)], draws=3000)
    assert both.total.std() > max(one.total.std() for one in alone)


def test_days_that_contradict_make_it_less_sure() -> None:
    """Two claims of the newest day, far apart, widen the next day beyond what either gives alone."""
    days = days_of([1000, 1050, 980, 1020])
    newest = [(claim(1000),), (claim(2500),), (claim(1000), claim(2500))]
    low, high, both = (predict_total([*days, DayCount(4 * DAY, claims)], 3.0, None, 3).ahead[0] for claims in newest)
    spread = [float(np.log(draws).std()) for draws in (low, high, both)]
    assert spread[2] > spread[0]
    assert low.mean() < both.mean() < high.mean()


def test_a_steady_flow_is_expected_to_go_on() -> None:
    """Ten days alike, with none paused and no draw-down, are followed by as many again."""
    prediction = predict_total(days_of([1000] * 10, False), 5.0, None, 3, priors=Priors(draw_down_days=0.0))
    assert np.median(prediction.total) == pytest.approx(15_000, rel=0.06)
    low, high = span_of(prediction.total, 0.8)
    assert low < 15_000 < high


def test_a_stated_capacity_draws_a_slow_flow_up() -> None:
    """A flow below what is stated is expected to grow, and one above it to fall."""
    slow, fast = days_of([500, 520, 510]), days_of([4000, 4100, 3900])
    for days, grows in ((slow, True), (fast, False)):
        with_it, without = (float(np.median(predict_total(days, 8.0, c, 3).total)) for c in ((1500.0, 2000.0), None))
        assert (with_it > without) is grows


def test_a_pause_is_learned_and_costs() -> None:
    """Days with known pauses make more of them likely; one in the window that runs costs that window about half."""
    many, none = (predict_total(days_of([1000] * 8, told), 4.0, None, 3).ahead[0] for told in (True, False))
    bad_days = [(ahead < 0.6 * np.quantile(ahead, 0.9)).mean() for ahead in (many, none)]
    assert bad_days[0] > 1.5 * bad_days[1]
    counted = days_of([1000] * 8, False)
    now, later = (predict_total(counted, 4.0, None, 3, paused_now=told).ahead for told in (True, False))
    assert np.median(now[0]) == pytest.approx(0.5 * np.median(later[0]), rel=0.15)
    assert np.array_equal(now[1:], later[1:])


def test_a_pause_that_is_known_does_not_lower_the_level() -> None:
    """A bad day that a pause explains says less of the days ahead than one that nothing explains."""
    good, bad = days_of([1000] * 5, False), [DayCount(5 * DAY, (claim(400),), told) for told in (True, False)]
    explained, not_explained = (float(np.median(predict_total([*good, day], 3.0, None, 3).total)) for day in bad)
    assert explained > not_explained


def test_a_day_of_nobody_says_only_that_it_was_shut() -> None:
    """A count of 0 is a day that tells nothing of the level, as one that nobody counts."""
    shut, unknown = (predict_total(days_of([1000, 1000, none]), 3.0, None, 3).ahead for none in (0, None))
    assert np.array_equal(shut, unknown)


def test_the_draw_down_takes_from_the_last_days() -> None:
    """The last day before the deadline brings fewer out than the first of them."""
    ahead = predict_total(days_of([1000] * 6, False), 5.0, None, 3).ahead.mean(axis=1)
    assert ahead[-1] < 0.5 * ahead[0]


def test_the_chance_of_so_many_falls_with_how_many() -> None:
    """The chance is 1 for none, falls, and is 0 for more than any draw."""
    prediction = predict_total(days_of([900, 1000, 1100]), 3.0, None, 3)
    chances = [prediction.chance_of(people) for people in (0, 4000, 6000, 9000, 1e12)]
    assert chances == sorted(chances, reverse=True)
    assert (chances[0], chances[-1]) == (1.0, 0.0)


def test_intervals_hold_what_the_model_itself_makes() -> None:
    """On 200 operations made by the model, the 80 and 95 % intervals of the total hold about as many as they say."""
    held = {0.8: 0, 0.95: 0}
    rng, flat = np.random.default_rng(11), Priors(draw_down_days=0.0)
    for number in range(200):
        level_sd, luck_sd = np.abs(rng.normal(0.0, 0.3, 2)) + 0.01
        level = np.log(1000.0) + np.cumsum(rng.normal(0.0, level_sd, 10))
        pauses = rng.uniform(size=10) < rng.beta(1.0, 4.0)
        lost = pauses * np.maximum(0.0, rng.normal(0.7, 0.5, 10))
        people = np.exp(level + rng.normal(0.0, luck_sd, 10) - lost)
        days = [DayCount(DAY * day, (claim(people[day]),), bool(pauses[day])) for day in range(6)]
        total = predict_total(days, 4.0, None, number, priors=flat, draws=600).total
        for level_of in held:
            low, high = span_of(total, level_of)
            held[level_of] += low <= people.sum() <= high
    assert 145 <= held[0.8] <= 178  # 200 × 0.8, give or take three standard errors
    assert 180 <= held[0.95] <= 199


@pytest.mark.parametrize(
    "counts", [[1000] * 30, [1000 + 37 * day for day in range(60)], [10, 90_000] * 6, [100, 2000, 30_000, 500_000]]
)
@pytest.mark.parametrize("capacity", [None, (800.0, 1200.0)])
def test_long_steady_and_wild_series_leave_enough_draws(counts: list[int], capacity) -> None:
    """However much or little the days say, a third of the draws at least stays effective."""
    assert predict_total(days_of(counts), 5.0, capacity, 3, draws=2000).effective > 600


@pytest.mark.parametrize(("counts", "left"), [([None], 3.0), ([1000], 0.0), ([1000], -1.0)])
def test_nothing_to_foresee_is_refused(counts, left: float) -> None:
    """Without a counted day, or without time, there is no prediction."""
    with pytest.raises(ValueError, match=r"no day is counted|days left"):
        predict_total(days_of(counts), left, None, 1)


def test_the_example_of_the_page_runs() -> None:
    """What docs/outlook.md shows in Python runs as it stands."""
    made: dict[str, object] = {}
    exec(PAGE.split("```python\n")[1].split("```")[0], made)
    assert isinstance(made["prediction"], Prediction)


def test_the_page_states_the_priors_of_the_code() -> None:
    """Each prior stands in the table of docs/outlook.md with the value that holds."""
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", PAGE.split("| belief |")[1].split("\n\n")[0], re.MULTILINE))
    priors = Priors()
    assert rows == {
        "level_change": f"{priors.level_change:g}",
        "day_luck": f"{priors.day_luck:g}",
        "capacity_change": f"{priors.capacity_change:g}",
        "half_life_days": "{:g} to {:g}".format(*priors.half_life_days),
        "pauses": f"{priors.pauses[0]:g} in {sum(priors.pauses):g}",
        "pause_cost": "{:g} ± {:g}".format(*priors.pause_cost),
        "draw_down_days": f"{priors.draw_down_days:g}",
    }
