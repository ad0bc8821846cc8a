"""Pair the statements that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from safeconduct.core.intake.contradictions.differences import Matter, find_differences, speak_of_two
from safeconduct.core.intake.likeness import SAME, Likeness, compare_words
from safeconduct.core.intake.statement import Statement, fold_copies

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
    acts in both. A statement and the one that it stands in are no pair. Copies are one statement, of which the earliest
    is shown. The order of the statements is no matter.
    """
    alike = (
        (here, there)
        for here, there in combinations(fold_copies(statements), 2)
        if likeness(here[0].wording, there[0].wording) >= SAME and not speak_of_two(here[0], there[0])
    )
    found = [
        Contradiction(matter, *_order(here[0], there[0]), reason)
        for here, there in alike
        if not any(one.overlaps(other) for one, other in product(here, there))
        for matter, reason in find_differences(here[0], there[0]).items()
    ]
    return tuple(sorted(found, key=lambda each: (each.one.key, each.other.key, each.matter)))


def _order(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    return (one, other) if one.key <= other.key else (other, one)
