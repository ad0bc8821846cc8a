"""Find the lanes: the ways of vehicles from transit points to gates that differ from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from safeconduct.core.plan.access import Channel


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """Name one way of the vehicles from a transit point to a gate: a row of a channel."""

    point: int
    gate: int
    channel: Channel
    row: int


def find_lanes(gate: int, channels: Sequence[Channel], points: int) -> list[Lane]:
    """Return the lanes to a gate; each channel has one row for each transit point.

    Of ways that cost the same at every hour, one is kept: they are taken to be the same way.
    """
    lanes: list[Lane] = []
    for channel in channels:
        for point in range(points):
            cost = channel.cost[point]
            known = any(lane.point == point and np.array_equal(lane.channel.cost[lane.row], cost) for lane in lanes)
            if np.isfinite(cost).any() and not known:
                lanes.append(Lane(point, gate, channel, point))
    return lanes
