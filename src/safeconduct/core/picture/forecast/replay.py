"""Score forecasts of the past period by period against what then happened, and say whether they have become worse."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc

from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.forecast.calibrate import ALARM, SHARES, Drift, Score, score_cells, watch_drift
from safeconduct.core.picture.forecast.engine import Events
from safeconduct.core.picture.forecast.hindcast import hindcast

BASELINE = 60  # periods before the first that is scored, from which the usual score is learned
VAGUE_METRES = 1_500.0  # an event whose place is known less narrowly is in no cell; its period's total counts it
DRIFT_PERIODS = 20  # with events, before which nothing is said of drift
REFUTED = 0.05  # the chance below which a cell's events refute its upper bound


@dataclass(frozen=True, slots=True)
class Period:
    """Hold one period: what was expected, what happened, and its score."""

    begin: float  # days
    total: int  # events within the cells
    expected: float
    low: float  # the 90 % interval of the total
    high: float
    score: Score  # of the events whose place is known narrowly


@dataclass(frozen=True, slots=True)
class Replay:
    """Hold the periods, and what they say together."""

    step: float  # days
    cells: int
    periods: tuple[Period, ...]
    baseline: int  # periods before them that only say what is usual
    bound_held: float  # share of cells whose events of all periods do not refute their upper bound
    bound_over_seen: float  # all upper bounds together over all that happened
    drift: Drift
    drift_since: float | None  # days; None = never worse than usual
    drift_until: float | None  # days; None = it lasts, or there is none

    @property
    def events(self) -> int:
        """Count the events whose place is known narrowly."""
        return sum(one.score.events for one in self.periods)

    @property
    def gain(self) -> float:
        """Return nats per event above a uniform forecast; 0 without events."""
        return gain_of(self.periods)

    @property
    def hit_rates(self) -> tuple[float, ...]:
        """Return the share of the events that fell into the top 1, 2, 5, 10 and 20 % of the cells."""
        hits = np.sum([one.score.hits for one in self.periods], axis=0)
        return tuple((hits / max(self.events, 1)).tolist())

    @property
    def deciles(self) -> tuple[tuple[float, float], ...]:
        """Return the shares expected and seen of ten groups of cells, from the least expected on."""
        pairs = np.sum([(one.score.decile_expected, one.score.decile_seen) for one in self.periods], axis=0)
        shares = pairs / np.maximum(pairs.sum(axis=1, keepdims=True), 1e-300)
        return tuple((float(expected), float(seen)) for expected, seen in shares.T)

    @property
    def covered(self) -> float:
        """Return the share of the periods whose total lay within its 90 % interval."""
        return sum(one.score.covered for one in self.periods) / len(self.periods)


def gain_of(periods: Sequence[Period]) -> float:
    """Return nats per event above a uniform forecast over some periods; 0 without events."""
    return sum(one.score.log_score for one in periods) / max(sum(one.score.events for one in periods), 1)


def replay(
    cells: Cells, events: Events, begin: float, end: float, step: float, tell: Callable[[float], None]
) -> Replay:
    """Forecast every period from `begin` to `end` from its past alone, and score it; `tell` hears the share done.

    Up to 60 periods before `begin` are forecast and scored as well, to say what score is usual.

    Raises:
        ValueError: where no period lies between.
    """
    first = float(events.t[0]) if len(events.t) else begin
    baseline = max(0, min(BASELINE, int((begin - first) // step)))
    made = hindcast(cells, events, begin - baseline * step, end, step, tell)
    if len(made.starts) <= baseline:
        raise ValueError("no period to score")
    periods, drifts, seen = [], [Drift()], np.zeros(cells.count)
    for number, start in enumerate(made.starts.tolist()):
        happened = events.between(start, start + step)
        where = cells.find(happened.x, happened.y)
        narrow = where[(where >= 0) & (happened.blur <= VAGUE_METRES)]
        counts = np.bincount(narrow, minlength=cells.count)
        total, interval = int((where >= 0).sum()), (float(made.totals_low[number]), float(made.totals_high[number]))
        score = score_cells(np.asarray(made.expected[number], dtype=np.float64), interval, counts, total)
        drifts.append(watch_drift(drifts[-1], score))
        if number >= baseline:
            periods.append(Period(start, total, float(made.totals[number]), *interval, score))
            seen += counts
    since, until = _find_drift(drifts, made.starts, baseline)
    bound = made.u95[baseline:].sum(axis=0, dtype=np.float64)
    return Replay(
        step=step,
        cells=cells.count,
        periods=tuple(periods),
        baseline=baseline,
        bound_held=float(np.mean(_chance_of_as_many(seen, bound) >= REFUTED)),
        bound_over_seen=float(bound.sum() / max(seen.sum(), 1.0)),
        drift=drifts[-1],
        drift_since=since,
        drift_until=until,
    )


def _chance_of_as_many(seen: Floats, bound: Floats) -> Floats:
    """Return how likely a Poisson count of this mean is to be as great as what was seen."""
    return np.asarray(np.where(seen > 0, gammainc(np.maximum(seen, 1.0), bound), 1.0))


def _find_drift(drifts: Sequence[Drift], starts: Floats, baseline: int) -> tuple[float | None, float | None]:
    """Return since when, up to the last alarm, shortfall has heaped up without a break, and when it was made good.

    `drifts[n]` is what was known when period n began.
    """
    alarms = [number for number, one in enumerate(drifts) if one.alarm and number > baseline]
    if not alarms:
        return None, None
    since = max(number for number, one in enumerate(drifts[: alarms[-1]]) if one.shortfall == 0.0)
    good = [number for number in range(alarms[-1], len(drifts)) if drifts[number].shortfall == 0.0]
    return float(starts[since]), float(starts[good[0] - 1]) if good else None


def word_drift(scored: Replay, word_day: Callable[[float], str]) -> str:
    """Say whether forecasts have become worse, since when, and by how much."""
    drift = scored.drift
    if drift.periods < DRIFT_PERIODS:
        return (
            f"Drift: not known: {drift.periods} periods with events so far, and {DRIFT_PERIODS} are needed to tell "
            "what is usual."
        )
    heaped = f"heaped shortfall {drift.shortfall:.1f} standard deviations now, alarm above {ALARM:g}"
    if scored.drift_since is None:
        return f"No drift: the scores are no worse than they used to be ({heaped})."
    if scored.drift_until is not None:
        return (
            f"There was drift from {word_day(scored.drift_since)} to {word_day(scored.drift_until)}. Since then the "
            "forecasts are as good as they used to be."
        )
    return (
        f"DRIFT since {word_day(scored.drift_since)}: events fall where they were expected less than they used to be "
        f"({heaped}). Look for what has changed, and trust the upper bounds more than the means."
    )


def join_periods(scored: Replay, most: int) -> tuple[tuple[Period, ...], ...]:
    """Return the periods in at most so many blocks of the same length, the last perhaps shorter."""
    length = math.ceil(len(scored.periods) / most)
    return tuple(scored.periods[at : at + length] for at in range(0, len(scored.periods), length))


__all__ = ["SHARES", "Period", "Replay", "gain_of", "join_periods", "replay", "word_drift"]
