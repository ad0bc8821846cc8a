"""Make villages whose hand-made plans live where something begins or ends: a curfew, a step, a hold, the case.

A bound must lie below them all the same.
"""

from __future__ import annotations

from dataclasses import replace

from bound_villages import HOUR, METRES_A_SECOND, START, Street, fly, gate, judged, leg, party, village

from safeconduct.core.basics import Window
from safeconduct.core.network import Closure, Fleet, Flight, Site, SiteKind
from safeconduct.core.people import Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Leg, LegKind, Limits, Plan, Trip

NIGHT = Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((8 * 60, 22 * 60),))  # from 7,200 seconds on


def checkpoint(ident: str, node: str, throughput: float | None = None) -> Site:
    """Give a checkpoint that is always open."""
    return Site(ident, SiteKind.CHECKPOINT, node, throughput=throughput)


def path(*seconds: float) -> list[Street]:
    """Give footways in a row that take so long."""
    return [(i, i + 1, taken * METRES_A_SECOND, True, False) for i, taken in enumerate(seconds)]


def walks(ident: str, *moves: tuple[str, float, float, str]) -> list[Leg]:
    """Give walks along links, each between two nodes and two seconds from the start."""
    legs = (leg(ident, LegKind.WALK, ends, begin, end, links=tuple(links.split())) for ends, begin, end, links in moves)
    return [replace(one, seq=number - 100) for number, one in enumerate(legs)]


def ready(ident: str, second: float, size: int = 10, node: str = "n0") -> Party:
    """Give people who cannot leave before a second from the start."""
    return replace(party(ident, node), size=size, ready=START + second)


def take_a_later_flight() -> tuple[Case, Plan]:
    """Come in the first step, the last in which the gate is open, when a flight leaves that is just too soon."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n1", open=(Window(START - 900, START + 800),))]
    limits = Limits(walk_kmh=3.24, connection_minutes_min=30.0)
    flights = (Flight("E", "A", START + 1780, 100), Flight("F", "A", START + 3600, 100))
    case = village(path(10, 100), sites, 3600, flights=flights, limits=limits)
    return judged(case, *walks("P", ("n0 n1", 0, 10, "l0")), *fly("P", "n1", "G", 10, 10, 3600, "n2"))


def pass_two_checkpoints_as_the_curfew_begins() -> tuple[Case, Plan]:
    """Pass one checkpoint in the step that ends as a curfew begins, or the next, and then another a moment later."""
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3"), checkpoint("C", "n1", 40.0), checkpoint("B", "n2")]
    parties = (ready("P", 6300), ready("Q", 6300))
    case = village(path(900, 1, 1), sites, 9000, parties=parties, limits=NIGHT)
    early = walks("P", ("n0 n1", 6299, 7199, "l0"), ("n1 n3", 7199, 7201, "l1 l2"))
    late = walks("Q", ("n0 n1", 6300, 7200, "l0"), ("n1 n3", 7200, 7201, "l1 l2"))
    return judged(
        case, *early, *fly("P", "n3", "G", 7201, 7201, 9000, "n3"), *late, *fly("Q", "n3", "G", 7201, 7201, 9000, "n3")
    )


def go_on_in_two_legs_as_the_curfew_begins() -> tuple[Case, Plan]:
    """Pass a checkpoint as a curfew begins, five seconds before the gate, in legs each of which begins early."""
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3"), checkpoint("C", "n1", 40.0)]
    parties = (ready("P", 6300), ready("Q", 6300))
    case = village(path(900, 3, 2), sites, 9000, parties=parties, limits=NIGHT)
    early = walks("P", ("n0 n1", 6299, 7199, "l0"), ("n1 n2", 7198, 7201, "l1"), ("n2 n3", 7200, 7201, "l2"))
    late = walks("Q", ("n0 n1", 6300, 7200, "l0"), ("n1 n2", 7199, 7201, "l1"), ("n2 n3", 7200, 7201, "l2"))
    return judged(
        case, *early, *fly("P", "n3", "G", 7201, 7201, 9000, "n3"), *late, *fly("Q", "n3", "G", 7201, 7201, 9000, "n3")
    )


def pass_two_checkpoints_before_the_start() -> tuple[Case, Plan]:
    """Pass a checkpoint behind another in the second before the start, and again in the first step."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n2", throughput=40.0)]
    sites += [checkpoint("B", "n1"), checkpoint("C", "n2", 40.0)]
    case = village(path(1, 1), sites, 900, parties=(party("P"), party("Q")))
    early = walks("P", ("n0 n1", -1, -1, "l0"), ("n1 n2", -1, -1, "l1"))
    late = walks("Q", ("n0 n2", -1, 0, "l0 l1"))
    return judged(
        case, *early, *fly("P", "n2", "G", -1, 899, 900, "n2"), *late, *fly("Q", "n2", "G", 0, 900, 900, "n2")
    )


