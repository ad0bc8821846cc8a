"""Foresee how many will be out by the deadline from what each day so far brought out.

The model. The logarithm of a day's throughput is a level, plus the day's own luck, less what a pause costs, plus the
logarithm of the share that the draw-down before the deadline leaves. The level drifts from day to day; where a capacity
is stated it is drawn toward it, and the capacity is not known either. Given the constants this is linear and normal, so
a Kalman filter gives their likelihood; draws of them are weighed by it and their priors (core/sufficiency/weigh_draws).
Claims of a day that contradict count as one that is so much less sure.

Sources: A. C. Harvey, "Forecasting, Structural Time Series Models and the Kalman Filter" (1989), for the local level;
S. Lichtenstein, B. Fischhoff, L. D. Phillips, "Calibration of probabilities" (1982): stated ranges are too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, ndtr, ndtri

from safeconduct.core.sufficiency.day_counts import Claim, DayCount
from safeconduct.core.sufficiency.weigh_draws import Draws, fit_draws, resample

CONSTANTS = 7  # of the model, see _Constants
LEAST_SD = 0.03  # no flow is steadier from day to day, in logarithms
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
    draws: int = 8_000,
) -> Prediction:
    """Return the prediction of an evening; same input and seed, same draws.

    `days` end with the newest window; `days_left` are from its end to the deadline. `capacity` is the range of people a
    day that those who run it state, None where nobody does. `out` holds what is claimed to be out so far; if not given,
    the days are added up. `paused_now` says that a pause in the window that runs is known. Claims that contradict are
    taken as equally likely.

    Raises ValueError where no day is counted or no time is left.
    """
    if not any(day.claims for day in days) or days_left <= 0.0:
        raise ValueError("no day is counted" if days_left > 0.0 else f"{days_left:g} days left")
    streams = np.random.SeedSequence(seed).spawn(5)
    seen = [_read_claims(day.claims) for day in days]

    def fit(normals: Draws) -> Draws:
        constants = _make_constants(normals, priors, days, capacity)
        return _filter(constants, days, seen, days_left, priors, capacity is not None).log_likelihood

    fitted = fit_draws(np.random.default_rng(streams[0]), fit, CONSTANTS, draws)
    chosen = resample(np.random.default_rng(streams[1]), fitted.weights)
    constants = _make_constants(fitted.normals[:, chosen], priors, days, capacity)
    filtered = _filter(constants, days, seen, days_left, priors, capacity is not None)
    level, target = _draw_state(np.random.default_rng(streams[2]), filtered)
    ahead = _simulate(np.random.default_rng(streams[3]), constants, level, target, days_left, priors, paused_now)
    counted = np.random.default_rng(streams[4])
    groups = [out] if out else [day.claims for day in days if day.claims]
    base: Draws = np.sum([_draw_claim(counted, claims, draws) for claims in groups], axis=0)
    return Prediction(base, ahead, fitted.effective)


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


def _make_constants(
    normals: Draws, priors: Priors, days: Sequence[DayCount], capacity: tuple[float, float] | None
) -> _Constants:
    """Turn standard normals into constants that are distributed as their priors say."""
    shares = np.clip(ndtr(normals), 1e-9, 1.0 - 1e-9)
    first, last = priors.half_life_days
    low, high = np.log(capacity) if capacity else (0.0, 0.0)
    with_pause = sum(day.disrupted is True for day in days)
    without = sum(day.disrupted is False for day in days)
    scales = (priors.level_change, priors.day_luck, priors.capacity_change)
    level_sd, luck_sd, capacity_sd = (
        scale * ndtri((1.0 + share) / 2.0) + LEAST_SD for scale, share in zip(scales, shares[:3], strict=True)
    )
    half_life = first + (last - first) * shares[3]
    return _Constants(
        level_sd,
        luck_sd,
        capacity_sd,
        pull=1.0 - 2.0 ** (-1.0 / half_life) if capacity else np.zeros_like(half_life),
        capacity=(low + high) / 2.0 + (high - low) / 2.0 / CAPACITY_WITHIN * normals[4],
        pause_chance=betaincinv(priors.pauses[0] + with_pause, priors.pauses[1] + without, shares[5]),
        draw_down=shares[6] * priors.draw_down_days,
    )


def _read_claims(claims: Sequence[Claim]) -> tuple[float, float] | None:
    """Return the logarithm of a day's count and its variance, by all claims; None where they say nothing of the level.

    Nobody counted, or it was shut all day: neither says how much it could have been.
    """
    if not claims or max(claim.high for claim in claims) < 1.0:
        return None
    low, high = (np.log(np.maximum(1.0, [getattr(claim, end) for claim in claims])) for end in ("low", "high"))
    middle = (low + high) / 2.0
    return float(middle.mean()), float(middle.var() + ((high - low) ** 2).mean() / 12.0)


def _draw_claim(rng: np.random.Generator, claims: Sequence[Claim], draws: int) -> Draws:
    """Return a number a draw that may be meant, each claim as likely as the other."""
    which, where = rng.uniform(0.0, 1.0, (2, draws))
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
    seen: Sequence[tuple[float, float] | None],
    days_left: float,
    priors: Priors,
    stated: bool,
) -> _Filtered:
    draws = len(constants.pull)
    level = np.full(draws, next((count[0] for count in seen if count is not None), 0.0))
    target = constants.capacity.copy() if stated else level.copy()
    a, b, c = np.full(draws, VAGUE**2), np.zeros(draws), np.zeros(draws)
    fit = np.zeros(draws)
    keep = 1.0 - constants.pull
    for number, (day, count) in enumerate(zip(days, seen, strict=True)):
        if number:
            level = keep * level + constants.pull * target
            a = keep**2 * a + 2.0 * keep * constants.pull * b + constants.pull**2 * c + constants.level_sd**2
            b = keep * b + constants.pull * c
            c = c + constants.capacity_sd**2
        if count is None:
            continue
        to_deadline = days_left + len(days) - number - 0.5
        paused = constants.pause_chance if day.disrupted is None else float(day.disrupted)
        cost, cost_sd = priors.pause_cost
        expected = level - paused * cost + _log_share(to_deadline, constants.draw_down)
        pause_variance = paused * cost_sd**2 + paused * (1.0 - paused) * cost**2
        variance = a + constants.luck_sd**2 + pause_variance + count[1]
        miss = count[0] - expected
        fit -= 0.5 * (miss**2 / variance + np.log(variance))
        level, target = level + a / variance * miss, target + b / variance * miss
        a, b, c = a - a * a / variance, b - a * b / variance, c - b * b / variance
    return _Filtered(np.stack([level, target]), np.stack([a, b, c]), fit)


def _log_share(to_deadline: float, draw_down: Draws) -> Draws:
    """Return the logarithm of the share that the draw-down leaves so many days before the deadline."""
    left: Draws = np.log(np.clip(to_deadline / np.maximum(draw_down, 1e-9), LEAST_SHARE, 1.0))
    return left


def _draw_state(rng: np.random.Generator, filtered: _Filtered) -> tuple[Draws, Draws]:
    (level, target), (a, b, c) = filtered.mean, filtered.spread
    first, second = rng.standard_normal((2, len(level)))
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
