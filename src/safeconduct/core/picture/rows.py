"""Write the picture as hazard rows, the way the planner and the judge take a hazard."""

from __future__ import annotations

from typing import Literal

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.picture.hazard import HazardRow
from safeconduct.core.picture.picture import Status, ThreatPicture

Span = tuple[Window, float]


def hazard_rows(picture: ThreatPicture, *, cautious: bool = False) -> tuple[HazardRow, ...]:
    """Return rows that do not overlap, for every place and time whose rate is not the background rate.

    With `cautious`, a place of which nothing is known counts with its upper bound, and no reported threat counts with
    less than that: then nearly every link and node has rows.
    """
    network, rows = picture.network, []
    by_region = [_spans(picture, region, cautious) for region in range(len(picture.spans.first) - 1)]
    busy = np.array([bool(spans) for spans in by_region], dtype=bool)
    links = len(network.link_ids)
    for place in np.flatnonzero(busy[picture.region]):
        what: Literal["link", "node"] = "link" if place < links else "node"
        ident = network.link_ids[place] if place < links else network.node_ids[place - links]
        rows += [HazardRow(what, ident, window, rate) for window, rate in by_region[picture.region[place]]]
    return tuple(rows)


def _spans(picture: ThreatPicture, region: int, cautious: bool) -> list[Span]:
    """Merge what follows on with the same rate, and leave out what is at the background."""
    held, merged = picture.spans, list[Span]()
    for row in range(held.first[region], held.first[region + 1]):
        rate = float(held.rate[row])
        if cautious and held.status[row] != Status.KNOWN_CLEAR:
            least = held.high[row] if held.status[row] == Status.UNKNOWN else picture.unknown_high
            rate = max(rate, float(least))
        start, end = float(held.start[row]), float(held.end[row])
        if rate == picture.background_rate:
            continue
        if merged and merged[-1][1] == rate and merged[-1][0].end == start:
            start = merged.pop()[0].start
        merged.append((Window(start, end), rate))
    return merged
