"""Say what to do about who is overdue, by a table of rules: whoever is not seen is looked for, never taken for safe."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from safeconduct.core.delivery import Thread, has_arrived
from safeconduct.core.operation.corridors import CorridorNow
from safeconduct.core.operation.expected import ExpectedRow, Presence
from safeconduct.core.operation.means import find_means
from safeconduct.core.operation.orders import Level, find_order
from safeconduct.core.operation.sightings import Seen, find_sighting

if TYPE_CHECKING:
    from safeconduct.core.operation.state import State

UNNAMED: Mapping[str, str] = MappingProxyType({})
LONG_MINUTES = 120
"""Who is overdue for so long is looked for by a person who is told to."""


@dataclass(frozen=True, slots=True)
class Plight:
    """Hold what is known about who is overdue."""

    site: str
    minutes: int
    size: int
    order: str  # HOLD or STOP; "" = none
    help: bool  # a call for help, or a "cannot", waits for an answer
    threat: str  # the first place ahead where a threat is reported
    closed: str  # the first corridor or checkpoint on the way that is closed, and why
    vehicle: str
    vehicle_state: str  # "" = no vehicle brings them
    told: bool  # an instruction is known to have reached them
    strayed: str
    flight: str


Rule = tuple[Callable[[Plight], bool], str]

RULES: tuple[Rule, ...] = (
    (lambda p: p.help, "They asked for help or said that they cannot come: answer that first."),
    (
        lambda p: bool(p.threat),
        "A threat is reported at {threat}: send nobody there to look. Call or message them, and say where to wait.",
    ),
    (
        lambda p: bool(p.order),
        "{order} stands over them: they may have stayed, or been under way. Call or message them, and hear which.",
    ),
    (lambda p: not p.threat and not p.order, "Call or message them."),
    (lambda p: not p.told, "Nothing is known to have reached them: send somebody who knows them, too."),
    (
        lambda p: bool(p.strayed),
        "They were checked in at {strayed}, where their plan does not take them: ask {strayed}, tell them the way on.",
    ),
    (lambda p: bool(p.site), "Ask {site} whether they are there and were not checked in."),
    (
        lambda p: bool(p.closed),
        "On their way {closed}: ask there, and those who hold it, whether they wait before it.",
    ),
    (
        lambda p: p.vehicle_state == "lost",
        "Vehicle {vehicle}, which was to bring them, is lost: hear from its crew, and find another for them.",
    ),
    (
        lambda p: p.vehicle_state == "unknown",
        "Nothing is known of vehicle {vehicle}, which was to bring them: hear from its crew.",
    ),
    (lambda p: bool(p.flight), "Tell flight {flight} that {size} may come late; a person decides about their seats."),
    (lambda p: p.minutes >= LONG_MINUTES, "It has been long: name a person who looks for them, and when to say so."),
)
"""What is done where, in the order in which it is said."""


def advise(plight: Plight) -> str:
    """Return what to do about who is overdue, in sentences; somebody always tries to reach them.

    >>> advise(Plight("G1", 31, 4, "", False, "", "", "", "", True, "", ""))
    'Call or message them. Ask G1 whether they are there and were not checked in.'
    """
    return " ".join(
        words.format(
            site=plight.site, size=_count(plight.size), order=plight.order, threat=plight.threat, closed=plight.closed,
            vehicle=plight.vehicle, strayed=plight.strayed, flight=plight.flight,
        )
        for fits, words in RULES
        if fits(plight)
    )  # fmt: skip


def find_plights(
    rows: Iterable[ExpectedRow],
    state: State,
    corridors: Iterable[CorridorNow],
    now_millis: int,
    names: Mapping[str, str] = UNNAMED,
) -> dict[str, str]:
    """Return, by party, what to do about each that is overdue; `names` says how sites are called."""
    closed = {one.corridor: one.why for one in corridors if not one.open}
    asked = {reply.party for reply in state.replies.values() if reply.party and reply.meaning in ("help", "cannot")}
    return {
        row.move.party: advise(_find_plight(row, state, closed, asked, now_millis, names))
        for row in rows
        if row.state is Presence.OVERDUE
    }


def _find_plight(
    row: ExpectedRow,
    state: State,
    closed: Mapping[str, str],
    asked: Collection[str],
    now_millis: int,
    names: Mapping[str, str],
) -> Plight:
    move, stop = row.move, row.stop
    ahead = [f"site:{site}" for site in (*move.passes, *(one.site for one in move.stops), stop.site)]
    order = find_order(state.orders, f"party:{move.party}", *ahead)
    threats = (place for place in ahead if find_sighting(state.places, place, now_millis) is Seen.THREAT)
    shut = (f"{_call(place, names)} is closed ({closed[place]})" for place in ahead if place in closed)
    return Plight(
        _call(stop.site, names),
        row.overdue_minutes,
        move.size,
        order.level.name if order is not None and order.level > Level.GO else "",
        move.party in asked,
        next((_call(place, names) for place in threats), ""),
        next(shut, ""),
        stop.vehicle,
        find_means(state.vehicles, stop.vehicle, now_millis).state if stop.vehicle else "",
        _has_been_reached(state, move.party),
        _call(row.strayed, names),
        move.flight,
    )


def _has_been_reached(state: State, party: str) -> bool:
    thread = state.threads.get(party, Thread())
    return bool(thread.replied_millis) or any(
        has_arrived(state.messages[one].stage) for one in thread.messages if one in state.messages
    )


def _call(place: str, names: Mapping[str, str]) -> str:
    """Return a site as people call it, with its id, where it has a name."""
    name = names.get(place.removeprefix("site:"), "")
    return f"{name} ({place})" if name else place


def _count(people: int) -> str:
    return "1 person" if people == 1 else f"{people:,} people"
