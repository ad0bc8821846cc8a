"""Say how often a source of some prior and record affirms what is true, and what is false."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln

from safeconduct.core.intake.source_class import SourceClass
from safeconduct.core.picture.belief.classes import CLASSES, LETTERS, Mixture, Rate
from safeconduct.core.picture.belief.proposition import SourceKey

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Record:
    """Count what a source said of propositions whose outcome came out, or is likely; parts of a count are allowed."""

    hit: Rate  # of what was true
    false_alarm: Rate  # of what was false


BASE = Rate(1.0, 9.0)
EMPTY = Record(Rate(0.0, 0.0), Rate(0.0, 0.0))


@dataclass(frozen=True, slots=True)
class SourcePriors:
    """Hold all that is thought of sources: by class and letter, by their own records, and who copies from whom."""

    base: Rate = BASE  # of what anybody reports at all: how much is true
    letters: Mapping[str, Mixture] = field(default_factory=lambda: dict(LETTERS))
    classes: Mapping[SourceClass, Mixture] = field(default_factory=lambda: dict(CLASSES))
    records: Mapping[str, Record] = field(default_factory=dict)  # by origin
    links: Mapping[tuple[str, str], float] = field(default_factory=dict)  # chance that one's statement is the other's

    def mixture(self, key: SourceKey) -> Mixture:
        """Return what is thought of a source without its record: by the letter that a person gave, else by its class.

        >>> SourcePriors().mixture(SourceKey("mayor", "A", SourceClass.UNKNOWN))[0].hit.mean
        0.9
        """
        return self.letters[key.letter] if key.letter in self.letters else self.classes[key.source_class]


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """Lay mixtures out as arrays: source by character, then true (1) or false (0), then affirmed (1) or denied (0)."""

    share: Floats  # (sources, characters); 0 where a source has fewer characters
    worth: Floats  # (sources, characters, 2, 2)


def lay_out_characters(mixtures: Sequence[Mixture]) -> Characters:
    """Return the arrays of these mixtures."""
    most = max((len(mixture) for mixture in mixtures), default=1)
    share, worth = np.zeros((len(mixtures), most)), np.ones((len(mixtures), most, 2, 2))
    for row, mixture in enumerate(mixtures):
        for column, character in enumerate(mixture):
            share[row, column] = character.share
            worth[row, column, 1] = character.hit.denied, character.hit.affirmed
            worth[row, column, 0] = character.false_alarm.denied, character.false_alarm.affirmed
    return Characters(share, worth)


def count_records(keys: Sequence[SourceKey], records: Mapping[str, Record]) -> Floats:
    """Return the counts (sources, 2, 2) of the records, in the layout of `Characters`."""
    found = [records.get(key.origin, EMPTY) for key in keys]
    rows = [
        ((one.false_alarm.denied, one.false_alarm.affirmed), (one.hit.denied, one.hit.affirmed)) for one in found
    ]  # fmt: skip
    return np.array(rows, dtype=np.float64).reshape(len(keys), 2, 2)


def weigh_characters(characters: Characters, counts: Floats) -> Floats:
    """Return the chance (rows, characters) of each character after these counts (rows, 2, 2)."""
    worth = characters.worth
    told = worth + counts[:, None]
    fit = (betaln(told[..., 0], told[..., 1]) - betaln(worth[..., 0], worth[..., 1])).sum(axis=2)
    with np.errstate(divide="ignore"):
        fit += np.log(characters.share)
    chance = np.exp(fit - fit.max(axis=1, keepdims=True))
    return np.asarray(chance / chance.sum(axis=1, keepdims=True), dtype=np.float64)


def predict(characters: Characters, counts: Floats) -> tuple[Floats, Floats]:
    """Return mean and variance (rows, 2) of how often each row's source affirms what is false (0) and true (1)."""
    told = characters.worth + counts[:, None]
    total = told.sum(axis=3)
    mean = told[..., 1] / total
    square = mean * mean + mean * (1.0 - mean) / (total + 1.0)
    chance = weigh_characters(characters, counts)[..., None]
    first = (chance * mean).sum(axis=1)
    return first, (chance * square).sum(axis=1) - first * first
