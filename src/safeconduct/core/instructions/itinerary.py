"""Lay one party's legs out as the stages that an instruction speaks of, and refuse legs that do not join."""

from __future__ import annotations

from dataclasses import dataclass, replace

from safeconduct.core.instructions.directory import Directory, misfit
from safeconduct.core.instructions.route import Route, trace_route
from safeconduct.core.network import Flight, Site, SiteKind
from safeconduct.core.people import Party
from safeconduct.core.plan import Leg, LegKind, Trip

TOLERANCE = 1.0  # seconds; the judge forgives as much where two times must meet
_STAYS = (LegKind.WAIT, LegKind.HOLD)


@dataclass(frozen=True, slots=True)
class Stage:
    """Give one leg with all that is to be said of it; what does not apply is None or empty."""

    leg: Leg
    place: Site | None  # where it happens, or where a move or ride ends
    board: Site | None = None  # where a ride begins
    route: Route | None = None  # of a walk, drive or ride; a ride's line is straight, its streets are nobody's business
    trip: Trip | None = None
    checkpoints: tuple[Site, ...] = ()  # passed by a ride
    flight: Flight | None = None


def lay_out(directory: Directory, party: Party) -> tuple[Stage, ...]:
    """Return the party's stages in order, consecutive stays at one place as one; none for a party left behind.

    Raises PlanMisfitError where a leg names what is not there, or the legs do not join in place and time to a flight.
    """
    legs = _merge_stays(directory.legs.get(party.party_id, ()))
    _check_joined(party, legs)
    stages: list[Stage] = []
    for at, leg in enumerate(legs):
        after = legs[at + 1] if at + 1 < len(legs) else None
        stages.append(_describe(directory, leg, after, stages[-1].place if stages else None))
    return tuple(stages)


def _describe(directory: Directory, leg: Leg, after: Leg | None, before: Site | None) -> Stage:
    who = f"party {leg.party_id!r} leg {leg.seq}"
    match LegKind(leg.kind):
        case LegKind.WALK | LegKind.DRIVE:
            route = trace_route(directory, leg)
            return Stage(leg, _destination(directory, leg, after, who), route=route)
        case LegKind.RIDE:
            trip = directory.trip(leg.trip_id, who)
            line = (directory.position(leg.from_node, who), directory.position(leg.to_node, who))
            return Stage(
                leg,
                _destination(directory, leg, after, who),
                board=before or _site_at(directory, leg.from_node, SiteKind.TRANSIT_POINT),
                route=Route(LegKind.RIDE, leg.depart, leg.arrive, (), line),
                trip=trip,
                checkpoints=_passed_by(directory, trip, who),
            )
        case LegKind.FLY:
            return Stage(leg, before, flight=directory.flight(leg.flight_id, who))
        case LegKind.WAIT | LegKind.PROCESS | LegKind.HOLD:
            return Stage(leg, directory.site(leg.site_id, who))


def _destination(directory: Directory, leg: Leg, after: Leg | None, who: str) -> Site | None:
    """Return the site a move leads to: the next leg's, else one for boarding or a gate at its end node."""
    if after is not None and after.site_id:
        return directory.site(after.site_id, who)
    wanted = SiteKind.TRANSIT_POINT if after is not None and after.kind == LegKind.RIDE else SiteKind.GATE
    return _site_at(directory, leg.to_node, wanted)


def _site_at(directory: Directory, node_id: str, kind: SiteKind) -> Site | None:
    return next((site for site in directory.sites_at.get(node_id, ()) if site.kind is kind), None)


def _passed_by(directory: Directory, trip: Trip, who: str) -> tuple[Site, ...]:
    if trip.trip_id in directory.passed:
        return directory.passed[trip.trip_id]
    nodes = []
    for link in trip.links:
        if link not in directory.link:
            raise misfit(f"{who}: link {link!r} of trip {trip.trip_id!r} is not in the case")
        nodes.append(directory.head[directory.link[link]])
    found = tuple(directory.post_at[node] for node in nodes if node in directory.post_at)
    directory.passed[trip.trip_id] = found
    return found


def _merge_stays(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    merged: list[Leg] = []
    for leg in legs:
        last = merged[-1] if merged else None
        if last and leg.kind in _STAYS and (leg.kind, leg.site_id) == (last.kind, last.site_id):
            merged[-1] = replace(last, to_node=leg.to_node, arrive=leg.arrive)
        else:
            merged.append(leg)
    return tuple(merged)


def _check_joined(party: Party, legs: tuple[Leg, ...]) -> None:
    node, at = party.node_id, None
    for leg in legs:
        who = f"party {leg.party_id!r} leg {leg.seq}"
        if leg.kind not in set(LegKind):
            raise misfit(f"{who}: {leg.kind!r} is no kind of leg")
        if leg.from_node != node:
            raise misfit(f"{who}: it starts at the node {leg.from_node!r}, but the party is at {node!r}")
        if (at is not None and abs(leg.depart - at) > TOLERANCE) or leg.arrive < leg.depart - TOLERANCE:
            raise misfit(f"{who}: its times do not follow those of the leg before")
        node, at = leg.to_node, leg.arrive
    if legs and legs[-1].kind != LegKind.FLY:
        raise misfit(f"party {party.party_id!r}: its legs do not end with a flight")
