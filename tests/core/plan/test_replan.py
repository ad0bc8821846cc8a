"""Promise that a replan keeps what can stay, changes few, and gives plans that the judges accept."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import judge_town
import numpy as np
import pytest
from judge_town import at, between, claim
from random_cases import make_random_case

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import InputFaultsError, Window
from safeconduct.core.network import SiteKind
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Plan, judge_plan
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.plan.replanning import (
    Event,
    FlightChanged,
    HazardAdded,
    PartiesAdded,
    PartyChange,
    PlaceClosed,
    PlanDoesNotFitError,
    Replanned,
    SiteChanged,
    VehicleLost,
    replan,
    stand_up,
)

WHOLE = Window(at("00:00"), at("23:00"))
WALK, AUTO = Mode.WALK, Mode.AUTO


def town_replan(*events: Event, now: str = "06:00", plan: Plan | None = None) -> Replanned:
    """Replan the town's plan, and hold the result to what every result must keep."""
    case = judge_town.make_case()
    result = replan(stand_up(case, plan or judge_town.make_plan(case)), events, now=at(now))
    verdict = judge_plan(result.changed.case, result.plan)
    assert verdict.feasible, verdict.violations
    assert result.plan.cost == pytest.approx(verdict.cost.total, rel=1e-9)
    return result


def changes(result: Replanned) -> dict[str, PartyChange]:
    """Give the changes by party."""
    return {change.party_id: change for change in result.parties}


@cache
def greedy_plan(number: int) -> tuple[Case, Plan]:
    """Give a random case and the greedy planner's plan of it."""
    case = make_random_case(number)
    plan = PLANNERS["greedy"].plan(case, seed=1, stop=lambda _: True, tell=lambda _: None)
    return case, plan


def test_without_an_event_the_plan_stays_as_it_is() -> None:
    """Nothing happened: every leg and trip is the same, and nobody is told anything."""
    case = judge_town.make_case()
    plan = judge_town.make_plan(case)
    result = town_replan(plan=plan)
    assert (result.plan.legs, result.plan.trips) == (plan.legs, plan.trips)
    assert (result.parties, result.trips, result.affected) == ((), (), 0)


@pytest.mark.parametrize("number", range(12))
def test_an_event_that_touches_nobody_changes_nothing(number: int) -> None:
    """A closure where and when nobody is leaves every leg and trip of a random plan as it was."""
    case, plan = greedy_plan(number)
    used = {link for leg in plan.legs for link in leg.links} | {link for trip in plan.trips for link in trip.links}
    free = next(link for link in case.network.link_ids if link not in used)
    result = replan(stand_up(case, plan), [PlaceClosed("link", free, Window(case.start, case.deadline))])
    if not result.trips:  # a vehicle may have driven there empty, and then somebody is touched
        assert set(result.plan.legs) == set(plan.legs)
        assert result.parties == ()
    assert result.unaffected_changed == 0


def test_a_closure_sends_a_trip_a_little_later() -> None:
    """The street shuts for minutes at the time of the ride: the bus goes after it, and its people are told."""
    result = town_replan(PlaceClosed("link", "bend>post", between("06:15", "06:28")))
    change = changes(result)["P1"]
    assert change.outcome == "changed"
    assert change.after.board is not None
    assert change.after.board >= at("06:28") - 120
    assert [trip.trip_id for trip in result.trips] == ["R1"]
    assert "P2" not in changes(result)


def test_who_has_no_way_any_more_is_left_with_a_reason() -> None:
    """The only street shuts for good: everybody stays at home, counted as left, and is told so."""
    result = town_replan(PlaceClosed("link", "bend>post", WHOLE))
    assert {change.outcome for change in result.parties} == {"left"}
    assert result.plan.out == 0
    assert all(change.reason for change in result.parties)


def test_a_lost_vehicle_makes_no_trip() -> None:
    """The only bus is lost: its riders walk instead, and the case says what its format cannot."""
    result = town_replan(VehicleLost("B", 0, at("06:00")))
    change = changes(result)["P1"]
    assert (change.after.vehicle, change.after.gate) == (None, "G")
    assert result.plan.trips == ()
    assert result.changed.unsaid


def test_a_vehicle_lost_later_keeps_its_earlier_trip() -> None:
    """A bus that is lost after its trip has ended has made it."""
    assert town_replan(VehicleLost("B", 0, at("06:40"))).parties == ()


