"""Hold a judgement of certainty and polarity, and put two of them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Certainty, Polarity

_STRENGTH = {Certainty.UNKNOWN: 0, Certainty.POSSIBLE: 1, Certainty.PROBABLE: 2, Certainty.CERTAIN: 3}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Say how surely something is put and whether it is affirmed, denied or asked, and by which words.

    The cues are spans of the text, in its order: those that weaken it, and those that deny it.
    """

    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    hedge_cues: tuple[Span, ...] = ()
    negation_cues: tuple[Span, ...] = ()


def weakest(grades: Iterable[Certainty]) -> Certainty:
    """Return the weakest of some grades; certain where there is none.

    >>> weakest([Certainty.CERTAIN, Certainty.POSSIBLE])
    <Certainty.POSSIBLE: 'possible'>
    """
    return min(grades, key=_STRENGTH.__getitem__, default=Certainty.CERTAIN)


def denied(polarity: Polarity) -> Polarity:
    """Return what becomes of a polarity under one more negation: a question stays a question."""
    if polarity is Polarity.QUESTION:
        return polarity
    return Polarity.POSITIVE if polarity is Polarity.NEGATIVE else Polarity.NEGATIVE


def merge_cues(*groups: Iterable[Span]) -> tuple[Span, ...]:
    """Return all spans of some groups once, in order of the text."""
    return tuple(sorted({span for group in groups for span in group}))
