"""Fold pieces into times by tables of patterns, stage after stage, the longest match first.

A pattern is a row of slots: a class in capitals, or a word in small letters, choices with | between; ? marks a slot
that may be missing. A rule's builder gives the classes of the folded piece, {} for something that is no time, or None
to refuse. The cascade follows the finite-state tradition (FASTUS; SUTime); the values are TIMEX3's (ISO-TimeML).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from safeconduct.core.intake.times.calendar import Calendar
from safeconduct.core.intake.times.pieces import Piece


@dataclass(frozen=True, slots=True)
class Match:
    """Hold the pieces that a pattern took, by slot; a missing one is left out."""

    pieces: tuple[Piece, ...]
    slots: tuple[str, ...]
    calendar: Calendar

    def get(self, kind: str, default: str = "") -> str:
        """Return the value of the first piece that filled a slot of this class."""
        for piece, slot in zip(self.pieces, self.slots, strict=True):
            if slot == kind:
                return piece.classes[kind]
        return default

    def ends(self, *kinds: str) -> tuple[Piece, Piece]:
        """Return the two pieces that filled slots of these classes; a range has two."""
        first, last = (piece for piece, slot in zip(self.pieces, self.slots, strict=True) if slot in kinds)
        return first, last

    def has(self, kind: str) -> bool:
        """Tell whether a slot of this class was filled."""
        return kind in self.slots

    @property
    def start(self) -> int:
        """Give the code point where the match begins."""
        return self.pieces[0].start

    @property
    def word(self) -> str:
        """Give the first piece's word."""
        return self.pieces[0].word


Built = Mapping[str, str] | None
Builder = Callable[[Match], Built]
Rule = tuple[str, Builder]


def fold(pieces: Sequence[Piece], rules: tuple[Rule, ...], calendar: Calendar) -> list[Piece]:
    """Return the pieces with every match folded into one; the longest wins, then the earlier rule."""
    folded: list[Piece] = []
    at = 0
    while at < len(pieces):
        found = _match_at(pieces, at, rules, calendar)
        if found is None:
            folded.append(pieces[at])
            at += 1
        else:
            piece, length = found
            folded.append(piece)
            at += length
    return folded


def _match_at(
    pieces: Sequence[Piece], at: int, rules: tuple[Rule, ...], calendar: Calendar
) -> tuple[Piece, int] | None:
    starts = _by_first_slot(rules)
    matches: list[tuple[int, int, Match, Builder]] = []
    for first in (pieces[at].word, *pieces[at].classes):
        for order, slots, build in starts.get(first, ()):
            taken = pieces[at : at + len(slots)]
            if len(taken) == len(slots) and all(map(_fills, taken, slots)):
                matches.append((-len(slots), order, Match(tuple(taken), slots, calendar), build))
    for length, _, match, build in sorted(matches, key=lambda found: found[:2]):
        built = build(match)
        if built is not None:
            mod = built.get("MOD") or next((piece.mod for piece in match.pieces if piece.mod), "")
            classes = {kind: value for kind, value in built.items() if kind != "MOD"}
            word = " ".join(piece.word for piece in match.pieces)
            return Piece(match.start, match.pieces[-1].end, word, classes, mod), -length
    return None


@cache
def _by_first_slot(rules: tuple[Rule, ...]) -> Mapping[str, Sequence[tuple[int, tuple[str, ...], Builder]]]:
    """Index the rows of slots by the word or class they begin with."""
    index: dict[str, list[tuple[int, tuple[str, ...], Builder]]] = {}
    for order, (pattern, build) in enumerate(rules):
        for slots in _variants(pattern):
            for first in {slots[0]} if slots[0].isupper() else _words(slots[0]):
                index.setdefault(first, []).append((order, slots, build))
    return index


def _fills(piece: Piece, slot: str) -> bool:
    return slot in piece.classes if slot.isupper() else piece.word in _words(slot)


@cache
def _words(slot: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in slot.split("|"))


@cache
def _variants(pattern: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of slots a pattern stands for, with and without each that may be missing."""

    def spell(slots: Sequence[str]) -> Iterator[tuple[str, ...]]:
        if not slots:
            yield ()
            return
        slot = slots[0].removesuffix("?")
        for rest in spell(slots[1:]):
            for choice in slot.split("|") if slot.isupper() else (slot,):
                yield (choice, *rest)
            if slots[0].endswith("?"):
                yield rest

    return tuple(row for row in spell(pattern.split()) if row)
