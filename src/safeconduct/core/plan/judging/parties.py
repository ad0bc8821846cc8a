"""Walk through a party's legs one after the other: may they follow, do they join, is each allowed.

Source: docs/formats.md, "leg.csv". A leg that refers to something that is not there counts nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from safeconduct.core.network import SiteKind
from safeconduct.core.people import Mode, Party
from safeconduct.core.plan.judging.clock import FORGIVEN_SECONDS, is_open, is_shut
from safeconduct.core.plan.judging.ground import Ground
from safeconduct.core.plan.judging.ledger import Ledger
from safeconduct.core.plan.judging.movement import Run, follow
from safeconduct.core.plan.plan import Leg, LegKind, Trip

FORGIVEN_METRES = 1.0
START = ""  # stands for what comes before the first leg; a leg without a kind may follow nothing and starts anew
_ARRIVED = frozenset({START, LegKind.WALK, LegKind.DRIVE, LegKind.WAIT, LegKind.RIDE})
MAY_COME_AFTER: Mapping[str, frozenset[str]] = {
    START: frozenset(),
    LegKind.WALK: _ARRIVED,
    LegKind.DRIVE: frozenset({START, LegKind.WALK}),
    LegKind.WAIT: _ARRIVED,
    LegKind.RIDE: _ARRIVED - {LegKind.RIDE},
    LegKind.PROCESS: _ARRIVED,
    LegKind.HOLD: frozenset({LegKind.PROCESS, LegKind.HOLD}),
    LegKind.FLY: frozenset({LegKind.HOLD}),
}
IN_THE_OPEN = frozenset({START, LegKind.WALK, LegKind.WAIT, LegKind.PROCESS})


@dataclass(slots=True, eq=False)
class Journey:
    """Remember where a party has got to, leg by leg."""

    party: Party
    who: str
    node: str
    at: float | None = None  # when the last leg ended
    last_kind: str = START
    airhead: str | None = None  # into which it was processed
    gone_at: float | None = None
    metres_walked: float = 0.0
    seconds_held: float = 0.0
    seconds_waited: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))  # by site


def judge_party(ground: Ground, ledger: Ledger, trips: Mapping[str, Trip], party: Party, legs: Sequence[Leg]) -> None:
    """Judge the legs of one party, sorted by seq, and book what it costs; no legs = it stays where it is."""
    journey = Journey(party, f"party {party.party_id}", party.node_id)
    if len({leg.seq for leg in legs}) < len(legs):
        ledger.say(f"{journey.who}: a seq appears twice")
    for leg in legs:
        if leg.kind not in MAY_COME_AFTER:
            ledger.say(f"{journey.who}: leg {leg.seq}: unknown leg kind {leg.kind!r}")
            continue
        _judge_joins(ground, ledger, journey, leg)
        harm = _judge_kind(ground, ledger, journey, trips, leg)
        if harm is not None:
            _book_exposure(ground, ledger, party, leg, harm)
    if legs:
        _judge_journey(ground, ledger, journey)
    _book_outcome(ground, ledger, journey)


def _judge_joins(ground: Ground, ledger: Ledger, journey: Journey, leg: Leg) -> None:
    """Rule ("leg.csv"): legs follow in an allowed order, none before start or ready.

    They join in place and time without gaps.
    """
    say, who = ledger.say, f"{journey.who}: leg {leg.seq}"
    if journey.last_kind not in MAY_COME_AFTER[leg.kind]:
        say(f"{who}: {leg.kind or 'a leg without kind'} may not follow {journey.last_kind or 'the start'}")
    earliest = max(ground.case.start, journey.party.ready)
    if leg.depart < earliest - FORGIVEN_SECONDS:
        say(f"{who} at {ground.clock(leg.depart)} is before the start or before it is ready, {ground.clock(earliest)}")
    if journey.at is not None and abs(leg.depart - journey.at) > FORGIVEN_SECONDS:
        say(f"{who} starts {leg.depart - journey.at:.0f} s after the last one ended")
    if leg.from_node != journey.node:
        say(f"{who} starts at {leg.from_node}, but the party is at {journey.node}")
    if leg.arrive < leg.depart - FORGIVEN_SECONDS:
        say(f"{who} ends {leg.depart - leg.arrive:.0f} s before it starts")
    journey.last_kind, journey.at, journey.node = leg.kind, leg.arrive, leg.to_node


def _judge_kind(ground: Ground, ledger: Ledger, journey: Journey, trips: Mapping[str, Trip], leg: Leg) -> float | None:
    """Apply the rules of the leg's kind; return the harm per person in the open, None where nothing is to be booked."""
    if leg.kind == LegKind.RIDE:
        _judge_ride(ground, ledger, journey, trips, leg)
        return None  # the harm of a ride is that of its trip, booked with it
    return _RULES[leg.kind](ground, ledger, journey, leg)


