"""Say how much of the doubt about a cell's rate it shares with the cells about it, scale by scale."""

from __future__ import annotations

import numpy as np

from safeconduct.core.picture.cells import Floats
from safeconduct.core.picture.visibility.bound import DOUBT
from safeconduct.core.picture.visibility.pool import PRIOR_EVENTS, gather_evidence, pool_evidence, widen
from safeconduct.core.picture.visibility.sight import Sight, refresh


def doubt_unseen(spreads: Floats) -> Floats:
    """Give the logarithmic variance of each scale's factor, the one that all share first, where nothing is known.

    >>> doubt_unseen(np.array([0.2, 0.2])).round(2).tolist()
    [1.1, 0.18, 0.18]
    """
    return np.asarray(np.log1p(np.concatenate([[1 / PRIOR_EVENTS], spreads])))


def share_doubt(sight: Sight) -> Floats:
    """Give the logarithmic variance (scales, cells) that is left of each scale's factor, widest first.

    The variance of a product of independent factors is `widen`'s, so its logarithms add up. What is learned at a scale
    takes as large a part from all that has come down to it. What we are told of the watch is in doubt everywhere alike.
    """
    sight = refresh(sight)
    spreads, rate = sight.spreads, sight.prior.rate
    levels = pool_evidence(gather_evidence(sight.scales, sight.events, sight.exposure), spreads, rate)
    left = np.empty((len(levels), len(sight.events)))
    left[0] = np.log1p(levels[0].variance)
    for scale in range(1, len(levels)):
        before, spread = levels[scale - 1].variance, float(spreads[scale - 1])
        left[scale] = np.log1p(spread)
        left[: scale + 1] *= np.log1p(levels[scale].variance) / np.log1p(widen(before, spread))
    left[0] += np.log1p(DOUBT**2)
    return left
