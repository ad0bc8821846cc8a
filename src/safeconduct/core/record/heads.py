"""Hold what several devices set without having heard of each other, until somebody who has heard decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from safeconduct.core.record.event import EventId

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Heads(Generic[Value]):
    """Hold the values that nobody has replaced, and the names of those that somebody has.

    Whoever sets a value names the ones it replaces: those that its device had heard of. Two that did not know of each
    other both stand, and `choose` says which counts. The order in which they arrive changes nothing.
    """

    standing: Mapping[EventId, Value] = field(default_factory=dict)
    replaced: frozenset[EventId] = frozenset()

    def set(self, ident: EventId, value: Value, replaces: Iterable[EventId]) -> Heads[Value]:
        """Return the heads with one more value.

        >>> from safeconduct.core.record.event import DeviceId
        >>> a, b = EventId(DeviceId("a"), 1), EventId(DeviceId("b"), 1)
        >>> both = Heads().set(a, "GO", []).set(b, "STOP", [])
        >>> sorted(both.standing.values()), list(both.set(EventId(DeviceId("a"), 2), "GO", [a, b]).standing.values())
        (['GO', 'STOP'], ['GO'])
        """
        replaced = self.replaced.union(replaces)
        standing = {one: held for one, held in self.standing.items() if one not in replaced}
        if ident not in replaced:
            standing[ident] = value
        return Heads(standing, replaced)

    def choose(self, rank: Callable[[Value], int]) -> Value | None:
        """Return the standing value that ranks highest; of equals the one whose event has the smaller name."""
        ordered = sorted(self.standing, key=lambda one: (one.device, one.number))
        return max((self.standing[ident] for ident in ordered), key=rank, default=None)
