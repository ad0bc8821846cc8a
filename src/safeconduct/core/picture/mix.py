"""Mix the reports that speak of a place at one moment into status, rate and interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.intake import Claim
from safeconduct.core.picture.picture import Status
from safeconduct.core.picture.weigh import Standing, Weighed

Rates = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Combined:
    """Carry what the origins of threats say together of each region."""

    expected: Rates
    without_strongest: Rates  # what remains if the strongest origin is wrong
    all_true: Rates  # every origin right, each about a threat of its own
    threatened: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Unreported:
    """Say what holds in each region where no report speaks."""

    floor: Rates  # what is planned with
    high: Rates
    status: NDArray[np.int8]  # Status


class Mixer:
    """Mix reports, which must be sorted by origin."""

    def __init__(self, weighed: Sequence[Weighed]) -> None:
        """Lay the reports out as columns."""
        threat = [item.report.claim is Claim.THREAT for item in weighed]
        sure = [item.standing in (Standing.COUNTS, Standing.CLEARS, Standing.ECHO) for item in weighed]
        self.counts = np.array([a and b for a, b in zip(sure, threat, strict=True)], dtype=bool)
        self.clears = np.array([a and not b for a, b in zip(sure, threat, strict=True)], dtype=bool)
        self.unverified = np.array([item.standing is Standing.UNVERIFIED for item in weighed], dtype=bool)
        self.expected = np.array([item.expected for item in weighed], dtype=np.float64)
        self.full = np.array([item.full for item in weighed], dtype=np.float64)
        numbers: dict[str, int] = {}
        origin = [numbers.setdefault(item.report.origin.strip(), len(numbers)) for item in weighed]
        self.origin = np.array(origin, dtype=np.intp)

    def mix(self, sets: NDArray[np.bool_], active: NDArray[np.bool_], without: Unreported) -> Rates:
        """Return (regions, 4): status, rate, low, high of regions with these sets of reports (regions, reports)."""
        threat = self._combine(sets, np.flatnonzero(active & self.counts))
        extra = _largest(sets, np.flatnonzero(active & self.unverified), self.expected)
        threatened = threat.threatened | (without.status == Status.KNOWN_THREAT)
        cleared = sets[:, active & self.clears].any(axis=1) & ~threatened
        status = np.where(threatened, Status.KNOWN_THREAT, np.where(cleared, Status.KNOWN_CLEAR, without.status))
        rate = np.maximum(threat.expected, without.floor) + extra
        high = np.where(cleared, without.floor, without.high + threat.all_true) + extra
        return np.stack([status.astype(np.float64), rate, threat.without_strongest, high], axis=1)

    def _combine(self, sets: NDArray[np.bool_], columns: NDArray[np.intp]) -> Combined:
        """Combine the threats of the origins, each with one voice: its loudest there and then.

        With R the largest threat that anybody there speaks of, an origin with the expected rate a is right about it
        with the chance a / R, and together they expect R * (1 - product of (1 - a / R)): one origin alone gives a.
        """
        nothing = np.zeros(len(sets))
        if not len(columns):
            return Combined(nothing, nothing, nothing, np.zeros(len(sets), dtype=bool))
        said = sets[:, columns]
        voices = np.flatnonzero(np.diff(self.origin[columns], prepend=-1))
        expected = np.maximum.reduceat(np.where(said, self.expected[columns], 0.0), voices, axis=1)
        full = np.maximum.reduceat(np.where(said, self.full[columns], 0.0), voices, axis=1)
        size = full.max(axis=1)
        chance = expected / np.where(size > 0.0, size, 1.0)[:, None]
        doubt = np.prod(1.0 - chance, axis=1)
        strongest = expected.max(axis=1)
        # One voice alone must come out as it went in: R * (1 - (1 - a / R)) is not a to the last bit.
        together = np.maximum(size * (1.0 - doubt), strongest)
        remaining = size * (1.0 - doubt / (1.0 - chance.max(axis=1)))
        alone = (expected > 0.0).sum(axis=1) < 2
        together = np.where(alone, strongest, together)
        remaining = np.where(alone, 0.0, np.clip(remaining, 0.0, together))
        return Combined(together, remaining, full.sum(axis=1), np.asarray(said.any(axis=1)))


def _largest(sets: NDArray[np.bool_], columns: NDArray[np.intp], value: Rates) -> Rates:
    """Return for each region the largest value among its reports in these columns; 0 where there are none."""
    largest: Rates = np.where(sets[:, columns], value[columns], 0.0).max(axis=1, initial=0.0)
    return largest
