"""Follow what was erased until no copy of the keys holds it any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from safeconduct.core.vault.identity import CaseId

DUE_MILLIS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Erasures:
    """Hold the cases erased, in order, and how many of them each copy of the keys has taken over.

    What was erased stays erased: a key that an old copy brings back is erased again.
    """

    cases: tuple[CaseId, ...] = ()
    begun: tuple[int, ...] = ()  # millis of the running clock
    taken: Mapping[str, int] = field(default_factory=dict)  # by copy

    def erase(self, case: CaseId, now: int) -> Erasures:
        """Return them with one more."""
        return replace(self, cases=(*self.cases, case), begun=(*self.begun, now))

    def rewrite(self, copy: str, count: int) -> Erasures:
        """Return them after a copy was rewritten, when so many cases were erased."""
        return replace(self, taken={**self.taken, copy: count})

    def owed_by(self, copies: Iterable[str]) -> dict[str, int]:
        """Return how many erased cases each copy may still open; copies that owe nothing are left out.

        >>> erasures = Erasures().rewrite("stick", 0).erase(CaseId("P1"), 5)
        >>> erasures.owed_by(["stick"]), erasures.rewrite("stick", 1).owed_by(["stick"])
        ({'stick': 1}, {})
        """
        owed = {copy: len(self.cases) - self.taken.get(copy, 0) for copy in copies}
        return {copy: count for copy, count in owed.items() if count > 0}

    def find_overdue(self, copies: Iterable[str], now: int) -> frozenset[str]:
        """Return the copies that may open a case a minute after it was erased: find them and destroy them by hand."""
        owed = self.owed_by(copies)
        return frozenset(copy for copy, count in owed.items() if now - self.begun[-count] > DUE_MILLIS)
