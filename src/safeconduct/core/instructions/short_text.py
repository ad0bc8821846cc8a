"""Write the short English text of an instruction: one SMS of at most 160 septets.

What is least vital goes first, always in the same order: what to bring, the flight, the distance, the party's id, the
long form of the fallback, the gate after a ride, the place's name (its id stays), the fallback. The mark EXERCISE, the
time and day, the place, the vehicle with its time, and the code are never dropped.
"""

from __future__ import annotations

from safeconduct.core.instructions.directory import KIND_WORDS, Directory, brief_id, clean_name
from safeconduct.core.instructions.english import BRING, say_metres, split_needs
from safeconduct.core.instructions.gsm7 import ONE_MESSAGE, septets, shorten, sms_name
from safeconduct.core.instructions.itinerary import Stage
from safeconduct.core.network import Site
from safeconduct.core.people import Party
from safeconduct.core.plan import LegKind

NAME_SEPTETS = 24


def write_short(directory: Directory, party: Party, stages: tuple[Stage, ...], valid_until: float, code: str) -> str:
    """Return the short text of a party that moves, or, without stages, of one that stays."""
    parts = {
        "mark": "EXERCISE " if directory.case.is_exercise else "",
        "party": f"{brief_id(party.party_id)}: ",
    }
    cuts = _go_parts(directory, party, stages, valid_until, parts) if stages else _stay_parts(directory, party, parts)
    parts["code"] = f" Code {code}"
    for part, briefer in cuts:
        if (septets("".join(parts.values())) or 0) <= ONE_MESSAGE:
            break
        parts[part] = briefer
    return "".join(parts.values())


def _stay_parts(directory: Directory, party: Party, parts: dict[str, str]) -> list[tuple[str, str]]:
    """Fill the parts for a party that stays, and return the cuts in order."""
    deadline, clock = directory.case.deadline, directory.clock
    parts["do"] = "stay where you are, inside. Do not move."
    parts["away"] = " Keep away from gates and crowds."
    parts["ready"] = f" Keep {_bring(party)} ready."
    parts["ask"] = f" No new message by {clock.brief_day(deadline)} {clock.time(deadline)}: ask."
    return [("ready", ""), ("party", ""), ("away", "")]


def _go_parts(
    directory: Directory, party: Party, stages: tuple[Stage, ...], valid_until: float, parts: dict[str, str]
) -> list[tuple[str, str]]:
    """Fill the parts for a party that moves, and return the cuts in order."""
    clock, first = directory.clock, stages[0]
    today = clock.date(first.leg.depart)

    def at(moment: float) -> str:
        return clock.time(moment) if clock.date(moment) == today else f"{clock.brief_day(moment)} {clock.time(moment)}"

    start = f"{clock.brief_day(first.leg.depart)} {clock.time(first.leg.depart)}"
    moving = first.route is not None and bool(first.route.stretches)
    verb = {LegKind.WALK: " walk", LegKind.DRIVE: " drive"}.get(LegKind(first.leg.kind), "") if moving else ""
    parts["start"] = f"leave {start}," if verb else f"be there {start},"
    parts["verb"] = verb
    parts["metres"] = f" {say_metres(first.route.metres).replace(' ', '')}" if verb and first.route else ""
    parts["to"] = " to " if verb else " at "
    rides = [stage for stage in stages if stage.trip is not None]
    site, node = (first.board, first.leg.from_node) if first.trip else (first.place, first.leg.to_node)
    names = [_place(directory, site, node, most) for most in (ONE_MESSAGE, NAME_SEPTETS, 0)]
    parts["place"] = names[0] + "."
    boards = [
        f" Board {brief_id(ride.trip.fleet_id)}/{ride.trip.vehicle} at {at(ride.leg.depart)}."
        for ride in rides
        if ride.trip is not None
    ]
    parts["board"] = "".join(boards)
    parts["gate"] = "".join(
        f" Gate {'' if stage.place is site else brief_id(stage.leg.site_id) + ' '}{at(stage.leg.depart)}."
        for stage in stages
        if stage.leg.kind == LegKind.PROCESS
    )
    parts["fly"] = "".join(
        f" Flight {brief_id(stage.leg.flight_id)} {at(stage.leg.depart)}."
        for stage in stages
        if stage.flight is not None
    )
    parts["fail"] = f" Not left by {at(valid_until)}, or danger: stay inside, ask."
    parts["bring"] = f" Bring {_bring(party)}."
    return [
        ("bring", ""), ("fly", ""), ("metres", ""), ("party", ""), ("fail", " Late or danger: stay in, ask."),
        ("place", names[1] + "."), ("gate", ""), ("place", names[2] + "."), ("fail", ""),
        ("board", boards[0] if boards else ""),
    ]  # fmt: skip


def _place(directory: Directory, site: Site | None, node_id: str, most: int) -> str:
    """Return a place's name in at most so many septets and its id; never nothing."""
    if site is None:
        lon, lat = directory.position(node_id, "place")
        return f"{lat:.5f},{lon:.5f}"
    name = shorten(sms_name(clean_name(site.name).removeprefix("EXERCISE ")), most) if most else ""
    ident = brief_id(site.site_id)
    if name:
        return name if ident == "?" else f"{name} ({ident})"
    kind = KIND_WORDS[site.kind]
    return kind if ident == "?" else f"{kind} {ident}"


def _bring(party: Party) -> str:
    needs = [name for need in split_needs(party.needs) if (name := sms_name(need))]
    return ", ".join([*BRING, *needs])
