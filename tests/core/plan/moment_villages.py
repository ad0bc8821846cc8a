"""Make villages whose hand-made plans live on moments: the second that the judge forgives, and edges that meet.

A bound must lie below them all the same.
"""

from __future__ import annotations

from bound_villages import HOUR, METRES_A_SECOND, START, fly, gate, judged, leg, party, village

from safeconduct.core.basics import Window
from safeconduct.core.network import Closure, Site, SiteKind
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, LegKind, Limits, Objective, Plan


def begin_a_second_early() -> tuple[Case, Plan]:
    """Let two parties be processed at once, one in the second before the start."""
    case = village(
        [(0, 1, 90.0, True, True)], [Site("A", SiteKind.AIRHEAD, "n0"), gate("G", "n0", throughput=40.0)], 900,
        parties=(party("P"), party("Q")),
    )  # fmt: skip
    return judged(case, *fly("P", "n0", "G", -1, 899, 900, "n0"), *fly("Q", "n0", "G", 0, 900, 900, "n0"))


def be_processed_across_two_windows() -> tuple[Case, Plan]:
    """Be at a gate while one window ends and the next begins a second later."""
    windows = (Window(START, START + 7199), Window(START + 7200, START + 6 * HOUR))
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", throughput=40.0, open=windows)]
    case = village([(0, 1, 810.0, True, True)], sites, 7650)
    walk = leg("P", LegKind.WALK, "n0 n1", 6750 - 900, 6750, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 6750, 7650, 7650, "n1"))


def use_a_closed_street_at_once() -> tuple[Case, Plan]:
    """Walk three metres in the second before the start and the one after, though the street is closed all the time."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1")]
    closure = Closure("link", "l0", Window(START, START + 7 * HOUR))
    case = village([(0, 1, 2.7, True, True)], sites, 900, closures=(closure,))
    return judged(case, leg("P", LegKind.WALK, "n0 n1", -1, 1, links=("l0",)), *fly("P", "n1", "G", 1, 1, 900, "n1"))


def step_out_between_two_curfews() -> tuple[Case, Plan]:
    """Walk three metres at the moment when one curfew ends and the next begins."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1")]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((0, 8 * 60), (8 * 60, 0)))
    case = village([(0, 1, 2.7, True, True)], sites, 7201, limits=limits)
    walk = leg("P", LegKind.WALK, "n0 n1", 7199, 7201, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 7201, 7201, 7201, "n1"))


def set_out_as_the_deadline_comes() -> tuple[Case, Plan]:
    """Walk three metres when the curfew and the case end together, and fly a second later."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1")]
    limits = Limits(walk_kmh=3.24, wait_minutes_max=0.0, curfew=((5 * 60, 13 * 60),))
    late = 7 * HOUR + 1
    case = village([(0, 1, 2.7, True, True)], sites, late, limits=limits)
    walk = leg("P", LegKind.WALK, "n0 n1", late - 2, late, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", late, late, late, "n1"))


def hurry_from_leg_to_leg() -> tuple[Case, Plan]:
    """Take the judge's second from every leg and between any two, as the gate is about to close."""
    sites = [Site("A", SiteKind.AIRHEAD, "n3"), gate("G", "n3", open=(Window(START, START + 63),))]
    streets = [(i, i + 1, 23.55 * METRES_A_SECOND, True, True) for i in range(3)]
    case = village(streets, sites, 900)
    legs = [leg("P", LegKind.WALK, f"n{i} n{i + 1}", 21.6 * i - 1, 21.6 * i + 21.6, links=(f"l{i}",)) for i in range(3)]
    return judged(case, *legs, *fly("P", "n3", "G", 63.8, 63.8, 900, "n3"))


def be_processed_before_the_gate_closes() -> tuple[Case, Plan]:
    """Begin a second before the start, since the gate closes too soon for those who begin at the start."""
    windows = (Window(START - 900, START + 897),)
    sites = [Site("A", SiteKind.AIRHEAD, "n0"), gate("G", "n0", throughput=40.0, open=windows)]
    return judged(village([(0, 1, 90.0, True, True)], sites, 900), *fly("P", "n0", "G", -1, 898, 900, "n0"))


