"""Say what a page of text must hold for one party, line by line, from case and plan alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from reread_case import Leg, Point, Row, Site, Told, clean
from reread_ways import Street, Way, bearing, distance, find_way, name_headings, round_metres, round_straight

MARGIN_LEAST, MARGIN_MOST = timedelta(minutes=5), timedelta(minutes=15)
LANDMARK_METRES = 50.0
MOVES = ("walk", "drive")
NEEDS = ("wheelchair", "stretcher", "oxygen", "infant", "pregnant", "deaf", "blind")
PAIRED = {"walk": "leave-walk", "drive": "leave-drive"}


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold a place that has to be named: a site, or a bare point."""

    site: Site | None
    point: Point


@dataclass(frozen=True, slots=True)
class Length:
    """Hold the metres that may be said."""

    metres: frozenset[int]


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold the compass words that may be said."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a street's name; `other` = it is another one without a name."""

    name: str
    other: bool = False


@dataclass(frozen=True, slots=True)
class Landmark:
    """Hold the row of a landmark, which has a name of its own in some languages."""

    row: Row


@dataclass(frozen=True, slots=True)
class Day:
    """Hold a moment of which the day is said."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """Hold the name of a message that is said within another."""

    message: str


Expected = datetime | Day | Spot | Length | Heading | Named | Landmark | Text | Point | str


@dataclass(frozen=True, slots=True)
class Act:
    """Hold one thing that must be said: by one of these messages, with these values."""

    messages: frozenset[str]
    values: dict[str, Expected]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: what it begins with, and what it says."""

    kind: str  # plain, step, more, turn (of a step), dash, blank
    acts: tuple[Act, ...] = ()
    street: int = 0  # the number of the street it begins, on the map too


@dataclass(frozen=True, slots=True)
class Party:
    """Hold what one party must do, worked out once."""

    ident: str
    size: int
    needs: tuple[str, ...]
    home: Point
    legs: tuple[Leg, ...]
    ways: tuple[Way | None, ...]  # of each leg: of a walk or drive
    until: datetime
    next_by: datetime
    one_day: bool


def find_party(told: Told, ident: str, told_at: datetime, cadence_hours: float) -> Party:
    """Return what a party must do."""
    row, legs = told.parties[ident], told.legs.get(ident, ())
    ways = tuple(find_way(told, leg.start, leg.links) if leg.kind in MOVES else None for leg in legs)
    for leg, way in zip(legs, ways, strict=True):
        assert way is None or way.points[-1] == told.nodes[leg.end]
    until = latest_start(told, legs) if legs else told.deadline
    last = legs[-1].depart if legs else told.deadline
    next_by = _minute(max(told_at, min(told_at + timedelta(hours=cadence_hours), last)).astimezone(told.zone))
    moments = [until, next_by, *(moment for leg in legs for moment in (leg.depart, leg.arrive))]
    needs = tuple(need for part in re.split("[;,]", row.get("needs", "")) if (need := clean(part)))
    one_day = len({moment.astimezone(told.zone).date() for moment in moments}) == 1
    return Party(ident, int(row["size"]), needs, told.nodes[row["node_id"]], legs, ways, until, next_by, one_day)


def latest_start(told: Told, legs: tuple[Leg, ...]) -> datetime:
    """Return until when a party may set out: see docs/instructions.md, "Until when it holds"."""
    before = list(takewhile(lambda leg: leg.kind in (*MOVES, "wait"), legs))
    waits = sum((leg.arrive - leg.depart for leg in before if leg.kind == "wait"), timedelta())
    margin = min(max(waits, MARGIN_LEAST), MARGIN_MOST) if before else timedelta()
    for leg in before:
        if leg.kind in MOVES:
            shuts = [moment for moment in _shuts(told, leg) if moment > leg.depart]
            margin = min([margin, *(max(moment - leg.arrive, timedelta()) for moment in shuts)])
    return _minute(legs[0].depart + margin)


def _shuts(told: Told, leg: Leg) -> Iterator[datetime]:
    """Yield when something on the way of a leg shuts."""
    yield from told.curfew_starts
    for link in leg.links:
        yield from told.closed_from.get(("link", link), ())
    for node in {leg.end, *(told.links[link].head for link in leg.links)}:
        yield from told.closed_from.get(("node", node), ())
        for site in told.at_node.get(node, ()):
            yield from site.closes


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _act(message: str, **values: Expected) -> Act:
    return Act(frozenset((message,)), values)


def _say(message: str, **values: Expected) -> Line:
    return Line("plain", (_act(message, **values),))


CODE = "\0"
"""Stands for the check code, which is another in each language."""