def test_another_vehicle_takes_over() -> None:
    """With two buses, the other one makes the lost one's trip, and its riders are told of the vehicle alone."""
    case = judge_town.make_case()
    case = replace(case, fleets=(replace(case.fleets[0], vehicles=2),))
    plan = claim(case, judge_town.make_plan(case))
    result = replan(stand_up(case, plan), [VehicleLost("B", 0, case.start)])
    assert judge_plan(result.changed.case, result.plan).feasible
    assert changes(result)["P1"].what == ("vehicle",)
    assert [(t.fleet_id, t.vehicle) for t in result.plan.trips] == [("B", 1)]


def test_a_cancelled_flight_moves_its_people_to_another() -> None:
    """Who was to fly takes the next departure with seats; who flies with that one anyway is told nothing."""
    result = town_replan(FlightChanged("F1", cancelled=True))
    assert changes(result)["P1"].after.flight == "F2"
    assert set(changes(result)) == {"P1"}


def test_fewer_seats_leave_nobody_standing() -> None:
    """A flight with too few seats left sends its people to another."""
    assert changes(town_replan(FlightChanged("F1", seats=3)))["P1"].after.flight == "F2"


def test_who_is_inside_goes_before_who_is_at_home() -> None:
    """The flight of those inside is cancelled and the next one is full: somebody still at home gives up the seats."""
    case = judge_town.make_case()
    flights = (case.flights[0], replace(case.flights[1], seats=4))
    case = replace(case, flights=flights, parties=(case.parties[0], replace(case.parties[1], size=4)))
    plan = judge_town.make_plan(case)
    late = tuple(replace(leg, depart=leg.depart, arrive=leg.arrive) for leg in plan.legs)
    result = replan(stand_up(case, claim(case, replace(plan, legs=late))), [FlightChanged("F1", cancelled=True)],
                    now=at("06:26"))  # fmt: skip
    assert judge_plan(result.changed.case, result.plan).feasible
    assert changes(result)["P1"].after.flight == "F2"
    assert changes(result)["P2"].outcome == "left"
    assert result.unaffected_changed == 1


def test_a_flight_that_departs_later_is_followed() -> None:
    """Another departure of the same flight: its people hold longer, and are told when they depart."""
    result = town_replan(FlightChanged("F1", departs=at("08:20")))
    assert changes(result)["P1"].what == ("departs",)
    assert set(changes(result)) == {"P1"}


def test_a_closed_gate_leaves_who_has_no_other() -> None:
    """A gate that never opens takes nobody."""
    assert town_replan(SiteChanged("G", WHOLE, closed=True)).plan.out == 0


def test_a_slower_gate_keeps_every_slot_that_it_can() -> None:
    """Half the throughput: processing takes longer, and those whose step has room keep what they were told."""
    result = town_replan(SiteChanged("G", WHOLE, throughput=20.0))
    assert result.parties == ()
    assert result.plan.out == 7


def test_a_gate_too_slow_for_a_step_makes_somebody_give_way() -> None:
    """Both parties in one step, and room for one alone: the other gets another step."""
    case = judge_town.make_case()
    result = town_replan(SiteChanged("G", Window(case.start, case.deadline), throughput=12.0))
    assert judge_plan(result.changed.case, result.plan).feasible
    assert result.plan.out < 7  # P1 is larger than any step's room


def test_new_parties_get_a_place() -> None:
    """A party that was not known gets a place of its own, and nobody else is told anything."""
    new = Party("N1", "bend", 2, 1.0, frozenset({WALK}), at("06:00"))
    result = town_replan(PartiesAdded((new,)))
    assert changes(result)["N1"].outcome == "added"
    assert set(changes(result)) == {"N1"}


def test_a_new_hazard_is_kept_away_from() -> None:
    """Where a way turns deadly, who is at home does not take it then."""
    result = town_replan(HazardAdded((HazardRow("link", "post>gate", between("06:25", "06:45"), 50.0),)))
    moved = changes(result)["P2"]
    assert moved.after.leave != moved.before.leave
    assert result.plan.cost < 0.3


def test_who_is_under_way_keeps_what_is_past() -> None:
    """At 06:22 the riders sit in the bus; their flight is cancelled: all legs that have begun stay as they were."""
    case = judge_town.make_case()
    plan = judge_town.make_plan(case)
    result = town_replan(FlightChanged("F1", cancelled=True), now="06:22")
    begun = [leg for leg in plan.legs if leg.depart < at("06:22")]
    assert begun
    assert set(begun) <= set(result.plan.legs)
    assert changes(result)["P1"].under_way