def leave_before_the_danger() -> tuple[Case, Plan]:
    """Walk, and be processed, in part before the start, from when on both are dangerous."""
    sites = [Site("A", SiteKind.AIRHEAD, "n2"), gate("G", "n1", throughput=40.0)]
    danger = tuple(
        HazardRow(what, ident, Window(START, START + 8 * HOUR), 50.0)
        for what, ident in (("link", "l0"), ("node", "n1"))
    )
    case = village(
        [(0, 1, 2.7, True, True), (1, 2, 90.0, True, True)], sites, 900, hazard=danger, objective=Objective(50.0, 1e-2)
    )
    walk = leg("P", LegKind.WALK, "n0 n1", -1, 1, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 0, 899, 900, "n2"))


def be_processed_before_the_danger() -> tuple[Case, Plan]:
    """Be processed where one lives, a second of it before the start."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n0", throughput=40.0)]
    danger = (HazardRow("node", "n0", Window(START, START + 8 * HOUR), 3.0),)
    case = village([(0, 1, 90.0, True, True)], sites, 900, hazard=danger)
    return judged(case, *fly("P", "n0", "G", -1, 898, 900, "n1"))


def slip_in_before_the_danger_ends() -> tuple[Case, Plan]:
    """Be processed in the last moment of a dangerous step, nearly all of it in the safe one after."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", throughput=40.0)]
    case = village(
        [(0, 1, 810.0, True, True)], sites, 4500, objective=Objective(50.0, 1e-2),
        hazard=(HazardRow("node", "n1", Window(START - 100, START + 3600), 50.0),),
    )  # fmt: skip
    walk = leg("P", LegKind.WALK, "n0 n1", 2699.9, 3599.9, links=("l0",))
    return judged(case, walk, *fly("P", "n1", "G", 3599.9, 4499.9, 4500, "n1"))


def hold_twice_at_once() -> tuple[Case, Plan]:
    """Hold in three pieces that overlap, each second of which counts twice for the connection."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", throughput=40.0)]
    limits = Limits(walk_kmh=3.24, connection_minutes_min=30.0)
    case = village([(0, 1, 810.0, True, True)], sites, 3595, limits=limits)
    parts = [(1799, 2300), (2299, 2900), (2899, 3596)]
    walk = leg("P", LegKind.WALK, "n0 n1", 2, 901, links=("l0",))
    process = leg("P", LegKind.PROCESS, "n1 n1", 901, 1800, site_id="G")
    holds = [leg("P", LegKind.HOLD, "n1 n1", begin, end, site_id="A") for begin, end in parts]
    return judged(case, walk, process, *holds, leg("P", LegKind.FLY, "n1 n1", 3595, 3595, flight_id="F"))


def pass_a_checkpoint_before_the_start() -> tuple[Case, Plan]:
    """Step past a checkpoint to the gate behind it, and be processed, in the second before the start."""
    sites = [Site("A", SiteKind.AIRHEAD, "n1"), gate("G", "n1", throughput=40.0)]
    sites.append(Site("C", SiteKind.CHECKPOINT, "n1", throughput=40.0))
    case = village([(0, 1, 0.9, True, True)], sites, 900, parties=(party("P"), party("Q")))
    return judged(
        case,
        leg("P", LegKind.WALK, "n0 n1", -1, -1, links=("l0",)), *fly("P", "n1", "G", -1, 899, 900, "n1"),
        leg("Q", LegKind.WALK, "n0 n1", -1, 0, links=("l0",)), *fly("Q", "n1", "G", 0, 900, 900, "n1"),
    )  # fmt: skip


MOMENTS = {
    "checkpoint before the start": pass_a_checkpoint_before_the_start,
    "second before the start": begin_a_second_early,
    "two windows": be_processed_across_two_windows,
    "closed street": use_a_closed_street_at_once,
    "between two curfews": step_out_between_two_curfews,
    "curfew until the deadline": set_out_as_the_deadline_comes,
    "from leg to leg": hurry_from_leg_to_leg,
    "gate about to close": be_processed_before_the_gate_closes,
    "danger from the start": leave_before_the_danger,
    "last moment of a danger": slip_in_before_the_danger_ends,
    "overlapping holds": hold_twice_at_once,
    "danger at the gate from the start": be_processed_before_the_danger,
}
