"""Hold an answer that an operation keeps, and tell whether it still speaks of the plan that is followed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """Hold an answer to "is it enough?" as docs/sufficiency.md describes it, and to which question it is the answer."""

    made_millis: int
    case: str  # digest
    plan: str  # digest
    said: Mapping[str, object]

    def is_stale(self, adopted: Collection[tuple[str, str]]) -> bool:
        """Tell whether the plan that stands is another; `adopted` are (plan, case), two where they are in conflict.

        >>> KeptAnswer(0, "c", "p", {}).is_stale([("p", "c")]), KeptAnswer(0, "c", "p", {}).is_stale([])
        (False, True)
        """
        return set(adopted) != {(self.plan, self.case)}
