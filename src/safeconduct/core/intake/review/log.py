"""Keep what a person decided as a log that only grows, and find from it how every item stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from statistics import median

from safeconduct.core.intake.review.grade import UNJUDGED, Grade, parse_grade


class Action(StrEnum):
    """Name what a person did."""

    ACCEPT = "accept"  # it says so; the reading is right
    CORRECT = "correct"  # it says so, with these fields as corrected
    REJECT = "reject"  # it does not say so, or it is no matter; the reason is kept
    SKIP = "skip"  # not decided
    GRADE = "grade"  # what source and content are worth; decides nothing else
    UNDO = "undo"  # an earlier entry no longer holds


class Verdict(StrEnum):
    """Tell how an item stands; accepted alone is verified."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of the log."""

    action: Action
    item_id: str
    by: str  # the operator's id
    at: float  # POSIX second
    seconds: float = 0.0  # that the person looked at the item; 0 = not measured
    reason: str = ""
    grade: str = ""  # "B2"; "" = left as it was
    corrections: tuple[tuple[str, str], ...] = ()  # (field, value as written)
    undoes: int | None = None  # the number of the entry in the log, from 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold how one item stands."""

    verdict: Verdict = Verdict.OPEN
    grade: Grade = UNJUDGED
    corrections: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    by: str = ""
    at: float | None = None


OPEN = Standing()
VERDICT_OF = {
    Action.ACCEPT: Verdict.ACCEPTED,
    Action.CORRECT: Verdict.ACCEPTED,
    Action.REJECT: Verdict.REJECTED,
}


def fold_log(entries: Sequence[Entry]) -> dict[str, Standing]:
    """Return how every item stands that the log speaks of; the last word on an item counts, unless undone.

    >>> log = [Entry(Action.ACCEPT, "A1", "duty", 0.0), Entry(Action.UNDO, "A1", "duty", 9.0, undoes=0)]
    >>> fold_log(log[:1])["A1"].verdict, fold_log(log).get("A1", OPEN).verdict
    (<Verdict.ACCEPTED: 'accepted'>, <Verdict.OPEN: 'open'>)
    """
    standings: dict[str, Standing] = {}
    for number in _list_held(entries):
        entry = entries[number]
        standings[entry.item_id] = apply_entry(standings.get(entry.item_id, OPEN), entry)
    return standings


def apply_entry(before: Standing, entry: Entry) -> Standing:
    """Return how an item stands after one entry; skipping takes back no decision."""
    grade = parse_grade(entry.grade) if entry.grade else before.grade
    if entry.action is Action.GRADE:
        return replace(before, grade=grade, by=entry.by, at=entry.at)
    if entry.action is Action.SKIP and before.verdict is not Verdict.OPEN:
        return before
    return Standing(
        verdict=VERDICT_OF.get(entry.action, Verdict.SKIPPED),
        grade=grade,
        corrections={**before.corrections, **dict(entry.corrections)},
        reason=entry.reason,
        by=entry.by,
        at=entry.at,
    )


def find_last_held(entries: Sequence[Entry]) -> int | None:
    """Return the number of the entry that an undo would take back; None where there is none."""
    return max(_list_held(entries), default=None)


def _list_held(entries: Sequence[Entry]) -> list[int]:
    undone = {entry.undoes for entry in entries if entry.action is Action.UNDO}
    return [n for n, entry in enumerate(entries) if entry.action is not Action.UNDO and n not in undone]


def changes_anything(entries: Sequence[Entry], entry: Entry) -> bool:
    """Tell whether an entry says more than the log does already, who and when left aside."""
    before = fold_log(entries).get(entry.item_id, OPEN)
    after = apply_entry(before, entry)
    return replace(after, by=before.by, at=before.at) != before


def find_pace(entries: Iterable[Entry]) -> tuple[float | None, int]:
    """Return the median of the seconds that an item took, all its entries together, and of how many items."""
    spent: dict[str, float] = {}
    for entry in entries:
        spent[entry.item_id] = spent.get(entry.item_id, 0.0) + entry.seconds
    measured = [seconds for seconds in spent.values() if seconds > 0]
    return (median(measured) if measured else None), len(measured)