def _judge_move(ground: Ground, ledger: Ledger, journey: Journey, leg: Leg) -> float:
    """Rule ("leg.csv", walk and drive): in a mode the party has, along links that may be used.

    A drive goes from home to a transit point or gate.
    """
    say, party = ledger.say, journey.party
    use = Mode.WALK if leg.kind == LegKind.WALK else Mode.AUTO
    if use not in party.modes:
        say(f"{journey.who}: leg {leg.seq}: has no mode {use}")
    who = f"{journey.who}: leg {leg.seq}"
    run = Run(who, leg.links, leg.from_node, leg.to_node, leg.depart, leg.arrive, use, party.size)
    harm = follow(ground, ledger, run)
    if use == Mode.WALK:
        rows = (ground.row_of.get(ident) for ident in leg.links)
        journey.metres_walked += sum(ground.metres[row] for row in rows if row is not None)
    elif leg.from_node != party.node_id:
        say(f"{who}: its vehicle is at home, {party.node_id}, not at {leg.from_node}")
    elif not any(leg.to_node in ground.nodes_of[kind] for kind in (SiteKind.TRANSIT_POINT, SiteKind.GATE)):
        say(f"{who}: drives to {leg.to_node}, neither a transit point nor a gate")
    return harm


def _judge_stay(ground: Ground, ledger: Ledger, journey: Journey, leg: Leg) -> float | None:
    """Rule ("leg.csv", wait and process): a wait at a transit point or gate, a process at a gate.

    Either is at the site's node, and the site is open throughout.
    """
    say, site = ledger.say, ground.sites.get(leg.site_id)
    who = f"{journey.who}: leg {leg.seq}"
    if site is None or not site.node_id == leg.from_node == leg.to_node:
        say(f"{who}: {leg.kind} from {leg.from_node} to {leg.to_node} is not at site {leg.site_id or '(none)'}")
        return None
    waits = leg.kind == LegKind.WAIT
    if site.kind != SiteKind.GATE and not (waits and site.kind == SiteKind.TRANSIT_POINT):
        say(f"{who}: {leg.kind} at {site.site_id}, a {site.kind}")
    if not is_open(ground.opening[site.site_id], leg.depart, leg.arrive):
        say(f"{who}: at {site.site_id} while it is not open")
    if is_shut(ground.closures["node"].get(site.node_id, ()), leg.depart, leg.arrive):
        say(f"{who}: at {site.site_id} while its node is closed")
    if waits:
        journey.seconds_waited[site.site_id] += leg.arrive - leg.depart
    else:
        _judge_processing(ground, ledger, journey, leg)
        journey.airhead = site.serves
    ledger.note_presence(site.site_id, journey.party.size, leg.depart, leg.arrive)
    return ground.exposure.at_node(site.node_id, leg.depart, leg.arrive)


def _judge_processing(ground: Ground, ledger: Ledger, journey: Journey, leg: Leg) -> None:
    """Rule ("leg.csv", process): takes at least size / throughput, or one step if that is less.

    It takes one step at most, and counts in the step in which it starts.
    """
    size, site, step = journey.party.size, ground.sites[leg.site_id], ground.case.step_seconds
    taken = leg.arrive - leg.depart
    if site.throughput and taken < min(step, 3600 * size / site.throughput) - FORGIVEN_SECONDS:
        ledger.say(f"{journey.who}: is processed in {taken:.0f} s, faster than {site.site_id} works")
    if taken > step + FORGIVEN_SECONDS:
        ledger.say(f"{journey.who}: is processed for {taken:.0f} s, longer than one step")
    ledger.processed[site.site_id, ground.step_of(leg.depart)] += size


def _judge_ride(ground: Ground, ledger: Ledger, journey: Journey, trips: Mapping[str, Trip], leg: Leg) -> None:
    """Rule ("leg.csv", ride): stops and times are the trip's; from a transit point, open at that moment, to a gate."""
    trip, who = trips.get(leg.trip_id), f"{journey.who}: leg {leg.seq}"
    if trip is None:
        ledger.say(f"{who}: no such trip {leg.trip_id or '(none)'}")
        return
    apart = max(abs(trip.depart - leg.depart), abs(trip.arrive - leg.arrive))
    if apart > FORGIVEN_SECONDS or (trip.from_node, trip.to_node) != (leg.from_node, leg.to_node):
        ledger.say(f"{who}: ride differs from trip {trip.trip_id} in time or stops")
    boards_at = ground.transit_points.get(leg.from_node, ())
    if not any(is_open(ground.opening[site.site_id], leg.depart, leg.depart) for site in boards_at):
        ledger.say(f"{who}: boards at {leg.from_node}, where no transit point is open at {ground.clock(leg.depart)}")
    if leg.to_node not in ground.nodes_of[SiteKind.GATE]:
        ledger.say(f"{who}: rides to {leg.to_node}, not a gate")
    ledger.aboard[trip.trip_id] += journey.party.size