def expect_page(told: Told, party: Party) -> list[Line]:
    """Return the lines of the page of a party, in order; CODE stands for its check code."""
    mark = [_say("exercise")] if told.is_exercise else []
    size = [Line("plain", (_act("size", size=str(party.size)),))] if party.size > 1 else []
    head = [_say("party", party=party.ident), *size, _say("check-code", code=CODE), _say("clock")]
    body = _expect_going(told, party) if party.legs else _expect_staying(party)
    blank = [Line("blank")]
    lines = [*head, *blank, *body]
    return [*mark, *blank, *lines, *blank, *mark] if mark else lines


def _expect_staying(party: Party) -> list[Line]:
    step = [Line("step", (_act(name),)) for name in ("stay", "stay-inside", "stay-away")]
    keep = Line("step", (_act("keep-ready", things=Text("things-in-full")),))
    return [
        _say("title-do"), *step, keep, *_needs(party), Line("step", (_act("stay-wait"),)), Line("blank"),
        _say("title-danger"), _say("danger-building"), _say("wrong-answer", code=CODE), Line("blank"),
        _say("stay-until", when=Day(party.until)), _say("next-message", when=Day(party.next_by)), _say("your-group"),
    ]  # fmt: skip


def _needs(party: Party) -> list[Line]:
    return [
        Line("more", (_act(f"need-{need.lower()}") if need.lower() in NEEDS else _act("need-other", need=need),))
        for need in party.needs
    ]


def _expect_going(told: Told, party: Party) -> list[Line]:
    first = party.legs[0]
    day = _say("one-day", day=Day(first.depart)) if party.one_day else _say("many-days")
    ready = Line("step", (_act("get-ready", things=Text("things-in-full")),))
    steps = [line for at in range(len(party.legs)) for line in _expect_leg(told, party, at)]
    return [
        _expect_from(told, party), _expect_to(told, party), day, Line("blank"), _say("title-do"), ready, *_needs(party),
        _expect_start(told, party), *_number_streets(steps), Line("blank"), *_expect_wrong(told, party),
        Line("blank"), _say("holds-until", when=party.until), _say("next-message", when=party.next_by),
        _say("old-code", code=CODE), _say("your-group"),
    ]  # fmt: skip


def _number_streets(lines: list[Line]) -> list[Line]:
    """Number the lines that begin a street, over all ways of the party."""
    numbered, number = [], 0
    for line in lines:
        number += line.street
        numbered.append(Line(line.kind, line.acts, number) if line.street else line)
    return numbered


def place_of(told: Told, party: Party, at: int) -> Spot:
    """Return where a leg happens or, of one that moves, where it leads to."""
    leg = party.legs[at]
    if leg.site:
        site = told.sites[leg.site]
        return Spot(site, told.nodes[site.node])
    if leg.kind == "fly":
        return place_of(told, party, at - 1)
    after = party.legs[at + 1] if at + 1 < len(party.legs) else None
    if after is not None and after.site:
        site = told.sites[after.site]
        return Spot(site, told.nodes[site.node])
    kind = "transit_point" if after is not None and after.kind == "ride" else "gate"
    return Spot(told.find_site(leg.end, kind), told.nodes[leg.end])


def board_of(told: Told, party: Party, at: int) -> Spot:
    """Return where a ride begins."""
    start = party.legs[at].start
    if at and (before := place_of(told, party, at - 1)).site is not None:
        return before
    return Spot(told.find_site(start, "transit_point"), told.nodes[start])


def vehicle_of(told: Told, leg: Leg) -> str:
    """Return fleet and number of the vehicle of a ride."""
    trip = told.trips[leg.trip]
    return f"{clean(trip['fleet_id'])}/{trip['vehicle']}"


def _expect_from(told: Told, party: Party) -> Line:
    first, way = party.legs[0], party.ways[0]
    point = told.nodes[first.start]
    spot = Spot(None, point)
    if first.kind == "ride":
        spot = board_of(told, party, 0)
    elif way is None:
        spot = place_of(told, party, 0)
    if spot.site is not None:
        return _say("from", place=spot, position=point)
    if way is not None and way.streets and way.streets[0].name:
        return _say("from", place=Named(way.streets[0].name), position=point)
    return _say("from-position", position=point)


def _expect_to(told: Told, party: Party) -> Line:
    gates = [at for at, leg in enumerate(party.legs) if leg.kind == "process"] or [len(party.legs) - 1]
    return _say("to", place=place_of(told, party, gates[-1]), flight=clean(party.legs[-1].flight))


def _expect_start(told: Told, party: Party) -> Line:
    first = party.legs[0]
    if first.kind in MOVES:
        return Line("step", (_act("stay-inside-until", when=Day(first.depart)),))
    spot = board_of(told, party, 0) if first.kind == "ride" else place_of(told, party, 0)
    return Line("step", (_act("be-at", place=spot, when=Day(first.depart)),))


