"""Write the picture as hazard, the way the planner and the judge take it: as arrays, or row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.picture.hazard import HazardRow
from safeconduct.core.picture.picture import ThreatPicture


@dataclass(frozen=True, slots=True, eq=False)
class HazardProfiles:
    """Hold the hazard to plan with by profile: the spans of profile p are `first[p]:first[p + 1]`, in time order.

    Where and when there is no span the background rate holds.
    """

    profile: NDArray[np.int32]  # (links + nodes,) links first
    first: NDArray[np.intp]  # (profiles + 1,)
    start: NDArray[np.float64]  # (spans,) POSIX seconds
    end: NDArray[np.float64]
    rate: NDArray[np.float64]  # expected people harmed per person-hour in the open


def hazard_profiles(picture: ThreatPicture, *, kappa: float = 0.0) -> HazardProfiles:
    """Return the hazard of every place and time that is not planned with the background rate.

    What is planned with is rate + kappa (upper bound - rate): 0 is the expected harm, 1 counts what is not known as bad
    as it may be. What follows on with the same rate is one span.
    """
    held = picture.spans
    rate = held.rate + kappa * np.maximum(0.0, held.high - held.rate)
    region = np.repeat(np.arange(len(held.first) - 1), np.diff(held.first))
    above = np.flatnonzero(rate != picture.background_rate)
    region, start, end, rate = region[above], held.start[above], held.end[above], rate[above]
    follows = (region[1:] == region[:-1]) & (rate[1:] == rate[:-1]) & (start[1:] == end[:-1])
    begins = np.flatnonzero(np.append(True, ~follows)[: len(rate)])
    ends = np.append(begins[1:], len(rate))[: len(begins)] - 1
    first = np.searchsorted(region[begins], np.arange(len(held.first)))
    return HazardProfiles(picture.region, first, start[begins], end[ends], rate[begins])


def hazard_rows(picture: ThreatPicture, *, kappa: float = 0.0) -> tuple[HazardRow, ...]:
    """Return the same as rows that do not overlap, of every place; above a kappa of 0 nearly every place has rows."""
    network, rows = picture.network, []
    made = hazard_profiles(picture, kappa=kappa)
    spans = [
        (Window(start, end), rate)
        for start, end, rate in zip(made.start.tolist(), made.end.tolist(), made.rate.tolist(), strict=True)
    ]
    first, links = made.first.tolist(), len(network.link_ids)
    busy = np.diff(made.first) > 0
    for place in np.flatnonzero(busy[made.profile]).tolist():
        what: Literal["link", "node"] = "link" if place < links else "node"
        ident = network.link_ids[place] if place < links else network.node_ids[place - links]
        profile = made.profile[place]
        rows += [HazardRow(what, ident, *spans[row]) for row in range(first[profile], first[profile + 1])]
    return tuple(rows)
