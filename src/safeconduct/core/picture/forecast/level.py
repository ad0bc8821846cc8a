"""Forecast how many events there will be in all: trailing windows mixed by how well they have forecast."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import gammaln

from safeconduct.core.picture.cells import Floats

WINDOWS = (0.25, 1.0, 3.0, 7.0, 14.0, 28.0, 56.0, 112.0, 224.0, 448.0)  # half-lives in days
SHARE = 0.02  # of the weights is dealt out anew each period (Herbster and Warmuth 1998), for changes of regime
DISPERSIONS = np.array([0.0, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.5])
FIRST_DISPERSION = 0.1
SHRINK = 30.0  # events that the factor of an hour or weekday leans on


@dataclass(frozen=True, slots=True)
class Level:
    """Hold what the totals of the past periods have taught."""

    step: float
    decays: Floats
    seen: Floats  # discounted events per window
    exposure: Floats  # discounted periods per window
    weights: Floats
    total: float
    periods: float
    by_dispersion: Floats  # log-likelihood of the totals, forgotten slowly
    hour_seen: Floats
    hour_meant: Floats
    day_seen: Floats
    day_meant: Floats


def start_level(step: float) -> Level:
    """Begin with nothing seen."""
    windows = np.array([w for w in WINDOWS if w >= 0.4 * step] + [1e7])
    size = len(windows)
    return Level(
        step, 0.5 ** (step / windows), np.zeros(size), np.zeros(size), np.full(size, 1 / size), 0.0, 0.0,
        -0.5 * (np.arange(len(DISPERSIONS)) - 4) ** 2 / 4, np.zeros(24), np.zeros(24), np.zeros(7), np.zeros(7),
    )  # fmt: skip


def forecast_rates(level: Level, begin: float) -> Floats:
    """Give the expected total of the period that begins at `begin` (days), as each window says it."""
    return _plain_rates(level) * _factor(level, begin)


def forecast_total(level: Level, begin: float) -> float:
    """Give the expected total of the period, the windows mixed."""
    return float(level.weights @ forecast_rates(level, begin))


def learn_total(level: Level, begin: float, times: Floats, mass: Floats) -> Level:
    """Learn from the events (times in days, each with its weight) of the period that begins at `begin`."""
    rates, factor = forecast_rates(level, begin), _factor(level, begin)
    count, mean = float(mass.sum()), float(level.weights @ rates)
    likely = _log_binomial(count, rates, np.full(len(rates), FIRST_DISPERSION))
    weights = level.weights * np.exp(likely - likely.max())
    weights = (1 - SHARE) * weights / weights.sum() + SHARE / len(weights)
    hours, days = _overlap(begin, level.step)
    plain, root = mean / factor, np.sqrt(level.decays)
    hour, day = np.floor(times % 1.0 * 24).astype(np.int64) % 24, np.floor(times).astype(np.int64) % 7
    return replace(
        level,
        seen=level.seen * level.decays + count / factor * root,
        exposure=level.exposure * level.decays + root,
        weights=weights,
        total=level.total + count,
        periods=level.periods + 1,
        by_dispersion=0.998 * level.by_dispersion + _log_binomial(count, np.full(len(DISPERSIONS), mean), DISPERSIONS),
        hour_seen=level.hour_seen + np.bincount(hour, weights=mass, minlength=24),
        hour_meant=level.hour_meant + plain * hours,
        day_seen=level.day_seen + np.bincount(day, weights=mass, minlength=7),
        day_meant=level.day_meant + plain * days,
    )


def total_interval(level: Level, mean: float) -> tuple[float, float]:
    """Give the span of whole totals whose chance is nearest to 90 %, its tails as even as can be.

    Totals are whole numbers, so no span has a chance of exactly 90 %; the one that is always wider would cover more.
    """
    dispersion = mean_dispersion(level)
    most = int(mean + 12 * np.sqrt(mean + dispersion * mean**2) + 12)
    if most > 100_000:
        spread = 1.645 * np.sqrt(mean + dispersion * mean**2)
        return max(mean - spread, 0.0), mean + spread
    chances = np.exp(_log_binomial(np.arange(most + 1.0), np.array(mean), np.array(dispersion)))
    up_to = np.cumsum(chances)
    tries = np.unique(np.searchsorted(up_to, np.linspace(0.0, 0.1, 41)))
    best = (np.inf, 0, 0)
    for low in tries:
        below = up_to[low - 1] if low else 0.0
        at = int(np.searchsorted(up_to, below + 0.9))
        for high in (at - 1, at):
            if low <= high <= most:
                within = up_to[high] - below
                uneven = abs(below - (1 - up_to[high]))
                best = min(best, (float(abs(within - 0.9) + 0.1 * uneven), int(low), int(high)))
    return float(best[1]), float(best[2])


def mean_dispersion(level: Level) -> float:
    """Give the dispersion d of the totals: their variance is mean + d mean^2."""
    weights = np.exp(level.by_dispersion - level.by_dispersion.max())
    return float(weights @ DISPERSIONS / weights.sum())


def _plain_rates(level: Level) -> Floats:
    known = (level.total + 0.5) / (level.periods + 0.5)
    return (level.seen + 1.0) / (level.exposure + 1.0 / known)


def _factor(level: Level, begin: float) -> float:
    if level.step >= 7.0:
        return 1.0
    hours, days = _overlap(begin, level.step)
    by_hour = (level.hour_seen + SHRINK / 24) / (level.hour_meant + SHRINK / 24)
    by_day = (level.day_seen + SHRINK) / (level.day_meant + SHRINK)
    return float((hours @ by_hour) / by_hour.mean() * (days @ by_day) / by_day.mean())


def _overlap(begin: float, step: float) -> tuple[Floats, Floats]:
    """Share a period out over the hours of the day and the days of the week."""
    at = begin + step * (np.arange(48) + 0.5) / 48
    hours = np.bincount(np.floor(at % 1.0 * 24).astype(np.int64) % 24, minlength=24) / 48
    if step >= 1.0:
        hours = np.full(24, 1 / 24)
    return hours, np.bincount(np.floor(at).astype(np.int64) % 7, minlength=7) / 48


def _log_binomial(count: Floats | float, mean: Floats, dispersion: Floats) -> Floats:
    """Give the log-chance of a negative binomial count with variance mean + dispersion mean^2."""
    r = 1 / np.maximum(dispersion, 1e-6)
    number = np.asarray(count, dtype=np.float64)
    fixed = gammaln(number + r) - gammaln(r) - gammaln(number + 1)
    return np.asarray(fixed - r * np.log1p(mean / r) + number * (np.log(mean) - np.log(r + mean)))