def ring_case() -> tuple[Case, Plan]:
    """Give the town with a second, longer street from bend to gate, and P1 on foot on the short one."""
    case = judge_town.make_case()
    net = case.network
    network = replace(
        net,
        link_ids=(*net.link_ids, "bend>ring", "ring>gate", "post>ring"),
        node_ids=(*net.node_ids, "ring"),
        x=np.append(net.x, 0.01),
        y=np.append(net.y, 0.002),
        tail=np.append(net.tail, [2, 6, 3]).astype(np.int32),
        head=np.append(net.head, [6, 4, 6]).astype(np.int32),
        length=np.append(net.length, [600.0, 600.0, 300.0]),
        speed_kmh=np.append(net.speed_kmh, [30.0] * 3),
        walk=np.append(net.walk, [True] * 3),
        auto=np.append(net.auto, [True] * 3),
        capacity=np.append(net.capacity, [np.nan] * 3),
        names=("",) * 13,
    )
    case = replace(case, network=network, parties=case.parties[:1])
    plan = judge_town.make_plan(case)
    walk = replace(
        plan.legs[0], to_node="gate", depart=at("06:10"), arrive=at("06:25"), links=("bend>post", "post>gate")
    )
    rest = (
        replace(plan.legs[3], depart=at("06:25"), arrive=at("06:31"), seq=1),
        replace(plan.legs[4], depart=at("06:31"), seq=2),
        replace(plan.legs[5], seq=3),
    )
    return case, claim(case, replace(plan, legs=(walk, *rest), trips=()))


def test_who_walks_turns_at_the_next_node() -> None:
    """The way ahead shuts while a party walks: it goes on from the next node, the part that lies behind unchanged."""
    case, plan = ring_case()
    assert judge_plan(case, plan).feasible
    result = replan(stand_up(case, plan), [PlaceClosed("link", "post>gate", WHOLE)], now=at("06:12"))
    verdict = judge_plan(result.changed.case, result.plan)
    assert verdict.feasible, verdict.violations
    leg = result.plan.legs[0]
    assert (leg.depart, leg.links) == (at("06:10"), ("bend>post", "post>ring", "ring>gate"))
    assert changes(result)["P1"].under_way


def test_who_has_no_way_on_is_named() -> None:
    """All ways ahead of a walking party shut: it is stranded, with the node where it is, and not counted as out."""
    case, plan = ring_case()
    shut: list[Event] = [PlaceClosed("link", ident, WHOLE) for ident in ("post>gate", "ring>gate")]
    result = replan(stand_up(case, plan), shut, now=at("06:12"))
    assert changes(result)["P1"].outcome == "stranded"
    assert "node post" in changes(result)["P1"].reason
    assert result.plan.out == 0


def test_a_bus_under_way_takes_another_street() -> None:
    """The street shuts ahead of a bus with people in it: the bus turns at the next node, and they get through."""
    case, _ = ring_case()
    plan = judge_town.make_plan(case)
    plan = claim(case, replace(plan, legs=tuple(leg for leg in plan.legs if leg.party_id == "P1")))
    result = replan(stand_up(case, plan), [PlaceClosed("link", "post>gate", WHOLE)], now=at("06:21:30"))
    verdict = judge_plan(result.changed.case, result.plan)
    assert verdict.feasible, verdict.violations
    assert result.plan.trips[0].links == ("stop>bend", "bend>post", "post>ring", "ring>gate")
    assert result.plan.out == 4


BAD: list[tuple[Event, str]] = [
    (PlaceClosed("link", "nowhere", WHOLE), "no such link"),
    (PlaceClosed("node", "nowhere", WHOLE), "no such node"),
    (SiteChanged("X", WHOLE, closed=True), "no such site"),
    (SiteChanged("T", WHOLE, throughput=3.0), "has no throughput"),
    (VehicleLost("X", 0, 0.0), "no such fleet"),
    (VehicleLost("B", 1, 0.0), "no such vehicle"),
    (FlightChanged("X", cancelled=True), "no such flight"),
    (PartiesAdded((Party("P1", "bend", 1, 1.0, frozenset({WALK}), 0.0),)), "has this party already"),
    (PartiesAdded((Party("N", "nowhere", 1, 1.0, frozenset({AUTO}), 0.0),)), "no such node"),
    (HazardAdded((HazardRow("link", "nowhere", WHOLE, 1.0),)), "no such link"),
]


@pytest.mark.parametrize(("event", "words"), BAD)
def test_an_event_that_does_not_fit_is_refused(event: Event, words: str) -> None:
    """What the case does not have is named, with a remedy."""
    with pytest.raises(InputFaultsError, match=words):
        town_replan(event)


