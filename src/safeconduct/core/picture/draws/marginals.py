"""Spread a rate about its mean so that its 95 % quantile is the picture's upper bound."""

from __future__ import annotations

import numpy as np
from scipy.special import gammaincinv

from safeconduct.core.picture.cells import Floats, Ints
from safeconduct.core.picture.visibility import bound_ratio

RATIO_MOST = 16.0  # no rate whose bound is more than 20 times its mean can exceed it in one draw of 20
STEPS_AN_OCTAVE = 16  # ratios are rounded up to so many steps, so that places share their spreads

_LOGS = np.linspace(-12.0, 14.0, 2601)  # of the variance
_RATIOS = bound_ratio(np.exp(_LOGS))
GAMMA_MOST = float(_RATIOS[-1])


def round_ratios(ratio: Floats) -> Ints:
    """Return the class of each ratio of upper bound to mean: 0 where the bound is no higher than the mean."""
    return np.ceil(STEPS_AN_OCTAVE * np.log2(np.clip(ratio, 1.0, RATIO_MOST)) - 1e-9).astype(np.int64)


def spread_rates(steps: int, count: int) -> Floats:
    """Return `count` values of a class, ascending and as likely as each other; their mean is 1.

    As far as a Gamma reaches they are a Gamma's. Beyond, as in the unknown, they are nothing or the whole bound: what
    is ten times as bad as planned at worst is planned as if it were so in one case of ten.

    >>> spread_rates(0, 4).tolist()
    [1.0, 1.0, 1.0, 1.0]
    >>> coin = spread_rates(round_ratios(np.array([8.0]))[0], 200)
    >>> float(coin[-25]), float(coin[-26]), float(coin.mean())
    (8.0, 0.0, 1.0)
    """
    ratio = 2.0 ** (steps / STEPS_AN_OCTAVE)
    chances = (np.arange(count) + 0.5) / count
    if not steps:
        return np.ones(count)
    if ratio < GAMMA_MOST:
        variance = np.exp(np.interp(ratio, _RATIOS, _LOGS))
        values = np.asarray(gammaincinv(1 / variance, chances))
    else:
        values = np.where(chances > 1 - 1 / ratio, 1.0, 0.0)
    return np.asarray(values / values.mean(), dtype=np.float64)
