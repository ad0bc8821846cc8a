"""Lay a plan out for people who look at it: who moves when, from where, to where, and what another plan changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safeconduct.core.basics import format_time
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import Leg, LegKind, Plan, Trip
from safeconduct.core.plan.replanning.changes import Told, differ, tell
from safeconduct.core.plan.summary import Summary

At = tuple[float, float]  # longitude, latitude
WORDS: Mapping[str, str] = {
    LegKind.WALK: "walk to {to}",
    LegKind.DRIVE: "drive to {to}",
    LegKind.WAIT: "wait at {to}",
    LegKind.RIDE: "ride in {vehicle} to {to}",
    LegKind.PROCESS: "pass gate {to}",
    LegKind.HOLD: "stay at {to}",
    LegKind.FLY: "leave by {flight}",
}


@dataclass(frozen=True, slots=True)
class Movement:
    """Hold one party's way in a line; times POSIX seconds, "" and None = nothing of the kind."""

    party_id: str
    size: int
    leave: float
    from_name: str
    to_site: str
    vehicle: str
    gate: str
    flight: str
    arrive: float | None  # when it is due where it is checked in last: at the gate, else where its way ends


@dataclass(frozen=True, slots=True)
class LegShown:
    """Hold one leg of a party in words and as a line on the map."""

    leg: Leg
    from_name: str
    to_name: str
    vehicle: str
    words: str
    line: tuple[At, ...]


@dataclass(frozen=True, slots=True)
class PartyDifference:
    """Say what a party was to do by one plan, and is to do by another."""

    party_id: str
    was: str
    now: str


def name_nodes(case: Case) -> dict[str, str]:
    """Return what a node is called: its site, else a street that begins or ends there, else nothing but its id."""
    network = case.network
    names: dict[str, str] = {}
    for row, name in enumerate(network.names):
        if name:
            for node in (network.tail[row], network.head[row]):
                names.setdefault(network.node_ids[node], name)
    return {**names, **{site.node_id: site.name or site.site_id for site in case.sites}}


def list_movements(case: Case, plan: Plan) -> tuple[Movement, ...]:
    """Return every party that the plan moves, who leaves first first; who is not among the case's is passed over."""
    names, sites = name_nodes(case), {site.node_id: site.site_id for site in case.sites}
    trips = {trip.trip_id: trip for trip in plan.trips}
    legs = _legs_by_party(plan)
    found = []
    for party in case.parties:
        own = legs.get(party.party_id)
        if own:
            told, gate = tell(own, trips), next((leg for leg in own if leg.kind == LegKind.PROCESS), None)
            on_ground = [leg for leg in own if leg.kind != LegKind.FLY]
            due = gate.depart if gate else on_ground[-1].arrive if on_ground else None
            end = own[-1].to_node
            found.append(
                Movement(
                    party.party_id, party.size, own[0].depart, names.get(party.node_id, party.node_id),
                    told.gate or sites.get(end, end), told.vehicle or "", told.gate or "", told.flight or "", due,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.leave, one.party_id)))


def list_left(case: Case, plan: Plan) -> tuple[tuple[str, int], ...]:
    """Return the parties that the plan does not move, with their sizes."""
    moved = {leg.party_id for leg in plan.legs}
    return tuple((party.party_id, party.size) for party in case.parties if party.party_id not in moved)


def count_by_hour(summary: Summary) -> dict[str, dict[float, int]]:
    """Return for each site that serves anybody how many people in which hour, by the POSIX second it begins."""
    found, start = dict[str, dict[float, int]](), float(summary.steps[0])
    for use in summary.sites:
        hours: dict[float, int] = defaultdict(int)
        for begin, people in zip(summary.steps.tolist(), use.people, strict=True):
            if people:
                hours[start + (begin - start) // 3600 * 3600] += people
        if hours:
            found[use.site.site_id] = dict(sorted(hours.items()))
    return found


def show_way(case: Case, plan: Plan, party_id: str) -> tuple[LegShown, ...]:
    """Return a party's legs in order, in words and as lines; none where the plan does not move it.

    Raises:
        KeyError: where the case has no such party.
    """
    if all(party.party_id != party_id for party in case.parties):
        raise KeyError(party_id)
    names, rows, links = name_nodes(case), case.network.node_index(), case.network.link_index()
    trips = {trip.trip_id: trip for trip in plan.trips}
    return tuple(
        _show_leg(case, leg, trips, names, rows, links) for leg in _legs_by_party(plan, party_id).get(party_id, ())
    )


def _show_leg(
    case: Case,
    leg: Leg,
    trips: Mapping[str, Trip],
    names: Mapping[str, str],
    rows: Mapping[str, int],
    links: Mapping[str, int],
) -> LegShown:
    trip = trips.get(leg.trip_id)
    vehicle = f"{trip.fleet_id}/{trip.vehicle}" if trip else ""
    way = leg.links or (trip.links if trip else ())
    nodes = [leg.from_node, *(case.network.node_ids[case.network.head[links[one]]] for one in way if one in links)]
    if nodes[-1] != leg.to_node:
        nodes.append(leg.to_node)
    x, y = case.network.x, case.network.y
    at = [(round(float(x[row]), 6), round(float(y[row]), 6)) for row in map(rows.get, nodes) if row is not None]
    to_name = names.get(leg.to_node, leg.to_node)
    words = WORDS.get(leg.kind, "{kind} at {to}").format(
        to=to_name, vehicle=vehicle or "a vehicle", flight=leg.flight_id or "a departure", kind=leg.kind
    )
    return LegShown(leg, names.get(leg.from_node, leg.from_node), to_name, vehicle, words, tuple(at))


def compare_plans(case: Case, before: Plan, after: Plan) -> tuple[PartyDifference, ...]:
    """Return the parties that are told something else by the second plan, who leaves first first."""
    old, new = _legs_by_party(before), _legs_by_party(after)
    old_trips, new_trips = ({trip.trip_id: trip for trip in plan.trips} for plan in (before, after))
    found = []
    for party in sorted(old.keys() | new.keys()):
        was, now = tell(old.get(party, ()), old_trips), tell(new.get(party, ()), new_trips)
        if differ(was, now):
            first = min(one.leave for one in (was, now) if one.leave is not None)
            offset = case.utc_offset_seconds
            found.append((first, PartyDifference(party, word_told(was, offset), word_told(now, offset))))
    return tuple(one for _, one in sorted(found, key=lambda held: (held[0], held[1].party_id)))


def word_told(told: Told, offset_seconds: int) -> str:
    """Say in a line what a party does by its plan, in local time."""
    if told.leave is None:
        return "stays"
    said = [f"leaves {format_time(told.leave, offset_seconds)[5:16].replace('T', ' ')}"]
    parts = (("vehicle", told.vehicle), ("gate", told.gate), ("flight", told.flight))
    return ", ".join(said + [f"{word} {value}" for word, value in parts if value])


def _legs_by_party(plan: Plan, only: str | None = None) -> dict[str, Sequence[Leg]]:
    legs: dict[str, list[Leg]] = defaultdict(list)
    for leg in plan.legs:
        if only in (None, leg.party_id):
            legs[leg.party_id].append(leg)
    return {party: sorted(own, key=lambda leg: leg.seq) for party, own in legs.items()}
