"""List what is thought of a source before it has a record: by its class, and by the letter that a person gave.

The figures are conventions, to be overruled by the records of the sources. Those of the letters are set so that one
report alone about a threat that was as likely as one in ten is believed with 0.8 (A), 0.6 (B), 0.4 (C) and 0.2 (D).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.intake.source_class import SourceClass

TRUSTED_CLASSES = frozenset({SourceClass.OFFICIAL, SourceClass.INTERNATIONAL, SourceClass.AGENCY, SourceClass.NGO})
"""Classes whose ungraded sources may say that a place is clear."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Hold a Beta distribution by its counts: how often the source affirmed, how often it denied."""

    affirmed: float
    denied: float

    @property
    def mean(self) -> float:
        """Return how often it affirms.

        >>> Rate(3.0, 1.0).mean
        0.75
        """
        return self.affirmed / (self.affirmed + self.denied)


@dataclass(frozen=True, slots=True)
class Character:
    """Describe one kind of source that a class holds, and which share of the class is of that kind."""

    share: float
    hit: Rate  # what it says of what is true
    false_alarm: Rate  # what it says of what is false
    pooled: float = 10.0  # how many words of its sources the two means are worth


Mixture = tuple[Character, ...]


def _one(hit: float, false_alarm: float, worth: float) -> Mixture:
    return (_character(1.0, hit, false_alarm, worth),)


def _character(share: float, hit: float, false_alarm: float, worth: float) -> Character:
    return Character(
        share,
        Rate(worth * hit, worth * (1.0 - hit)),
        Rate(worth * false_alarm, worth * (1.0 - false_alarm)),
    )


LETTERS: Mapping[str, Mixture] = {
    "A": _one(0.90, 0.025, 8.0),
    "B": _one(0.81, 0.06, 8.0),
    "C": _one(0.72, 0.12, 8.0),
    "D": _one(0.54, 0.24, 8.0),
    "E": _one(0.50, 0.40, 4.0),
    "F": _one(0.50, 0.40, 4.0),
}
"""NATO AJP-2.1; worth eight known outcomes, and no more."""

CLASSES: Mapping[SourceClass, Mixture] = {
    SourceClass.UNKNOWN: (_character(0.75, 0.80, 0.20, 5.0), _character(0.25, 0.25, 0.75, 4.0)),
    SourceClass.OFFICIAL: (_character(0.90, 0.85, 0.08, 6.0), _character(0.10, 0.40, 0.60, 4.0)),
    SourceClass.INTERNATIONAL: _one(0.80, 0.07, 6.0),
    SourceClass.AGENCY: _one(0.80, 0.10, 6.0),
    SourceClass.OUTLET: (_character(0.90, 0.75, 0.15, 5.0), _character(0.10, 0.40, 0.60, 4.0)),
    SourceClass.NGO: _one(0.75, 0.08, 6.0),
    SourceClass.EYEWITNESS: _one(0.65, 0.15, 4.0),
    SourceClass.PARTY: (_character(0.60, 0.70, 0.30, 4.0), _character(0.40, 0.25, 0.75, 4.0)),
    SourceClass.ANONYMOUS: _one(0.50, 0.40, 4.0),
}
"""What may also lie is a mixture, of those that say what is so and those that say the opposite."""
