"""Hold who must let people pass, and say when a corridor is open: while every holder's clearance lives, no longer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from safeconduct.core.operation.orders import Level, Orders, find_order
from safeconduct.core.operation.sightings import MINUTE_MILLIS, Places, Seen
from safeconduct.core.record import Heads


class Contact(StrEnum):
    """Name how far a holder is: told is not heard, and heard is not agreed."""

    NONE = "none"
    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    CLEARED = "cleared"
    REFUSED = "refused"
    EXPIRED = "expired"


_DISTANCE = {
    Contact.CLEARED: 0,
    Contact.ACKNOWLEDGED: 1,
    Contact.NOTIFIED: 2,
    Contact.NONE: 3,
    Contact.EXPIRED: 4,
    Contact.REFUSED: 5,
}
"""How far each is from open; of several that stand, the farthest counts."""


@dataclass(frozen=True, slots=True)
class Corridor:
    """Say who holds a corridor or a checkpoint, and through which places it leads."""

    name: str
    holders: frozenset[str]
    along: frozenset[str] = frozenset()  # places, such as site:K1, over which a STOP or threat closes it too


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a holder said to a notice."""

    said: Contact  # acknowledged, cleared or refused
    heard_millis: int
    valid_minutes: int = 0  # of a clearance

    @property
    def until_millis(self) -> int:
        """Return until when a clearance may be believed."""
        return self.heard_millis + self.valid_minutes * MINUTE_MILLIS

    def state_at(self, now_millis: int) -> Contact:
        """Return what it is worth by then: a clearance runs out, a refusal does not."""
        over = self.said is Contact.CLEARED and now_millis > self.until_millis
        return Contact.EXPIRED if over else self.said


@dataclass(frozen=True, slots=True)
class MovementNotice:
    """Hold what a holder is told: a window, about how many people, vehicles and their marking.

    There is no field for a party, a name, an origin or a destination.
    """

    corridor: str
    holder: str
    from_millis: int
    until_millis: int
    people_about: int
    vehicles: int
    marking: str
    sent_millis: int
    by: str  # operator
    answers: Heads[Answer] = field(default_factory=Heads)
    withdrawn: bool = False

    def is_on(self, now_millis: int) -> bool:
        """Tell whether it speaks of now."""
        return not self.withdrawn and self.from_millis <= now_millis <= self.until_millis

    def state_at(self, now_millis: int) -> Contact:
        """Return how far its holder is by then, by the answer that is farthest from open of those that stand."""
        said = max((one.state_at(now_millis) for one in self.answers.standing.values()), key=_far, default=None)
        if said is Contact.REFUSED:
            return said
        if now_millis > self.until_millis:
            return Contact.EXPIRED
        return Contact.NOTIFIED if said is None else said


Corridors = Mapping[str, Heads[Corridor]]
Notices = Mapping[str, MovementNotice]


@dataclass(frozen=True, slots=True)
class HolderNow:
    """Say how far a holder is now, since when, and until when that holds."""

    holder: str
    state: Contact
    since_millis: int | None = None  # None where nobody has told them anything
    until_millis: int | None = None  # of a clearance; None where it is none
    cleared_millis: int | None = None  # when the oldest clearance that counts was heard


@dataclass(frozen=True, slots=True)
class CorridorNow:
    """Say whether a corridor is open now, and why not; open is no leave to move, which an order gives."""

    corridor: str
    name: str
    why: str  # "" = open
    holders: tuple[HolderNow, ...]

    @property
    def open(self) -> bool:
        """Tell whether every holder's clearance lives, and nothing stands against it."""
        return not self.why


def list_corridors(
    corridors: Corridors, notices: Notices, orders: Orders, places: Places, now_millis: int
) -> list[CorridorNow]:
    """Return every corridor that was named, by its id.

    Devices apart that named different holders have named them all. Of a holder, the answer farthest from open counts:
    a refusal closes the corridor until somebody who has heard it records a clearance; of the notices that speak of now
    every one is to be cleared. A clearance older than the newest threat that stands is none, also once that is old.
    """
    return [_describe(corridor, corridors, notices, orders, places, now_millis) for corridor in sorted(corridors)]


def find_holder(corridor: str, holder: str, notices: Iterable[MovementNotice], now_millis: int) -> HolderNow:
    """Return how far a holder is now."""
    told = [one for one in notices if (one.corridor, one.holder) == (corridor, holder)]
    refused = [one for one in told if one.state_at(now_millis) is Contact.REFUSED]
    on = [one for one in told if one.is_on(now_millis)]
    ahead = [one for one in told if not one.withdrawn and now_millis < one.from_millis]
    chosen = refused or on or ahead or [one for one in told if not one.withdrawn]
    if not chosen:
        return HolderNow(holder, Contact.NONE)
    worst = max(chosen, key=lambda one: (_far(one.state_at(now_millis)), one.sent_millis))
    state = worst.state_at(now_millis)
    answers = worst.answers.standing.values()
    since = max((one.heard_millis for one in answers), default=worst.sent_millis)
    if state is not Contact.CLEARED:
        return HolderNow(holder, state, since)
    given = [answer for one in chosen for answer in one.answers.standing.values()]
    until = min(min(one.until_millis for one in chosen), min(one.until_millis for one in given))
    return HolderNow(holder, state, since, until, min(one.heard_millis for one in given) if on else None)


def _describe(
    corridor: str, corridors: Corridors, notices: Notices, orders: Orders, places: Places, now_millis: int
) -> CorridorNow:
    standing = corridors[corridor].standing
    named = [standing[event] for event in sorted(standing)]
    about = (corridor, *sorted(frozenset[str]().union(*(one.along for one in named))))
    holders = tuple(
        find_holder(corridor, holder, notices.values(), now_millis)
        for holder in sorted(frozenset[str]().union(*(one.holders for one in named)))
    )
    why = _find_closed(about, holders, orders, places, now_millis)
    return CorridorNow(corridor, next((one.name for one in named if one.name), ""), why, holders)


def _find_closed(
    about: tuple[str, ...], holders: tuple[HolderNow, ...], orders: Orders, places: Places, now_millis: int
) -> str:
    """Return why a corridor is closed, the gravest reason first; "" where it is open."""
    order = find_order(orders, *about)
    if order is not None and order.level > Level.GO:
        return f"{order.level.name} stands over it"
    threats = [
        (place, seen)
        for place in about
        if place in places
        for seen in places[place].standing.values()
        if seen.state is Seen.THREAT
    ]
    living = next((place for place, seen in threats if now_millis <= seen.until_millis), "")
    if living:
        return f"a threat is reported at {living}"
    if not holders:
        return "nobody has said who holds it"
    newest = max((seen.seen_millis for _, seen in threats), default=None)
    for one in sorted(holders, key=lambda one: (-_far(one.state), one.holder)):
        if one.state is not Contact.CLEARED:
            return _WORDS[one.state].format(holder=one.holder)
        if one.cleared_millis is None:
            return f"the window that {one.holder} cleared has not begun"
        if newest is not None and one.cleared_millis <= newest:
            return f"a threat was reported since {one.holder} cleared it: ask them again"
    return ""


_WORDS: Mapping[Contact, str] = {
    Contact.NONE: "{holder} has not been told",
    Contact.NOTIFIED: "{holder} was told and has not answered",
    Contact.ACKNOWLEDGED: "{holder} has heard and has not cleared it",
    Contact.REFUSED: "{holder} refused",
    Contact.EXPIRED: "what {holder} said has run out: ask them again",
}


def _far(state: Contact) -> int:
    return _DISTANCE[state]
