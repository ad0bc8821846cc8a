"""Count what may still be opened: a window that slides, over a clock that nobody can set."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HOUR_MILLIS: Final = 3_600_000


@dataclass(frozen=True, slots=True)
class Limit:
    """Allow so many within any stretch of so long."""

    count: int
    millis: int


class Quota(StrEnum):
    """Name what is counted."""

    IDENTITIES = "identities"  # to the service, contacts and fingerprints with them: a guess confirmed is an opening
    CONTACTS = "contacts"  # to the dispatcher, for messages
    MESSAGES = "messages"  # to the dispatcher, by leave of a person
    FINGERPRINTS = "fingerprints"  # to the importer, and by leave
    REFERENCES = "references"  # to the importer, and by leave
    NEW_CASES = "new_cases"
    SEALED = "sealed"
    ERASURES = "erasures"
    EXPORTED_ROWS = "exported_rows"


LIMITS: Final[Mapping[Quota, Limit]] = {
    Quota.IDENTITIES: Limit(60, HOUR_MILLIS),
    Quota.CONTACTS: Limit(600, HOUR_MILLIS),
    Quota.MESSAGES: Limit(300, 60_000),
    Quota.FINGERPRINTS: Limit(12_000, HOUR_MILLIS),
    Quota.REFERENCES: Limit(48_000, HOUR_MILLIS),  # a table is read again and again until it is all in
    Quota.NEW_CASES: Limit(12_000, HOUR_MILLIS),
    Quota.SEALED: Limit(12_000, HOUR_MILLIS),
    Quota.ERASURES: Limit(60, HOUR_MILLIS),
    Quota.EXPORTED_ROWS: Limit(2_000, 24 * HOUR_MILLIS),
}


@dataclass(frozen=True, slots=True)
class Window:
    """Hold when things were taken of late, in order."""

    taken: tuple[int, ...] = ()

    def may_take(self, limit: Limit, now: int, count: int = 1) -> bool:
        """Tell whether so many more may be taken now.

        >>> window = Window().take(Limit(2, 1000), 0).take(Limit(2, 1000), 10)
        >>> window.may_take(Limit(2, 1000), 999), window.may_take(Limit(2, 1000), 1000)
        (False, True)
        """
        return self.count(limit, now) + count <= limit.count

    def take(self, limit: Limit, now: int, count: int = 1) -> Window:
        """Return the window with so many more; what no longer matters is left out."""
        now = max(now, self.taken[-1]) if self.taken else now
        return Window(self.taken[len(self.taken) - self.count(limit, now) :] + (now,) * count)

    def wait_millis(self, limit: Limit, now: int) -> int:
        """Return how long it takes until one more may be taken; 0 where it may now."""
        held = self.count(limit, now)
        return 0 if held < limit.count else self.taken[len(self.taken) - limit.count] + limit.millis - now

    def count(self, limit: Limit, now: int) -> int:
        """Return how many were taken after `now - limit`; what lies ahead of now counts too."""
        return len(self.taken) - bisect_right(self.taken, now - limit.millis)


@dataclass(frozen=True, slots=True)
class Running:
    """Hold how long the vault's machines have run since it was made, and by which boot that was read.

    The wall clock can be set, this cannot: within one boot the time since the boot counts, and of the time between two
    boots nothing does. So neither a clock put forward nor a restart wins quota.
    """

    millis: int = 0
    boot: str = ""
    up_millis: int = 0  # since that boot

    def advance(self, boot: str, up_millis: int) -> Running:
        """Return the time at a later reading; never earlier than this.

        >>> Running(5_000, "a", 1_000).advance("a", 3_000).millis, Running(5_000, "a", 1_000).advance("b", 300).millis
        (7000, 5300)
        """
        before = self.up_millis if boot == self.boot else 0
        return Running(self.millis + max(0, up_millis - before), boot, max(up_millis, before))