def _expect_leg(told: Told, party: Party, at: int) -> list[Line]:
    leg, spot = party.legs[at], place_of(told, party, at)
    match leg.kind:
        case "walk" | "drive":
            return _expect_move(told, party, at, spot)
        case "wait":
            return [Line("step", (_act("wait", place=spot, when=leg.arrive),))]
        case "ride":
            board = _act("board", place=board_of(told, party, at), vehicle=vehicle_of(told, leg), when=leg.depart)
            nodes = [told.links[link].head for link in told.trips[leg.trip]["links"].split(";") if link]
            posts = [site for node in nodes if (site := told.find_site(node, "checkpoint")) is not None]
            return [
                Line("step", (board,)),
                Line("more", (_act("ride-to", place=spot, when=leg.arrive),)),
                *(Line("more", (_act("ride-passes", site=Spot(site, told.nodes[site.node])),)) for site in posts),
            ]
        case "process":
            through = (_act("through-at", when=leg.arrive),) if _minute(leg.arrive) != _minute(leg.depart) else ()
            return [Line("step", (_act("go-through", when=leg.depart, site=spot), *through))]
        case "hold":
            return [Line("step", (_act("hold", site=spot, when=leg.arrive),))]
        case _:
            assert leg.kind == "fly"
            return [Line("step", (_act("fly", flight=clean(leg.flight), when=leg.depart),))]


def _expect_move(told: Told, party: Party, at: int, spot: Spot) -> list[Line]:
    leg, way = party.legs[at], party.ways[at]
    assert way is not None
    if not way.streets:
        return [Line("step", (_act("already-there", place=spot, when=leg.depart),))]
    leave = _act(PAIRED[leg.kind], when=leg.depart, site=spot, distance=Length(round_metres(way.metres)))
    lines = [Line("step", (leave,))]
    for street in way.streets:
        lines.append(Line("turn", (_expect_street(street), *_expect_landmark(told, way, street)), 1))
        lines += [Line("turn", (_act("you-pass", site=Spot(site, told.nodes[site.node])),)) for site in street.posts]
    after = party.legs[at + 1] if at + 1 < len(party.legs) else None
    hurry = after is not None and after.kind == "ride" and after.depart - leg.arrive < timedelta(minutes=1)
    lines.append(Line("turn", (_act("arrive", when=leg.arrive), *((_act("be-on-time"),) if hurry else ()))))
    lines.append(Line("more", (_expect_check(way, spot),)))
    return [*lines, Line("more", (_act("park"),))] if leg.kind == "drive" else lines


def _expect_street(street: Street) -> Act:
    messages = set()
    for turn in street.turns:
        straight_onto = turn == "straight" and not street.same
        same = turn in ("left", "right") and street.same and street.name
        messages.add(f"go-{turn}" + ("-onto" if straight_onto else "-same" if same else ""))
    other = street.same and not street.name and not street.turns.isdisjoint(("left", "right"))
    values: dict[str, Expected] = {
        "street": Named(street.name, other),
        "heading": Heading(street.headings),
        "distance": Length(round_metres(street.metres)),
    }
    return Act(frozenset(messages), values)


def _expect_landmark(told: Told, way: Way, street: Street) -> tuple[Act, ...]:
    """Return that a turn to the left or right, or back, is at the nearest landmark, if one is 50 m from it at most."""
    if street.turns.isdisjoint(("left", "right", "back")):
        return ()
    near = [(distance(way.points[street.begin], point), at) for at, (point, _) in enumerate(told.landmarks)]
    metres, at = min(near, default=(LANDMARK_METRES + 1, -1))
    return (_act("turn-at", place=Landmark(told.landmarks[at][1])),) if metres <= LANDMARK_METRES else ()


def _expect_check(way: Way, spot: Spot) -> Act:
    start, end = way.points[0], way.points[-1]
    straight = distance(start, end)
    if straight < 10:
        return _act("check-position", position=end)
    values: dict[str, Expected] = {
        "distance": Length(round_straight(straight)),
        "heading": Heading(name_headings(bearing(start, end))),
        "position": end,
    }
    if spot.site is not None:
        values["place"] = spot
    return Act(frozenset(("check-direction" if spot.site else "check-end",)), values)


def _expect_wrong(told: Told, party: Party) -> list[Line]:
    kinds = {leg.kind for leg in party.legs}
    lines = [
        _say("title-wrong"), _say("wrong-inside"), _say("wrong-building"), _say("wrong-answer", code=CODE),
        _say("wrong-when"),
    ]  # fmt: skip
    if not kinds.isdisjoint(MOVES):
        lines.append(Line("dash", (_act("wrong-street"),)))
    lines += [
        Line("dash", (_act("wrong-vehicle", vehicle=vehicle_of(told, leg), when=leg.depart),))
        for leg in party.legs
        if leg.kind == "ride"
    ]
    lines += [Line("dash", (_act(name),)) for name in ("wrong-danger", "wrong-stopped")]
    holds = [at for at, leg in enumerate(party.legs) if leg.kind == "hold"]
    if holds:
        lines.append(_say("wrong-within", place=place_of(told, party, holds[0])))
    return lines
