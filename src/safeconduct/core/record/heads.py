"""Hold what several devices set without having heard of each other, until somebody who has heard decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Heads(Generic[Value]):
    """Hold the values that nobody has replaced, and the names of those that somebody has.

    Whoever sets a value names the ones it replaces: those that its device had heard of. Two that did not know of each
    other both stand, and `choose` says which counts. The order in which they arrive changes nothing.
    """

    standing: Mapping[str, Value] = field(default_factory=dict)
    replaced: frozenset[str] = frozenset()

    def set(self, name: str, value: Value, replaces: Iterable[str]) -> Heads[Value]:
        """Return the heads with one more value; `name` is that of its event.

        >>> both = Heads().set("a:1", "GO", []).set("b:1", "STOP", [])
        >>> sorted(both.standing.values()), list(both.set("a:2", "GO", ["a:1", "b:1"]).standing.values())
        (['GO', 'STOP'], ['GO'])
        """
        replaced = self.replaced.union(replaces)
        standing = {one: held for one, held in self.standing.items() if one not in replaced}
        if name not in replaced:
            standing[name] = value
        return Heads(standing, replaced)

    def follow(self, name: str, value: Value, replaces: Iterable[str]) -> Heads[Value]:
        """Return the heads with one more value, where all come in the order of folding.

        What is replaced stands already then; a name that does not is of no event that could have been heard of, and
        nobody replaces beforehand what another is still to say.

        >>> Heads().follow("a:1", "GO", ["b:1"]).follow("b:1", "STOP", []).standing["b:1"]
        'STOP'
        """
        standing = dict(self.standing)
        for one in replaces:
            standing.pop(one, None)
        standing[name] = value
        return Heads(standing, self.replaced)

    def choose(self, rank: Callable[[Value], int]) -> Value | None:
        """Return the standing value that ranks highest; of equals the one whose event has the smaller name."""
        return max((self.standing[name] for name in sorted(self.standing)), key=rank, default=None)
