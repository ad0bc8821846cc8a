"""Hold what a person wants done with one item, before it is dated and signed for the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.intake.review.log import Action, Entry, find_last_held


@dataclass(frozen=True, slots=True)
class Decision:
    """Hold one decision; `corrections` are (field, value as `check_field` gave it)."""

    item_id: str
    action: Action
    grade: str = ""
    reason: str = ""
    seconds: float = 0.0
    corrections: tuple[tuple[str, str], ...] = ()

    def sign(self, by: str, at: float) -> Entry:
        """Return the entry for the log."""
        return Entry(self.action, self.item_id, by, at, self.seconds, self.reason, self.grade, self.corrections)


def undo_last(entries: Sequence[Entry], by: str, at: float) -> Entry | None:
    """Return the entry that takes back the last one that still holds; None where there is none."""
    last = find_last_held(entries)
    return None if last is None else Entry(Action.UNDO, entries[last].item_id, by, at, undoes=last)
