"""Stretch a pooled belief as far as watched cells show it to be too even."""

from __future__ import annotations

import numpy as np

from safeconduct.core.picture.cells import Floats
from safeconduct.core.picture.visibility.pool import Evidence, Pooled, widen

RIDGE = 4.0  # how surely the power is one before any event is known: with a deviation of a half
LEAST, MOST = 0.5, 3.0  # that the power may be
EVEN = 0.1  # of what is believed is spread evenly: a power alone would think quiet places empty
EVENTS = 0.5  # that hold the level, as they hold the prior's rate
ROUNDS, STRIDE, CLOSE = 40, 0.5, 1e-6  # of Newton's method


def stretch_belief(levels: list[Pooled], evidence: Evidence, spread: float, near: Floats) -> Pooled:
    """Give each cell's own belief, from what lies round it raised to a power, and its own events.

    Many steps of pooling each lean on the wider one, so that busy places come out too low and quiet ones too high. How
    much is learned where somebody watches: each cell's events are forecast from all but themselves, and the level and
    power are those under which they are likeliest (Poisson regression). `near` is the share of the cells next to each
    that are watched: deep in the dark there is nothing to stretch. `spread` is that of cells round their neighbourhood.

    >>> from safeconduct.core.picture.visibility.pool import gather_evidence, pool_evidence
    >>> from safeconduct.core.picture.visibility.scales import make_scales
    >>> scales = make_scales(np.ones((9, 9), bool))
    >>> events, exposure = np.where(np.arange(81) < 27, 3.0, 0.0), np.ones(81)
    >>> evidence = gather_evidence(scales, events, exposure)
    >>> levels = pool_evidence(evidence, np.full(3, 0.1), 1.0)
    >>> made = stretch_belief(levels, evidence, 0.1, exposure)
    >>> bool(made.mean[4] > levels[-1].mean[4]), bool(made.mean[76] < levels[-1].mean[76])
    (True, True)
    """
    events, exposure = evidence.events[-1], evidence.exposure[-1]
    if not exposure.any():
        return levels[-1]
    wide, around = levels[0].mean, levels[-2]
    lean = np.log(around.mean / wide)
    level, power = fit_power(lean, wide * exposure, events)
    mean = around.mean * np.exp(near * (level + (np.clip(power, LEAST, MOST) - 1) * lean))
    mean = (1 - EVEN) * mean + EVEN * (mean @ exposure) / exposure.sum()
    shape = 1 / widen(around.variance, spread)
    return Pooled((shape + events) / (shape / mean + exposure), 1 / (shape + events))


def fit_power(lean: Floats, due: Floats, events: Floats) -> tuple[float, float]:
    """Give a and b under which `events` are likeliest to be Poisson of mean due exp(a + b lean); b leans to one.

    >>> due = np.full(2, 1000.0)
    >>> a, b = fit_power(np.array([-1.0, 1.0]), due, due * np.exp([-2.0, 2.0]))
    >>> round(a, 1), round(b, 1)
    (0.0, 2.0)
    """
    found = np.array([0.0, 1.0])
    for _ in range(ROUNDS):
        mean = due * np.exp(found[0] + found[1] * lean)
        missed, tilt = events - mean, float(lean @ mean)
        gradient = [missed.sum() - EVENTS * np.expm1(found[0]), lean @ missed - RIDGE * (found[1] - 1)]
        curve = [[mean.sum() + EVENTS, tilt], [tilt, lean**2 @ mean + RIDGE]]
        step = np.clip(np.linalg.solve(curve, gradient), -STRIDE, STRIDE)
        found += step
        if np.abs(step).max() < CLOSE:
            break
    return float(found[0]), float(found[1])
