"""Find rows of a file whose longitude and latitude are exchanged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from safeconduct.core.picture.incident import Incident

FEWEST = 8  # rows that can tell where a file lies
SPREAD_DEGREES = 6.0  # between its quartiles: a file of half the world tells nothing of one row
NEAR_DEGREES = 5.0
FAR_DEGREES = 15.0


def find_exchanged(incidents: Sequence[Incident]) -> tuple[int, ...]:
    """Return the rows that lie far from where the file lies, and would lie in it with the two exchanged."""
    if len(incidents) < FEWEST:
        return ()
    points = np.array([(one.lon, one.lat) for one in incidents])
    low, middle, high = np.percentile(points, (25, 50, 75), axis=0)
    if np.any(high - low > SPREAD_DEGREES):
        return ()
    apart = np.abs(points - middle).max(axis=1)
    apart_exchanged = np.abs(points[:, ::-1] - middle).max(axis=1)
    return tuple(int(row) for row in np.flatnonzero((apart > FAR_DEGREES) & (apart_exchanged < NEAR_DEGREES)))