def ride_back_past_a_checkpoint() -> tuple[Case, Plan]:
    """Walk past one checkpoint to a transit point at another, ride back past the first, and in at a third."""
    sites = [Site("A", SiteKind.AIRHEAD, "n3", holding=10.0), gate("G", "n3", holding=10.0)]
    sites += [Site("T", SiteKind.TRANSIT_POINT, "n2"), checkpoint("C", "n1", 80.0)]
    sites += [checkpoint("D", "n2", 40.0), checkpoint("E", "n3", 40.0)]
    streets = [*path(100, 100), (2, 1, 90.0, False, True), (1, 3, 90.0, False, True)]
    case = village(streets, sites, 9000, fleets=(Fleet("B", "n2", 1, 20),))
    wait = leg("P", LegKind.WAIT, "n2 n2", 900, 1000, site_id="T")
    ride = leg("P", LegKind.RIDE, "n2 n3", 1000, 1022, trip_id="R")
    trip = Trip("R", "B", 0, "n2", "n3", START + 1000, START + 1022, ("l2", "l3"))
    walk = walks("P", ("n0 n2", 700, 900, "l0 l1"))
    return judged(case, *walk, wait, ride, *fly("P", "n3", "G", 1022, 1022, 9000, "n3"), trips=(trip,))


def hurry_to_a_closed_street() -> tuple[Case, Plan]:
    """Walk for six seconds, and then slip through a street that is closed from the start on."""
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3")]
    closure = Closure("link", "l2", Window(START, START + 7 * HOUR))
    limits = Limits(walk_kmh=3.24, connection_minutes_min=10.0)
    case = village(path(3, 3, 1), sites, 900, closures=(closure,), limits=limits)
    walk = walks("P", ("n0 n1", -1, 1, "l0"), ("n1 n2", 0, 2, "l1"), ("n2 n3", 1, 1, "l2"))
    return judged(case, *walk, *fly("P", "n3", "G", 1, 1, 900, "n3"))


def be_gone_before_the_danger() -> tuple[Case, Plan]:
    """End a hold two seconds before the flight, when the airhead becomes dangerous."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", open=(Window(START, START + 800),))]
    danger = HazardRow("node", "n1", Window(START + 3998, START + 4000), 1e4)
    case = village(path(100), sites, 4000, hazard=(danger,))
    legs = (
        leg("P", LegKind.PROCESS, "n1 n1", 100, 100, site_id="G"),
        leg("P", LegKind.HOLD, "n1 n1", 101, 3998, site_id="A"),
        leg("P", LegKind.FLY, "n1 n1", 3999, 3999, flight_id="F"),
    )
    return judged(case, *walks("P", ("n0 n1", 0, 100, "l0")), *legs)


def hold_thrice_from_the_beginning_of_a_step() -> tuple[Case, Plan]:
    """Begin to be processed as a step does, and win a second before, between and after holds that overlap."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1")]
    sites.append(gate("G", "n1", throughput=44.0, open=(Window(START + 901, START + 7 * HOUR),)))
    limits = Limits(walk_kmh=3.24, connection_minutes_min=30.0)
    case = village(path(900), sites, 3593, parties=(ready("P", 0, 11),), limits=limits)
    legs = [leg("P", LegKind.PROCESS, "n1 n1", 900, 1799, site_id="G")]
    for begin, end in ((1798, 2300), (2299, 2900), (2899, 3595)):
        legs.append(leg("P", LegKind.HOLD, "n1 n1", begin, end, site_id="A"))
    legs.append(leg("P", LegKind.FLY, "n1 n1", 3594, 3594, flight_id="F"))
    return judged(case, *walks("P", ("n0 n1", 1, 900, "l0")), *legs)


def leave_a_quick_gate_one_by_one() -> tuple[Case, Plan]:
    """Be at a gate when a curfew begins, three people in room for two, since one is always between two legs.

    Those who came in the minute before fill all that the gate processes in it.
    """
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n1", throughput=720.0, holding=2.0)]
    streets = [*path(900, 100), (3, 1, 2 * METRES_A_SECOND, True, False)]
    before = [(f"X{i}", 7172.0 + 4 * (i // 2)) for i in range(12)]
    parties = [ready(ident, at - 901, 1) for ident, at in before]
    parties += [ready("P", 7201, 1, "n3"), ready("Q", 6299, 1), ready("R", 6297, 1)]
    case = village(
        streets, sites, 12000, parties=tuple(parties), step_minutes=1.0, limits=replace(NIGHT, wait_minutes_max=60.0)
    )
    legs: list[Leg] = []
    for ident, at in before:
        legs += [*walks(ident, ("n0 n1", at - 900, at, "l0")), *fly(ident, "n1", "G", at, at + 4, 12000, "n2")]
    legs += [*walks("P", ("n3 n1", 7201, 7202, "l2")), leg("P", LegKind.WAIT, "n1 n1", 7203, 8100, site_id="G")]
    legs += [*walks("Q", ("n0 n1", 6299, 7199, "l0")), *walks("R", ("n0 n1", 6298, 7198, "l0"))]
    legs.append(leg("R", LegKind.WAIT, "n1 n1", 7198, 7203, site_id="G"))
    for ident, begin in (("P", 8100.0), ("Q", 7200.0), ("R", 7204.0)):
        legs += fly(ident, "n1", "G", begin, begin + 4, 12000, "n2")
    return judged(case, *legs)


EDGES = {
    "a later flight": take_a_later_flight,
    "two checkpoints as the curfew begins": pass_two_checkpoints_as_the_curfew_begins,
    "two legs as the curfew begins": go_on_in_two_legs_as_the_curfew_begins,
    "two checkpoints before the start": pass_two_checkpoints_before_the_start,
    "back past a checkpoint": ride_back_past_a_checkpoint,
    "hurry to a closed street": hurry_to_a_closed_street,
    "gone before the danger": be_gone_before_the_danger,
    "three holds": hold_thrice_from_the_beginning_of_a_step,
    "quick gate": leave_a_quick_gate_one_by_one,
}
