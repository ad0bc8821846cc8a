"""Hold named places, and find the one that a name means."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz.distance import OSA

from safeconduct.core.intake.places.extent import RADIUS_METRES
from safeconduct.core.intake.places.names import name_key, sound_key
from safeconduct.core.intake.reading import Precision


class Rank(IntEnum):
    """Order the sources of places: the case's own come first."""

    CASE = 0
    FILE = 1  # districts and villages of a given file
    WORLD = 2  # cities and countries


@dataclass(frozen=True, slots=True)
class Place:
    """Describe one place of a gazetteer; the point is its centre and no finer than its precision."""

    name: str
    precision: Precision
    kind: str = (
        ""  # airhead, gate, checkpoint, transit_point, street, village, district, city, capital, country, region
    )
    country: str = ""  # ISO 3166-1 alpha-2
    x: float | None = None  # degrees, longitude
    y: float | None = None  # degrees, latitude
    radius_metres: float | None = None  # how far it reaches; None = as its precision does
    parent: str = ""  # the name of what it lies in
    alternatives: tuple[str, ...] = ()
    rank: Rank = Rank.WORLD
    population: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Hold places by name.

    >>> kabul = Place("Rivertown", Precision.CITY, "city", "XX", 1.0, 2.0)
    >>> [place.name for place in Gazetteer((kabul,)).named("RIVERTOWN")]
    ['Rivertown']
    """

    places: tuple[Place, ...]
    base: Gazetteer | None = None  # what is looked in too; the world's index is built once and laid under each case's
    _by_key: Mapping[str, tuple[Place, ...]] = field(init=False, repr=False)
    _by_sound: Mapping[str, tuple[Place, ...]] = field(init=False, repr=False)  # of the case and files alone
    _by_kind: Mapping[tuple[str, Rank | None], tuple[Place, ...]] = field(init=False, repr=False)
    _longest: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_key: dict[str, list[Place]] = defaultdict(list)
        by_sound: dict[str, list[Place]] = defaultdict(list)
        by_kind: dict[tuple[str, Rank | None], list[Place]] = defaultdict(list)
        longest: dict[str, int] = {}
        for place in self.places:
            by_kind[place.kind, None].append(place)
            by_kind[place.kind, place.rank].append(place)
            for key in {name_key(name) for name in (place.name, *place.alternatives)} - {""}:
                by_key[key].append(place)
                words = key.split(" ")
                longest[words[0]] = max(longest.get(words[0], 0), len(words))
                if place.rank is not Rank.WORLD:
                    by_sound[sound_key(key)].append(place)
        object.__setattr__(self, "_by_key", {key: tuple(places) for key, places in by_key.items()})
        object.__setattr__(self, "_by_sound", {key: tuple(places) for key, places in by_sound.items()})
        object.__setattr__(self, "_by_kind", {kind: tuple(places) for kind, places in by_kind.items()})
        object.__setattr__(self, "_longest", longest)

    def named(self, name: str) -> tuple[Place, ...]:
        """Return the places of a name, of the first rank that has any."""
        return first_rank(self.at_key(name_key(name)))

    def at_key(self, key: str) -> tuple[Place, ...]:
        """Return the places whose plain name is this, of every rank."""
        below = self.base.at_key(key) if self.base else ()
        return (*self._by_key.get(key, ()), *below)

    def longest_from(self, word: str) -> int:
        """Return how many words the longest name has that begins with a plain word; 0 where none does."""
        return max(self._longest.get(word, 0), self.base.longest_from(word) if self.base else 0)

    def like(self, name: str) -> tuple[Place, ...]:
        """Return the places of the case and of files whose name is a transliteration or a slip of the pen away.

        Up to one slip in five to eight sounds, two in more; shorter names and names with other digits are never alike.
        The nearest alone are given; more than one place means that the name does not tell.
        """
        sound = sound_key(name_key(name))
        if not sound or sound.isdigit():
            return ()
        if exact := self._by_sound.get(sound):
            return first_rank(exact)
        allowed = 0 if len(sound) < 5 else 1 if len(sound) < 9 else 2
        digits = _digits(sound)
        found: dict[int, list[Place]] = defaultdict(list)
        for other, places in self._by_sound.items():
            if allowed and abs(len(other) - len(sound)) <= allowed and _digits(other) == digits:
                distance = OSA.distance(sound, other, score_cutoff=allowed)
                if distance <= allowed:
                    found[distance].extend(places)
        if found:
            return _distinct(found[min(found)])
        return self.base.like(name) if self.base else ()

    def of_kind(self, kind: str, rank: Rank | None = None) -> tuple[Place, ...]:
        """Return the places of a kind, of one rank where one is given."""
        own = self._by_kind.get((kind, rank), ())
        return (*own, *self.base.of_kind(kind, rank)) if self.base else own


def metres_between(one: Place, other: Place) -> float | None:
    """Return how far two places are apart on the sphere; None where one has no point."""
    if one.x is None or one.y is None or other.x is None or other.y is None:
        return None
    north = math.radians(other.y - one.y)
    east = math.radians(other.x - one.x) * math.cos(math.radians((one.y + other.y) / 2))
    return 6_371_000 * math.hypot(north, east)


def reach_of(place: Place) -> float:
    """Return how far a place reaches around its point, in metres; 0 where nothing tells."""
    return place.radius_metres or RADIUS_METRES.get(place.precision, 0.0)


def first_rank(places: Iterable[Place]) -> tuple[Place, ...]:
    """Keep the places of the first rank among some, each once."""
    kept = _distinct(places)
    first = min((place.rank for place in kept), default=Rank.WORLD)
    return tuple(place for place in kept if place.rank == first)


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(places))


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