def test_every_bad_event_is_named_at_once() -> None:
    """Two bad events are two faults."""
    with pytest.raises(InputFaultsError) as error:
        town_replan(BAD[0][0], BAD[2][0])
    assert len(error.value.faults) == 2


def test_a_flight_that_has_gone_cannot_be_cancelled() -> None:
    """What departed before now has departed."""
    with pytest.raises(InputFaultsError, match="departed before now"):
        town_replan(FlightChanged("F1", cancelled=True), now="08:30")


def test_a_plan_of_another_case_is_refused() -> None:
    """A plan that speaks of what the case does not have is no plan of it."""
    case = judge_town.make_case()
    plan = judge_town.make_plan(case)
    with pytest.raises(PlanDoesNotFitError, match="P1"):
        stand_up(replace(case, parties=case.parties[1:]), plan)


def test_the_most_urgent_is_named_first() -> None:
    """Changes come in the order in which people must act."""
    result = town_replan(PlaceClosed("link", "bend>post", WHOLE))
    moments = [change.act_at for change in result.parties]
    assert moments == sorted(moments)


def test_a_bound_is_kept_only_where_it_still_holds() -> None:
    """A closure cannot make the best plan cheaper; more seats can."""
    case = judge_town.make_case()
    plan = replace(judge_town.make_plan(case), lower_bound=1e-6)
    assert town_replan(PlaceClosed("node", "depot", WHOLE), plan=plan).plan.lower_bound == 1e-6
    assert town_replan(FlightChanged("F1", seats=50), plan=plan).plan.lower_bound is None


def draw_events(rng: random.Random, case: Case, plan: Plan, now: float) -> list[Event]:
    """Draw one to three events of any kinds."""
    used = [*(link for leg in plan.legs for link in leg.links), *(link for trip in plan.trips for link in trip.links)]
    span = case.deadline - case.start

    def window() -> Window:
        begin = float(np.floor(case.start + rng.random() * span))
        return rng.choice([Window(case.start, case.deadline + 9), Window(begin, begin + 1 + rng.randrange(int(span)))])

    links = used or list(case.network.link_ids)
    sites = [site.site_id for site in case.sites if site.kind in (SiteKind.GATE, SiteKind.CHECKPOINT)]
    flights = [flight.flight_id for flight in case.flights if flight.departs >= now]
    kinds: list[Callable[[], Event]] = [
        lambda: PlaceClosed("link", rng.choice(links), window()),
        lambda: PlaceClosed("node", rng.choice(case.network.node_ids), window()),
        lambda: HazardAdded((HazardRow("link", rng.choice(links), window(), rng.choice([1e-3, 3.0])),)),
    ]
    if sites:
        kinds += [
            lambda: SiteChanged(rng.choice(sites), window(), closed=True),
            lambda: SiteChanged(rng.choice(sites), window(), throughput=rng.choice([5.0, 30.0, 60.0, 500.0])),
            lambda: SiteChanged(rng.choice(sites), window(), open=(window(),)),
        ]
    if case.fleets:
        fleet = rng.choice(case.fleets)
        kinds.append(lambda: VehicleLost(fleet.fleet_id, rng.randrange(fleet.vehicles), window().start))
    events = [rng.choice(kinds)() for _ in range(rng.randint(1, 3))]
    if flights and rng.random() < 0.5:
        events.append(FlightChanged(rng.choice(flights), cancelled=rng.random() < 0.6, seats=rng.choice([0, 3, 500])))
    if case.parties and rng.random() < 0.3:
        node = rng.choice(case.parties).node_id
        events.append(PartiesAdded((Party("NEW", node, 3, 1.0, frozenset({WALK}), case.start),)))
    return events


def random_replan(number: int, *, midway: bool, seed: int = 1) -> tuple[Case, Plan, Replanned, float]:
    """Replan a random plan after random events, at the start or in the midst of it."""
    rng = random.Random(number)
    case, plan = greedy_plan(number)
    now = case.start + float(np.floor(rng.random() * 0.6 * (case.deadline - case.start))) * midway
    asked = iter(range(20))
    result = replan(
        stand_up(case, plan), draw_events(rng, case, plan, now), now=now, seed=seed, stop=lambda: next(asked, 99) == 99
    )
    return case, plan, result, now


FORMS = [
    pytest.param((*range(20), 28, 189, 304), id="23-cases"),
    pytest.param(range(20, 520), id="500-cases", marks=pytest.mark.promises),
]


