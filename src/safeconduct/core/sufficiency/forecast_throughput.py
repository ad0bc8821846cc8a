"""Foresee how many will be out by the deadline from what each day so far brought out.

The model. The logarithm of a day's throughput is a level, plus the day's own luck, less what a pause costs, plus the
logarithm of the share that the draw-down before the deadline leaves. The level drifts from day to day; where a capacity
is stated it is drawn toward it, and the capacity is not known either. Given the constants this is linear and normal, so
a Kalman filter gives the likelihood exactly; the constants are drawn from their priors and weighed by it.

Sources: A. C. Harvey, "Forecasting, Structural Time Series Models and the Kalman Filter" (1989), for the local level;
S. Lichtenstein, B. Fischhoff, L. D. Phillips, "Calibration of probabilities" (1982): stated ranges are too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.sufficiency.day_counts import Claim, DayCount

Draws = NDArray[np.float64]
LEAST_SHARE = 0.01  # of the throughput, that the draw-down leaves in the last minute
VAGUE = 2.0  # sd of the logarithm of the level before the first day is counted
CAPACITY_WITHIN = 0.6745  # sds of a normal within which half of it lies: a stated range is trusted as one half


@dataclass(frozen=True, slots=True)
class Priors:
    """State what is believed before the first count; docs/outlook.md says why each is as it is."""

    level_change: float = 0.3  # scale of the half-normal of the daily drift's sd, in logarithms
    day_luck: float = 0.3  # the same of a day's own luck
    capacity_change: float = 0.1  # the same of the capacity's daily drift
    half_life_days: tuple[float, float] = (1.0, 6.0)  # in which the level comes half way to the capacity; uniform
    pauses: tuple[float, float] = (1.0, 4.0)  # days with and without a pause that the prior is worth (beta)
    pause_cost: tuple[float, float] = (0.7, 0.5)  # mean and sd of the logarithm lost in a day with one: about half
    draw_down_days: float = 4.0  # the throughput falls evenly to nothing over the last days, 0 to so many; uniform


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """Hold draws of what is out, of each window ahead, and of the total at the deadline."""

    out: Draws  # (draws,) people out so far
    ahead: Draws  # (windows, draws) people; the last window may be a part of a day
    effective: float  # how many independent draws the weighing left: below some hundreds, take more

    @property
    def total(self) -> Draws:
        """Give the people out at the deadline, draw by draw."""
        whole: Draws = self.out + self.ahead.sum(axis=0)
        return whole

    def chance_of(self, people: float) -> float:
        """Return the chance that at least so many are out by the deadline."""
        return float((self.total >= people).mean())


def span_of(draws: Draws, level: float) -> tuple[float, float]:
    """Return the middle interval that holds a share `level` of the draws."""
    low, high = np.quantile(draws, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)


def predict_total(
    days: Sequence[DayCount],
    days_left: float,
    capacity: tuple[float, float] | None,
    seed: int,
    *,
    out: Sequence[Claim] = (),
    paused_now: bool = False,
    priors: Priors = Priors(),
    draws: int = 20_000,
) -> Prediction:
    """Return the prediction of an evening; same input and seed, same draws.

    `days` end with the newest window; `days_left` are from its end to the deadline. `capacity` is the range of people a
    day that those who run it state, None where nobody does. `out` holds what is claimed to be out so far; if not given,
    the days are added up. `paused_now` says that a pause in the window that runs is known. Claims that contradict are
    taken as equally likely, draw by draw.

    Raises ValueError where no day is counted or no time is left.
    """
    if not any(day.claims for day in days) or days_left <= 0.0:
        raise ValueError("no day is counted" if days_left > 0.0 else f"{days_left:g} days left")
    streams = np.random.SeedSequence(seed).spawn(5)
    constants = _draw_constants(np.random.default_rng(streams[0]), priors, days, capacity, draws)
    counted = np.random.default_rng(streams[1])
    seen = [_draw_claim(counted, day.claims, draws) for day in days]
    stated = _draw_claim(counted, out, draws)
    base: Draws = stated if stated is not None else np.sum([one for one in seen if one is not None], axis=0)
    filtered = _filter(constants, days, seen, days_left, priors, capacity is not None)
    weights = np.exp(filtered.log_likelihood - filtered.log_likelihood.max())
    weights /= weights.sum()
    chosen = _resample(np.random.default_rng(streams[2]), weights)
    level, target = _draw_state(np.random.default_rng(streams[3]), filtered, chosen)
    ahead = _simulate(
        np.random.default_rng(streams[4]), constants.take(chosen), level, target, days_left, priors, paused_now
    )
    return Prediction(base[chosen], ahead, float(1.0 / (weights**2).sum()))


@dataclass(frozen=True, slots=True, eq=False)
class _Constants:
    """Hold one value of each constant a draw."""

    level_sd: Draws
    luck_sd: Draws
    capacity_sd: Draws
    pull: Draws  # share of the way to the capacity that a day goes
    capacity: Draws  # logarithm, as believed at the beginning
    pause_chance: Draws
    draw_down: Draws  # days

    def take(self, chosen: NDArray[np.int64]) -> _Constants:
        return _Constants(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def _draw_constants(
    rng: np.random.Generator,
    priors: Priors,
    days: Sequence[DayCount],
    capacity: tuple[float, float] | None,
    draws: int,
) -> _Constants:
    half_life = rng.uniform(*priors.half_life_days, draws)
    low, high = np.log(capacity) if capacity else (0.0, 0.0)
    with_pause = sum(day.disrupted is True for day in days)
    without = sum(day.disrupted is False for day in days)
    scales = (priors.level_change, priors.day_luck, priors.capacity_change)
    level_sd, luck_sd, capacity_sd = (np.abs(rng.normal(0.0, scale, draws)) + 0.01 for scale in scales)
    return _Constants(
        level_sd,
        luck_sd,
        capacity_sd,
        pull=1.0 - 2.0 ** (-1.0 / half_life) if capacity else np.zeros(draws),
        capacity=(low + high) / 2.0 + (high - low) / 2.0 / CAPACITY_WITHIN * rng.standard_normal(draws),
        pause_chance=rng.beta(priors.pauses[0] + with_pause, priors.pauses[1] + without, draws),
        draw_down=rng.uniform(0.0, 1.0, draws) * priors.draw_down_days,
    )


def _draw_claim(rng: np.random.Generator, claims: Sequence[Claim], draws: int) -> Draws | None:
    """Return a number a draw that may be meant, each claim in its turn; None where nothing is claimed."""
    which, where = rng.uniform(0.0, 1.0, (2, draws))
    if not claims:
        return None
    at = (which * len(claims)).astype(np.int64)
    low, high = (np.array([getattr(claim, end) for claim in claims])[at] for end in ("low", "high"))
    drawn: Draws = low + (high - low) * where
    return drawn


@dataclass(frozen=True, slots=True, eq=False)
class _Filtered:
    """Hold level and capacity after the last day, as normal given the constants, and how likely the days were."""

    mean: Draws  # (2, draws): logarithms of level and capacity
    spread: Draws  # (3, draws): variance of the level, covariance, variance of the capacity
    log_likelihood: Draws


def _filter(
    constants: _Constants,
    days: Sequence[DayCount],
    seen: Sequence[Draws | None],
    days_left: float,
    priors: Priors,
    stated: bool,
) -> _Filtered:
    draws = len(constants.pull)
    counted = next(one for one in seen if one is not None)
    level = np.full(draws, np.log(max(1.0, float(np.median(counted)))))
    target = constants.capacity.copy() if stated else level.copy()
    a, b, c = np.full(draws, VAGUE**2), np.zeros(draws), np.zeros(draws)
    fit = np.zeros(draws)
    keep = 1.0 - constants.pull
    for number, (day, people) in enumerate(zip(days, seen, strict=True)):
        if number:
            level = keep * level + constants.pull * target
            a = keep**2 * a + 2.0 * keep * constants.pull * b + constants.pull**2 * c + constants.level_sd**2
            b = keep * b + constants.pull * c
            c = c + constants.capacity_sd**2
        if people is None or float(people.max()) < 1.0:
            continue  # nobody knows, or it was shut all day: neither says how much it could have been
        to_deadline = days_left + len(days) - number - 0.5
        paused = constants.pause_chance if day.disrupted is None else float(day.disrupted)
        cost, cost_sd = priors.pause_cost
        expected = level - paused * cost + _log_share(to_deadline, constants.draw_down)
        pause_variance = paused * cost_sd**2 + paused * (1.0 - paused) * cost**2
        variance = a + constants.luck_sd**2 + pause_variance
        miss = np.log(np.maximum(people, 1.0)) - expected
        fit -= 0.5 * (miss**2 / variance + np.log(variance))
        level, target = level + a / variance * miss, target + b / variance * miss
        a, b, c = a - a * a / variance, b - a * b / variance, c - b * b / variance
    return _Filtered(np.stack([level, target]), np.stack([a, b, c]), fit)


def _log_share(to_deadline: float, draw_down: Draws) -> Draws:
    """Return the logarithm of the share that the draw-down leaves so many days before the deadline."""
    left: Draws = np.log(np.clip(to_deadline / np.maximum(draw_down, 1e-9), LEAST_SHARE, 1.0))
    return left


def _resample(rng: np.random.Generator, weights: Draws) -> NDArray[np.int64]:
    """Draw as many again by weight, systematically, in an order of chance."""
    count = len(weights)
    points = (np.arange(count) + rng.uniform()) / count
    chosen = np.minimum(np.searchsorted(np.cumsum(weights), points), count - 1)
    return rng.permutation(chosen).astype(np.int64)


def _draw_state(rng: np.random.Generator, filtered: _Filtered, chosen: NDArray[np.int64]) -> tuple[Draws, Draws]:
    level, target = filtered.mean[:, chosen]
    a, b, c = filtered.spread[:, chosen]
    first, second = rng.standard_normal((2, len(chosen)))
    root = np.sqrt(np.maximum(a, 1e-12))
    rest = np.sqrt(np.maximum(c - (b / root) ** 2, 0.0))
    return level + root * first, target + b / root * first + rest * second


def _simulate(
    rng: np.random.Generator,
    constants: _Constants,
    level: Draws,
    target: Draws,
    days_left: float,
    priors: Priors,
    paused_now: bool,
) -> Draws:
    """Play the windows up to the deadline; a longer time begins with the same windows as a shorter one."""
    windows = []
    for number in range(int(np.ceil(days_left - 1e-9))):
        drift, luck, grow, cost = rng.standard_normal((4, len(level)))
        pause = rng.uniform(size=len(level)) < constants.pause_chance
        level = level + constants.pull * (target - level) + constants.level_sd * drift
        target = target + constants.capacity_sd * grow
        length = min(1.0, days_left - number)
        paused = pause | (paused_now and number == 0)
        lost = paused * np.maximum(0.0, priors.pause_cost[0] + priors.pause_cost[1] * cost)
        share = _log_share(days_left - number - length / 2.0, constants.draw_down)
        windows.append(length * np.exp(level + constants.luck_sd * luck - lost + share))
    return np.array(windows)
