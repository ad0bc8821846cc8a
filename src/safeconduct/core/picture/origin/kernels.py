"""Say how far from where they start attacks happen, as densities over the ground.

A buffered distance decay after Rossmo (2000), Geographic Profiling, made a density with an unknown scale as O'Leary
(2009), The Mathematics of Geographic Profiling, does; for indirect fire a ring of ranges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import i0, ndtr

Metres = NDArray[np.float64]

SCALES = 8  # of the unknown distance, evenly on a log scale
LEANS = (0.0, 1.5, 6.0)  # concentrations (von Mises) of the attacks on one side of their start, each as likely
WAYS = 12  # directions that they may lean to
BUFFER_SHARE = 0.4  # of the scale: nearer than this an attack is less likely
BUFFER_DEPTH = 0.7  # by so much at the very start
DISPERSION = 0.05  # of the longest range: how sharply a ring ends


@dataclass(frozen=True, slots=True)
class DistanceDecay:
    """Spread attacks about their start by a distance that is not known: `near` to `far` metres, every scale alike."""

    near: float = 700.0
    far: float = 8_000.0

    @property
    def reach_metres(self) -> float:
        """Return how far from an event its start is looked for."""
        return 2.0 * self.far

    def densities(self, east: Metres, north: Metres, blur: Metres) -> Iterator[tuple[float, Metres]]:
        """Give, for each scale and lean, its prior and the density per square metre at events so far off."""
        square, angle = east**2 + north**2, np.arctan2(north, east)
        turns = [(1.0 / len(LEANS), np.ones(1))]
        for lean in LEANS[1:]:
            share = 1.0 / len(LEANS) / WAYS
            ways = np.arange(WAYS) * 2 * np.pi / WAYS
            turns += [(share, np.exp(lean * np.cos(angle - way)) / i0(lean)) for way in ways]
        for scale in np.geomspace(self.near, self.far, SCALES):
            wide = scale**2 + blur**2
            hole = (BUFFER_SHARE * scale) ** 2 + blur**2
            both = 1.0 / (1.0 / wide + 1.0 / hole)
            shape = np.exp(-square / (2 * wide)) - BUFFER_DEPTH * np.exp(-square / (2 * both))
            density = shape / (2 * np.pi * (wide - BUFFER_DEPTH * both))
            for share, turn in turns:
                yield share / SCALES, density * turn


@dataclass(frozen=True, slots=True)
class Annulus:
    """Put the start of indirect fire between two ranges that a person states, every place between them alike."""

    shortest: float
    longest: float

    def __post_init__(self) -> None:
        """Refuse a ring that is none."""
        if not 0.0 <= self.shortest < self.longest <= 60_000.0:
            raise ValueError(f"no ring of ranges: {self.shortest:g} to {self.longest:g} m")

    @property
    def reach_metres(self) -> float:
        """Return how far from an event its start is looked for."""
        return self.longest * (1.0 + 2.0 * DISPERSION)

    def densities(self, east: Metres, north: Metres, blur: Metres) -> Iterator[tuple[float, Metres]]:
        """Give its prior, 1, and the density per square metre at events so far off."""
        edge = np.hypot(blur, DISPERSION * self.longest)
        ranges = np.linspace(0.0, self.longest + 4.0 * float(edge.max()), 400)
        held = 2 * np.pi * ranges * self._inside(ranges, edge.reshape(-1, 1))
        area = np.trapezoid(held, ranges, axis=1).reshape(edge.shape)
        yield 1.0, self._inside(np.hypot(east, north), edge) / area

    def _inside(self, distance: Metres, edge: Metres) -> Metres:
        inside: Metres = ndtr((distance - self.shortest) / edge) * ndtr((self.longest - distance) / edge)
        return inside
