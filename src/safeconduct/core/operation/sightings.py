"""Hold what was seen of places: a threat before the unknown before clear, and clear only for as long as it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.record import Heads

MINUTE_MILLIS = 60_000


class Seen(StrEnum):
    """Name what was seen of a gate, a checkpoint, a street or an area."""

    CLEAR = "clear"
    UNKNOWN = "unknown"
    THREAT = "threat"


_GRAVITY = {Seen.CLEAR: 0, Seen.UNKNOWN: 1, Seen.THREAT: 2}


@dataclass(frozen=True, slots=True)
class Sighting:
    """Say what was seen, when, and for how long that may be believed."""

    state: Seen
    seen_millis: int
    valid_minutes: int
    source: str = ""

    @property
    def until_millis(self) -> int:
        """Return until when it may be believed."""
        return self.seen_millis + self.valid_minutes * MINUTE_MILLIS

    def state_at(self, now_millis: int) -> Seen:
        """Return what may be believed of it by then: what is older than it is valid is unknown.

        >>> Sighting(Seen.CLEAR, 0, 60).state_at(3_600_001).value
        'unknown'
        """
        return self.state if now_millis <= self.until_millis else Seen.UNKNOWN


Places = Mapping[str, Heads[Sighting]]


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """Say what is believed of a place now, and by which of the sightings that stand."""

    place: str
    state: Seen
    sighting: Sighting
    standing: int  # sightings that nobody has replaced: more than one where devices apart reported


def find_sighting(places: Places, place: str, now_millis: int) -> Seen:
    """Return what is believed of a place: the gravest of what stands; nothing heard is unknown."""
    chosen = _choose(places, place, now_millis)
    return Seen.UNKNOWN if chosen is None else chosen.state_at(now_millis)


def list_places(places: Places, now_millis: int) -> list[PlaceNow]:
    """Return what is believed of every place that anybody reported, by its name.

    >>> held = Heads().follow("a:1", Sighting(Seen.CLEAR, 0, 60), [])
    >>> [one.state.value for at in (60, 61) for one in list_places({"site:G1": held}, at * MINUTE_MILLIS)]
    ['clear', 'unknown']
    """
    chosen = {place: _choose(places, place, now_millis) for place in sorted(places)}
    return [
        PlaceNow(place, one.state_at(now_millis), one, len(places[place].standing))
        for place, one in chosen.items()
        if one is not None
    ]


def _choose(places: Places, place: str, now_millis: int) -> Sighting | None:
    if place not in places:
        return None
    return places[place].choose(lambda one: _GRAVITY[one.state_at(now_millis)])
