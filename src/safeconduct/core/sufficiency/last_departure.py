"""Say by when all who get out are out: the spread of the last departure over the sampled days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class LastDeparture:
    """Give, hour by hour, the share of the days on which the last departure with anybody aboard was by then."""

    hours: tuple[float, ...]  # POSIX seconds, whole hours after the start of the case; none where nobody gets out
    share: tuple[float, ...]  # 0 to 1, never falling
    nobody_out: float  # share of the days on which nobody gets out at all: they are in no hour's share
    good_day: float | None  # POSIX second by which it was on 5 % of those days on which somebody gets out
    typical_day: float | None  # on half of them
    bad_day: float | None  # on 95 %


def spread_last(last: NDArray[np.float64], start: float) -> LastDeparture:
    """Return the spread of moments (days,), POSIX seconds, NaN where nobody got out; from the first hour to the last.

    >>> spread = spread_last(np.array([1000.0, 5000.0, 5000.0, np.nan]), 0.0)
    >>> spread.hours, spread.share, spread.nobody_out, spread.typical_day
    ((3600.0, 7200.0), (0.25, 0.75), 0.25, 5000.0)
    """
    known = np.sort(last[~np.isnan(last)])
    nobody_out = 1.0 - len(known) / len(last)
    if not len(known):
        return LastDeparture((), (), nobody_out, None, None, None)
    first, final = (int(np.ceil((end - start) / HOUR)) for end in (known[0], known[-1]))
    hours = start + HOUR * np.arange(first, final + 1)
    share = np.searchsorted(known, hours, side="right") / len(last)
    good, typical, bad = (float(np.quantile(known, q, method="inverted_cdf")) for q in (0.05, 0.5, 0.95))
    return LastDeparture(tuple(hours.tolist()), tuple(share.tolist()), nobody_out, good, typical, bad)
