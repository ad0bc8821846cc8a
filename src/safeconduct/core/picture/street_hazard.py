"""Hold what incidents say of every link and node by the hour, and find the places of which they say the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.picture.visibility import Sight

STEPS_AN_OCTAVE = 8  # rates within 4.4 % of each other may become one, so that streets share their rows
BLOCK = 1024  # places
RATE_LEAST = 1e-9  # per person-hour; what is less counts as this


@dataclass(frozen=True, slots=True, eq=False)
class StreetHazard:
    """Give rates by place and hour, links first, in expected people harmed per person-hour in the open."""

    window: Window  # from the first hour's beginning to the last one's end, POSIX seconds
    mean: NDArray[np.float64]  # (links + nodes, hours)
    high: NDArray[np.float64]  # U95: the 95 % upper bound of the rate
    status: NDArray[np.int8]  # Status: what is known there
    sight: Sight | None = None  # of the cells of the ground; what draws tell their doubt from

    def edges(self) -> NDArray[np.float64]:
        """Return when each hour begins, and when the last one ends."""
        return np.linspace(self.window.start, self.window.end, self.mean.shape[1] + 1)

    def of_places(self, places: NDArray[np.intp]) -> StreetHazard:
        """Return the same for some places alone."""
        return StreetHazard(self.window, self.mean[places], self.high[places], self.status[places])


def join_alike(hazard: StreetHazard) -> tuple[StreetHazard, NDArray[np.int32]]:
    """Return one profile for places that are nearly alike, and the profile of each place.

    Means are rounded to the nearest of eight steps an octave, upper bounds up to the next.

    >>> flat = np.array([[1e-4, 1e-4], [1.01e-4, 1e-4], [5e-4, 1e-4]])
    >>> day = StreetHazard(Window(0.0, 7200.0), flat, flat, np.zeros((3, 2), np.int8))
    >>> join_alike(day)[1].tolist()
    [0, 0, 1]
    """
    places, hours = hazard.mean.shape
    codes = np.empty((places, 3 * hours), dtype=np.int16)
    mean, high, codes[:, 2 * hours :] = codes[:, :hours], codes[:, hours : 2 * hours], hazard.status
    for first in range(0, places, BLOCK):  # no large arrays in between
        rows = slice(first, first + BLOCK)
        mean[rows] = np.round(_count_steps(hazard.mean[rows]))
        high[rows] = np.ceil(_count_steps(hazard.high[rows]) - 1e-9)
    # A dictionary finds equal rows faster than sorting them does.
    keys = codes.view(np.dtype((np.void, codes.shape[1] * codes.itemsize))).ravel().tolist()
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    profile = np.fromiter(map(numbers.__getitem__, keys), dtype=np.int32, count=places)
    example = np.empty(len(numbers), dtype=np.intp)
    example[profile[::-1]] = np.arange(len(profile))[::-1]  # the first of each is written last
    joined = StreetHazard(
        hazard.window,
        2.0 ** (mean[example] / STEPS_AN_OCTAVE),
        2.0 ** (high[example] / STEPS_AN_OCTAVE),
        hazard.status[example],
    )
    return joined, profile


def _count_steps(rates: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(STEPS_AN_OCTAVE * np.log2(np.maximum(rates, RATE_LEAST)))