def _judge_hold(ground: Ground, ledger: Ledger, journey: Journey, leg: Leg) -> float | None:
    """Rule ("leg.csv", hold): inside the airhead into which it was processed, open throughout.

    The leg ends at the airhead's node.
    """
    site, who = ground.sites.get(leg.site_id), f"{journey.who}: leg {leg.seq}"
    processed_into_it = journey.airhead == leg.site_id
    if site is None or site.kind != SiteKind.AIRHEAD or not processed_into_it or site.node_id != leg.to_node:
        ledger.say(f"{who}: holds in {leg.site_id or '(none)'} at {leg.to_node} without being processed into it")
        return None
    closures = ground.closures["node"].get(site.node_id, ())
    if not is_open(ground.opening[site.site_id], leg.depart, leg.arrive) or is_shut(closures, leg.depart, leg.arrive):
        ledger.say(f"{who}: holds in {site.site_id} while it is not open")
    journey.seconds_held += leg.arrive - leg.depart
    ledger.note_presence(site.site_id, journey.party.size, leg.depart, leg.arrive)
    return ground.exposure.at_node(site.node_id, leg.depart, leg.arrive)


def _judge_flight(ground: Ground, ledger: Ledger, journey: Journey, leg: Leg) -> None:
    """Rule ("leg.csv", fly): a flight of the airhead it is in, at its time, by the deadline.

    The least connection lies before it.
    """
    flight, who = ground.flights.get(leg.flight_id), f"{journey.who}: leg {leg.seq}"
    if flight is None or flight.airhead != journey.airhead:
        ledger.say(f"{who}: cannot take flight {leg.flight_id or '(none)'} from airhead {journey.airhead or '(none)'}")
        return
    if journey.seconds_held < 60 * ground.case.limits.connection_minutes_min - FORGIVEN_SECONDS:
        ledger.say(f"{who}: connection of {journey.seconds_held / 60:.0f} minutes is too short")
    if abs(flight.departs - leg.depart) > FORGIVEN_SECONDS:
        ledger.say(f"{who}: flight {flight.flight_id} departs at another time, {ground.clock(flight.departs)}")
    ledger.flying[flight.flight_id] += journey.party.size
    if flight.departs > ground.case.deadline + FORGIVEN_SECONDS:
        ledger.say(f"{who}: flight {flight.flight_id} departs after the deadline")
    else:
        journey.gone_at = flight.departs


_RULES: Mapping[str, Callable[[Ground, Ledger, Journey, Leg], float | None]] = {
    START: lambda *_: 0.0,
    LegKind.WALK: _judge_move,
    LegKind.DRIVE: _judge_move,
    LegKind.WAIT: _judge_stay,
    LegKind.PROCESS: _judge_stay,
    LegKind.HOLD: _judge_hold,
    LegKind.FLY: _judge_flight,
}


def _judge_journey(ground: Ground, ledger: Ledger, journey: Journey) -> None:
    """Rule ("case.toml"): waits and walks within their limits, all of them together; who sets out flies."""
    limits = ground.case.limits
    for site_id, seconds in journey.seconds_waited.items():
        if seconds > 60 * limits.wait_minutes_max + FORGIVEN_SECONDS:
            ledger.say(f"{journey.who}: waits {seconds / 60:.0f} minutes at {site_id}, too long")
    if journey.metres_walked > limits.walk_metres_max + FORGIVEN_METRES:
        ledger.say(f"{journey.who}: walks {journey.metres_walked:.0f} m, too far")
    if journey.last_kind != LegKind.FLY:
        ledger.say(f"{journey.who}: sets out but does not fly")


def _book_exposure(ground: Ground, ledger: Ledger, party: Party, leg: Leg, harm: float) -> None:
    if leg.kind in IN_THE_OPEN:
        ledger.harm_exposure += party.size * harm
        ledger.person_hours_open += party.size * (leg.arrive - leg.depart) / 3600
    else:
        ledger.harm_exposure += party.size * harm * ground.case.objective.sheltered_factor


def _book_outcome(ground: Ground, ledger: Ledger, journey: Journey) -> None:
    """Book the party as out or left, and the hours until its departure or the deadline."""
    case, party = ground.case, journey.party
    if journey.gone_at is None:
        ledger.left += party.size
        ledger.harm_left += party.size * party.priority * case.objective.left_behind
    else:
        ledger.out += party.size
        ledger.parties_out += 1
    until = case.deadline if journey.gone_at is None else journey.gone_at
    ledger.harm_time += case.objective.hour * party.size * (until - case.start) / 3600
