"""Group statements that say the same, with who said it first and through whom it came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

from safeconduct.core.intake.contradictions.differences import Matter, find_differences, speak_of_two
from safeconduct.core.intake.likeness import COPY, SAME, Likeness, compare_words
from safeconduct.core.intake.origins.origin import UNKNOWN, OriginFinder, list_outlets
from safeconduct.core.intake.reading import Level, Reading
from safeconduct.core.intake.statement import Statement, fold_copies, list_statements


@dataclass(frozen=True, slots=True, eq=False)
class Assertion:
    """Hold statements that say the same, in whatever document and words.

    `origins` are those who said it first, UNKNOWN among them where nobody known is behind a statement; `outlets` only
    carried it. Who copied whom is one origin, named by whose document was published first.
    """

    statements: tuple[Statement, ...]
    origins: tuple[str, ...]
    outlets: tuple[str, ...]

    @property
    def independent_origins(self) -> int:
        """Count the origins that corroborate each other; the unknown one may be any of them and adds nothing."""
        return len(set(self.origins) - {UNKNOWN})


def group_by_origin(readings: Iterable[Reading], likeness: Likeness = compare_words) -> tuple[Assertion, ...]:
    """Group the statements of several documents into assertions; those with the most origins come first.

    Two statements say the same when they are alike and differ in nothing but certainty. `likeness` decides how alike
    two texts are, in one language or in two. The order of the readings is no matter, and a copy of a document adds
    outlets, never origins.
    """
    readings = tuple(readings)
    finder = OriginFinder(readings)
    groups: list[list[list[Statement]]] = []
    for same in fold_copies(list_statements(readings)):
        _join(groups, same, likeness)
    found = [_assertion([one for same in group for one in same], finder, likeness) for group in groups]
    return tuple(sorted(found, key=lambda one: (-one.independent_origins, -len(one.statements), one.statements[0].key)))


def _join(groups: list[list[list[Statement]]], same: list[Statement], likeness: Likeness) -> None:
    """Put copies into the group whose every member says the same, the most alike; else into a new one.

    The earliest copy speaks for all, and how many there are is no matter.
    """
    best, most = None, -1.0
    for group in groups:
        least = inf
        for other in group:
            if not _say_the_same(same[0], other[0]):
                break
            least = min(least, likeness(same[0].text, other[0].text))
            if least < SAME:
                break
        else:
            if least > most:
                best, most = group, least
    if best is None:
        groups.append([same])
    else:
        best.append(same)


def _say_the_same(one: Statement, other: Statement) -> bool:
    """Tell whether two alike statements agree; whether one only asks is as good as a denial."""
    if one.said.polarity is not other.said.polarity or speak_of_two(one, other):
        return False
    return not find_differences(one, other).keys() - {Matter.CERTAINTY}


def _assertion(statements: Sequence[Statement], finder: OriginFinder, likeness: Likeness) -> Assertion:
    ordered = sorted(statements, key=lambda one: one.key)
    origins = _Origins(ordered, finder)
    for one, other in combinations(origins.written, 2):
        if one.document.document_id == other.document.document_id or likeness(one.text, other.text) >= COPY:
            origins.unite(one, other)
    outlets = {outlet for one in ordered for outlet in list_outlets(one.document, one.said)}
    return Assertion(tuple(ordered), origins.list_first(), tuple(sorted(outlets)))


class _Origins:
    """Know the origin of each statement, and which origins turn out to be one."""

    def __init__(self, statements: Sequence[Statement], finder: OriginFinder) -> None:
        self.key = {one.key: finder.find_origin(one.document, one.said) for one in statements}
        self.parent = {key: key for key in self.key.values()}
        self.since: dict[str, float] = {}
        for one in statements:
            self.since[self.key[one.key]] = min(one.since, self.since.get(self.key[one.key], inf))
        self.written = [
            one for one in statements if one.said.level is Level.AUTHOR or one.said.speaker.kind == "author"
        ]

    def root(self, key: str) -> str:
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def unite(self, one: Statement, other: Statement) -> None:
        """Take two writers for one, named by the earlier; nobody known stays nobody known."""
        here, there = self.root(self.key[one.key]), self.root(self.key[other.key])
        if UNKNOWN not in (here, there):
            first, second = sorted((here, there), key=lambda key: (self.since[key], key))
            self.parent[second] = first

    def list_first(self) -> tuple[str, ...]:
        return tuple(sorted({self.root(key) for key in self.parent}))
