"""Say how likely the places of events are if nobody sent them: strewn over a rectangle of unknown sides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIDE_LEAST = 200.0  # metres; events closer than this lie within as much
SIDE_MOST = 60_000.0
SIDES = 2_000  # over which the unknown side is averaged


def weigh_chance(at: NDArray[np.float64], extent: tuple[float, float]) -> float:
    """Return the log-density of events (n, 2) in metres, strewn evenly over a rectangle.

    Each side is as likely on a log scale, up to 60 km; where the rectangle lies is as likely everywhere on `extent`,
    the ground on which a start is looked for. So neither this nor one start has the advantage of a better guess.

    >>> corners = np.array([[0.0, 0.0], [9e3, 9e3], [0.0, 9e3], [9e3, 0.0]])
    >>> weigh_chance(corners, (5e4, 5e4)) > weigh_chance(2 * corners, (5e4, 5e4))
    True
    """
    told = 0.0
    for along, ground in zip(at.T, extent, strict=True):
        spread = min(max(float(np.ptp(along)), SIDE_LEAST), SIDE_MOST / 2)
        side = np.geomspace(spread, SIDE_MOST, SIDES + 1)[1:]
        each = -len(along) * np.log(side) + np.log((side - spread) / ground)
        step = np.log(SIDE_MOST / spread) / SIDES / np.log(SIDE_MOST / SIDE_LEAST)
        told += float(np.logaddexp.reduce(each)) + float(np.log(step))
    return told
