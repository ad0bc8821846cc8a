"""Mix the reports that speak of a place at one moment into status, rate and interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from safeconduct.core.intake import Claim
from safeconduct.core.picture.belief import SourcePriors, find_groups
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.weigh import Standing, Weighed

Rates = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Combined:
    """Carry what the origins of threats say together of each group of regions."""

    expected: Rates
    without_strongest: Rates  # what remains if the strongest origin is wrong
    all_true: Rates  # every origin right, each about a threat of its own
    threatened: NDArray[np.bool_]

    def of_groups(self, group: NDArray[np.intp]) -> Combined:
        """Return the same for regions, each of a group."""
        rates = self.expected[group], self.without_strongest[group], self.all_true[group]
        return Combined(*rates, self.threatened[group])


@dataclass(frozen=True, slots=True)
class Unreported:
    """Say what holds in each region where no report speaks."""

    floor: Rates  # what is planned with
    high: Rates
    status: NDArray[np.int8]  # Status


class Mixer:
    """Mix reports, which must be sorted by origin."""

    def __init__(self, weighed: Sequence[Weighed], sources: SourcePriors) -> None:
        """Lay the reports out as columns."""
        self.start = float(logit(sources.base.mean))
        threat = [item.report.claim is Claim.THREAT for item in weighed]
        sure = [item.standing in (Standing.COUNTS, Standing.CLEARS, Standing.ECHO) for item in weighed]
        self.counts = np.array([a and b for a, b in zip(sure, threat, strict=True)], dtype=bool)
        self.clears = np.array([a and not b for a, b in zip(sure, threat, strict=True)], dtype=bool)
        self.unverified = np.array([item.standing is Standing.UNVERIFIED for item in weighed], dtype=bool)
        self.expected = np.array([item.expected for item in weighed], dtype=np.float64)
        self.full = np.array([item.full for item in weighed], dtype=np.float64)
        self.log_odds = np.array([item.log_odds for item in weighed], dtype=np.float64)
        names = [item.report.origin.strip() for item in weighed]
        self.groups = find_groups(names, sources.links)
        numbers: dict[str, int] = {}
        self.origin = np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.intp)

    def mix(
        self, sets: NDArray[np.bool_], group: NDArray[np.intp], active: NDArray[np.bool_], without: Unreported
    ) -> Rates:
        """Return (regions, 4): status, rate, low, high of regions, of which each has the reports of its group.

        `sets` tells which reports reach each group (groups, reports); many regions may be of one group.
        """
        threat = self.combine(sets, np.flatnonzero(active & self.counts), np.flatnonzero(active & self.clears))
        threat = threat.of_groups(group)
        extra = self.add_unverified(sets, active)[group]
        threatened = threat.threatened | (without.status == Status.KNOWN_THREAT)
        clear = np.asarray(sets[:, active & self.clears].any(axis=1))
        cleared = clear[group] & ~threatened
        status = np.where(threatened, Status.KNOWN_THREAT, np.where(cleared, Status.KNOWN_CLEAR, without.status))
        rate = np.maximum(threat.expected, without.floor) + extra
        high = np.where(cleared, without.floor, without.high + threat.all_true) + extra
        return np.stack([status.astype(np.float64), rate, threat.without_strongest, high], axis=1)

    def add_unverified(self, sets: NDArray[np.bool_], active: NDArray[np.bool_]) -> Rates:
        """Return what all unverified reports together add in each region: the largest of them."""
        return _largest(sets, np.flatnonzero(active & self.unverified), self.expected)

    def believe_sizes(self, sets: NDArray[np.bool_]) -> tuple[Rates, Rates]:
        """Return the sizes of threats, ascending, and the chance (regions, sizes) of one of at least that size."""
        columns, denials = np.flatnonzero(self.counts), np.flatnonzero(self.clears)
        denied = self._add_voices(sets, denials, -self.log_odds)
        sizes = np.unique(self.full[columns])
        chances = np.zeros((len(sets), len(sizes)))
        for number, size in enumerate(sizes):
            speaking = columns[self.full[columns] >= size]
            believed = self._believe(self._add_voices(sets, speaking, self.log_odds) - denied)
            chances[:, number] = np.where(sets[:, speaking].any(axis=1), believed, 0.0)
        return sizes, chances

    def combine(self, sets: NDArray[np.bool_], columns: NDArray[np.intp], denials: NDArray[np.intp]) -> Combined:
        """Combine the threats of the origins, each with one voice: its loudest there and then.

        Whoever speaks of a threat speaks for every smaller one as well: of each size in turn, the origins that speak of
        at least that much add up to a belief, and the rate is what is believed of all sizes together.
        """
        columns = columns[sets[:, columns].any(axis=0)]
        nothing = np.zeros(len(sets))
        if not len(columns):
            return Combined(nothing, nothing, nothing, np.zeros(len(sets), dtype=bool))
        said, alone = sets[:, columns], self._by_origin(sets, columns, self.expected)
        denied = self._add_voices(sets, denials, -self.log_odds)
        together, remaining, below = nothing.copy(), nothing.copy(), 0.0
        for size in np.unique(self.full[columns]):
            speaking = columns[self.full[columns] >= size]
            voices = self._by_origin(sets, speaking, self.log_odds)
            spoken = sets[:, speaking]
            step, below = size - below, size
            affirmed = self._add_voices(sets, speaking, self.log_odds)
            together += step * np.where(spoken.any(axis=1), self._believe(affirmed - denied), 0.0)
            others = self._believe(affirmed - voices.max(axis=1) - denied)
            remaining += step * np.where(self._count_origins(spoken, speaking) > 1, others, 0.0)
        # One voice alone must come out as it went in, to the last bit.
        strongest = alone.max(axis=1)
        by_itself = (alone > 0.0).sum(axis=1) < 2
        undenied = np.where(by_itself, strongest, np.maximum(together, strongest))
        together = np.where(denied > 0.0, together, undenied)
        remaining = np.where(by_itself, 0.0, np.minimum(remaining, together))
        all_true = self._by_origin(sets, columns, self.full).sum(axis=1)
        return Combined(together, remaining, all_true, np.asarray(said.any(axis=1)))

    def _believe(self, moved: Rates) -> Rates:
        """Return the chance of a threat; no denial takes it below that of any threat anybody reports."""
        return np.asarray(expit(self.start + np.maximum(moved, 0.0)), dtype=np.float64)

    def _by_origin(self, sets: NDArray[np.bool_], columns: NDArray[np.intp], value: Rates) -> Rates:
        """Return (regions, origins): the largest value that each origin gives there; columns are sorted by origin."""
        first = np.flatnonzero(np.diff(self.origin[columns], prepend=-1))
        largest: Rates = np.maximum.reduceat(np.where(sets[:, columns], value[columns], 0.0), first, axis=1)
        return largest

    def _count_origins(self, said: NDArray[np.bool_], columns: NDArray[np.intp]) -> NDArray[np.intp]:
        first = np.flatnonzero(np.diff(self.origin[columns], prepend=-1))
        return np.asarray(np.logical_or.reduceat(said, first, axis=1).sum(axis=1), dtype=np.intp)

    def _add_voices(self, sets: NDArray[np.bool_], columns: NDArray[np.intp], told: Rates) -> Rates:
        """Add up what the origins tell, those linked by copying once: at each level the loudest of each group."""
        total = np.zeros(len(sets))
        if not len(columns):
            return total
        for share, group in zip(self.groups.share, self.groups.group, strict=True):
            ordered = columns[np.argsort(group[columns], kind="stable")]
            first = np.flatnonzero(np.diff(group[ordered], prepend=-1))
            loudest = np.maximum.reduceat(np.where(sets[:, ordered], told[ordered], 0.0), first, axis=1)
            total += share * loudest.sum(axis=1)
        return total


def _largest(sets: NDArray[np.bool_], columns: NDArray[np.intp], value: Rates) -> Rates:
    """Return for each region the largest value among its reports in these columns; 0 where there are none."""
    largest: Rates = np.where(sets[:, columns], value[columns], 0.0).max(axis=1, initial=0.0)
    return largest
