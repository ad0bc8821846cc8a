"""Hold where a text mentions which actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Actor


@dataclass(frozen=True, slots=True)
class Mention:
    """Cover the words that mention one actor; "they" mentions as many as it stands for."""

    span: Span
    key: str  # the actor's
    head: int  # index of the token that heads the words
    place: str = ""  # the key of the land, where the words may mean it ("attacks on the U.S."); "" = they cannot
    antecedent: int | None = None  # the token that a pronoun or a "that group" stands for


@dataclass(frozen=True, slots=True, eq=False)
class ActorMentions:
    """Hold the actors of a text and where it mentions them, in order of the text."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    _by_key: dict[str, Actor] = field(init=False, repr=False)
    _by_head: dict[int, tuple[Mention, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_head: dict[int, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            by_head[mention.head] = (*by_head.get(mention.head, ()), mention)
        object.__setattr__(self, "_by_key", {actor.key: actor for actor in self.actors})
        object.__setattr__(self, "_by_head", by_head)

    def actor(self, key: str) -> Actor | None:
        """Return the actor of a key; None where the text has none."""
        return self._by_key.get(key)

    def at(self, head: int) -> tuple[Mention, ...]:
        """Return what a head token mentions; nothing where it mentions nobody."""
        return self._by_head.get(head, ())

    def chain_of(self, key: str) -> Iterator[str]:
        """Go from an actor to what it is part of, and to what that is part of."""
        seen: set[str] = set()
        while key and key not in seen:
            seen.add(key)
            yield key
            actor = self.actor(key)
            key = actor.part_of if actor else ""

    def is_part_of(self, part: str, whole: str) -> bool:
        """Tell whether one actor is a part of another, near or far; nobody is a part of itself."""
        return part != whole and whole in self.chain_of(part)
