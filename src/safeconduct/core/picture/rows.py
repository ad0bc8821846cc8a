"""Write the picture as hazard rows, the way the planner and the judge take a hazard."""

from __future__ import annotations

from typing import Literal

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.picture.hazard import HazardRow
from safeconduct.core.picture.picture import ThreatPicture

Span = tuple[Window, float]


def hazard_rows(picture: ThreatPicture, *, kappa: float = 0.0) -> tuple[HazardRow, ...]:
    """Return rows that do not overlap, for every place and time that is not planned with the background rate.

    What is planned with is rate + kappa (upper bound - rate): 0 is the expected harm, 1 counts what is not known as bad
    as it may be. Above 0 nearly every link and node has rows.
    """
    network, rows = picture.network, []
    by_region = [_spans(picture, region, kappa) for region in range(len(picture.spans.first) - 1)]
    busy = np.array([bool(spans) for spans in by_region], dtype=bool)
    links = len(network.link_ids)
    for place in np.flatnonzero(busy[picture.region]):
        what: Literal["link", "node"] = "link" if place < links else "node"
        ident = network.link_ids[place] if place < links else network.node_ids[place - links]
        rows += [HazardRow(what, ident, window, rate) for window, rate in by_region[picture.region[place]]]
    return tuple(rows)


def _spans(picture: ThreatPicture, region: int, kappa: float) -> list[Span]:
    """Merge what follows on with the same rate, and leave out what is at the background."""
    held, merged = picture.spans, list[Span]()
    for row in range(held.first[region], held.first[region + 1]):
        rate = float(held.rate[row])
        rate += kappa * max(0.0, float(held.high[row]) - rate)
        start, end = float(held.start[row]), float(held.end[row])
        if rate == picture.background_rate:
            continue
        if merged and merged[-1][1] == rate and merged[-1][0].end == start:
            start = merged.pop()[0].start
        merged.append((Window(start, end), rate))
    return merged