@pytest.mark.parametrize("midway", [False, True])
@pytest.mark.parametrize("numbers", FORMS)
def test_a_replanned_plan_is_feasible_and_claims_what_is_true(numbers: Sequence[int], midway: bool) -> None:
    """After any events, at the start or later, the judge accepts the new plan and finds the cost that it claims."""
    told = 0
    for number in numbers:
        _, _, result, _ = random_replan(number, midway=midway)
        verdict = judge_plan(result.changed.case, result.plan)
        assert verdict.feasible, (number, verdict.violations[:3])
        assert result.plan.cost == pytest.approx(verdict.cost.total, rel=1e-6), number
        told += len(result.parties)
    assert told > 0


@pytest.mark.parametrize("numbers", FORMS)
def test_what_is_past_is_never_changed(numbers: Sequence[int]) -> None:
    """A leg that ended before now is in the new plan as it was, but for those who are named as stranded."""
    kept = 0
    for number in numbers:
        _, plan, result, now = random_replan(number, midway=True)
        stranded = {change.party_id for change in result.parties if change.outcome == "stranded"}
        new = {(leg.party_id, leg.seq): leg for leg in result.plan.legs}
        for leg in plan.legs:
            if leg.arrive <= now and leg.party_id not in stranded:
                assert new[leg.party_id, leg.seq] == leg, number
                kept += 1
        trips = {trip.trip_id: trip for trip in result.plan.trips}
        assert all(trips[t.trip_id] == t for t in plan.trips if t.arrive <= now and t.trip_id in trips), number
    assert kept > 0


@pytest.mark.parametrize("numbers", FORMS)
def test_who_is_told_nothing_does_the_same_as_before(numbers: Sequence[int]) -> None:
    """A party that is not in the list leaves, goes, boards, is processed and flies as before."""
    for number in numbers:
        _, plan, result, _ = random_replan(number, midway=False)
        told = {change.party_id for change in result.parties}

        def told_things(p: Plan, told: set[str] = told) -> dict[str, list[object]]:
            found: dict[str, list[object]] = {}
            for leg in p.legs:
                if leg.party_id not in told and leg.kind in ("walk", "drive", "process", "fly"):
                    moments = (leg.depart,) if leg.kind != "fly" else ()
                    found.setdefault(leg.party_id, []).append(
                        (leg.kind, leg.links, leg.site_id, leg.flight_id, *moments)
                    )
            return found

        assert told_things(result.plan) == told_things(plan), number


def test_the_same_seed_gives_the_same_plan() -> None:
    """Two replans with the same seed and rounds are equal."""
    for number in range(6):
        first, second = (random_replan(number, midway=False)[2] for _ in range(2))
        assert (first.plan.legs, first.plan.trips, first.parties) == (
            second.plan.legs,
            second.plan.trips,
            second.parties,
        )


@pytest.mark.shared
def test_the_independent_judge_accepts_it(shared: Path, tmp_path: Path) -> None:
    """The changed case and the new plan, written and read by the independent judge, are feasible."""
    cases, plans = CaseFolder(), PlanFolder()
    case = cases.read(shared / "exam/cases/tiny")
    plan = plans.read(shared / "exam/plans/greedy-tiny", case)
    used = sorted({link for leg in plan.legs for link in leg.links})
    for number, link in enumerate(used[:6]):
        result = replan(stand_up(case, plan), [PlaceClosed("link", link, Window(case.start, case.deadline))])
        cases.write(result.changed.case, tmp_path / f"{number}/case")
        plans.write(result.plan, case.utc_offset_seconds, tmp_path / f"{number}/plan")
        judge = [
            sys.executable,
            str(shared / "exam/check_plan.py"),
            *(str(tmp_path / f"{number}/{n}") for n in ("case", "plan")),
        ]
        done = subprocess.run(judge, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("number", range(4))
def test_a_standing_plan_serves_many_replans(number: int) -> None:
    """With the ways grown beforehand, a replan leaves nothing behind for the next, and costs as without."""
    case, plan = greedy_plan(number)
    used = sorted({link for leg in plan.legs for link in leg.links})[:6]
    events = [PlaceClosed("link", link, Window(case.start, case.deadline)) for link in used]
    standing = stand_up(case, plan, ready=True)
    first, other, again = replan(standing, events), replan(standing, events[:1]), replan(standing, events)
    assert judge_plan(other.changed.case, other.plan).feasible
    assert (first.plan.legs, first.plan.trips, first.parties) == (again.plan.legs, again.plan.trips, again.parties)
    assert first.plan.cost == pytest.approx(replan(stand_up(case, plan), events).plan.cost, rel=1e-3)
