"""Pair the statements that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from safeconduct.core.intake.contradictions.differences import Matter, find_differences, speak_of_two
from safeconduct.core.intake.likeness import SAME, Likeness, compare_words
from safeconduct.core.intake.statement import Statement

__all__ = ["Contradiction", "Matter", "find_contradictions"]


@dataclass(frozen=True, slots=True, eq=False)
class Contradiction:
    """Keep two statements that cannot both be right, in order of their keys; neither is preferred."""

    matter: Matter
    one: Statement
    other: Statement
    reason: str  # in words for the operator


def find_contradictions(
    statements: Sequence[Statement], likeness: Likeness = compare_words
) -> tuple[Contradiction, ...]:
    """Return every pair of statements about one thing that differ in polarity, place, time, number or certainty.

    Two statements are about one thing when their wordings, without place, time and figures, are alike, and somebody
    acts in both. A statement and the one that it stands in are no pair. The order of the statements is no matter.
    """
    ordered = sorted(statements, key=lambda one: one.key)
    return tuple(
        Contradiction(matter, one, other, reason)
        for one, other in combinations(ordered, 2)
        if not one.overlaps(other)
        for matter, reason in find_differences(one, other).items()
        if not speak_of_two(one, other) and likeness(one.wording, other.wording) >= SAME
    )
