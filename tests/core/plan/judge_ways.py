"""List ways to break the town's plan, one rule each, and odd ways that break none."""

from __future__ import annotations

from dataclasses import replace

from judge_town import PATH, Town, at, between, way

from safeconduct.core.network import Fleet, Flight, Site, SiteKind
from safeconduct.core.people import Mode
from safeconduct.core.plan import LegKind

# --- movement ---------------------------------------------------------------------------------------------------------


@way("unknown link nowhere>gate")
def drives_over_an_unknown_link(town: Town) -> None:
    town.leg("P2", 0, links=(*PATH[:3], "nowhere>gate"))


@way("does not start where")
def jumps_within_its_links(town: Town) -> None:
    town.leg("P2", 0, links=(PATH[0], *PATH[2:]), depart="06:31")


@way("ends at post, not at gate")
def stops_short_of_the_node_it_names(town: Town) -> None:
    town.leg("P2", 0, links=PATH[:3])


@way("ends at depot, not at gate")
def drives_along_no_link_at_all(town: Town) -> None:
    town.leg("P2", 0, links=(), depart="06:33:30")


@way("link bend>stop does not allow walk")
def walks_on_a_motorway(town: Town) -> None:
    town.street("bend>stop", walk=False)


@way("link bend>post does not allow auto", count=2)
def drives_and_rides_on_a_footpath(town: Town) -> None:
    town.street("bend>post", auto=False)


@way("party P2: leg 0: 238 s is faster than free flow (240 s)")
def drives_too_fast_by_two_seconds(town: Town) -> None:
    town.leg("P2", 0, depart="06:30:02")


@way("")
def drives_too_fast_by_the_forgiven_second(town: Town) -> None:
    town.leg("P2", 0, depart="06:30:01")


@way("party P1: leg 0: 736 s is slower than")
def walks_too_slowly(town: Town) -> None:
    town.leg("P1", 0, depart="06:05:44")


@way("")
def walks_as_slowly_as_may_be(town: Town) -> None:
    town.leg("P1", 0, depart="06:05:45")


@way("")
def queues_half_an_hour_at_the_checkpoint(town: Town) -> None:
    town.leg("P2", 0, depart="06:10")


@way("leaves closed node depot")
def leaves_a_closed_node(town: Town) -> None:
    town.close("node", "depot", "06:29", "06:31")


@way("passes closed node bend")
def passes_a_closed_node(town: Town) -> None:
    town.close("node", "bend", "06:31:30", "06:32:30")


@way("uses closed link bend>post at 2031-03-04T06:32:00+00:00")
def drives_through_a_closed_link(town: Town) -> None:
    town.close("link", "bend>post", "06:32:30", "06:50")


@way("")
def leaves_a_link_as_it_closes(town: Town) -> None:
    town.close("link", "bend>post", "06:32:59", "06:50")
    town.close("link", "bend>post", "06:00", "06:20")


@way("passes checkpoint C at 2031-03-04T06:22:00+00:00 while it is not open")
def rides_through_a_closed_checkpoint(town: Town) -> None:
    town.site("C", open=(between("06:30", "07:00"),))


@way("")
def passes_a_checkpoint_in_the_crack_between_two_windows(town: Town) -> None:
    town.site("C", open=(between("06:00", "06:22"), between("06:22:01", "07:00")))


@way("checkpoint C: 4 people in the step from 2031-03-04T06:15:00+00:00, 3 allowed")
def floods_the_checkpoint(town: Town) -> None:
    town.site("C", throughput=12.0)


@way("checkpoint C: 7 people in the step from 2031-03-04T06:30:00+00:00, 5 allowed")
def meets_at_the_checkpoint_on_the_edge_of_a_step(town: Town) -> None:
    town.site("C", throughput=20.0)
    town.leg("P1", 1, arrive="06:28")
    town.leg("P1", 2, depart="06:28", arrive="06:31")
    town.trip(depart="06:28", arrive="06:31")
    town.leg("P1", 3, depart="06:31", arrive="06:38")
    town.leg("P1", 4, depart="06:38")


@way("on the street in the curfew")
def drives_in_the_curfew(town: Town) -> None:
    town.limits(curfew=((6 * 60 + 31, 6 * 60 + 32),))


@way("on the street in the curfew", count=3)
def drives_in_a_curfew_past_midnight(town: Town) -> None:
    town.limits(curfew=((23 * 60, 6 * 60 + 21),))


@way("")
def arrives_a_second_into_the_curfew(town: Town) -> None:
    town.limits(curfew=((6 * 60 + 34, 6 * 60 + 40),))
    for seq, changes in ((0, {"depart": "06:30:01", "arrive": "06:34:01"}), (1, {"depart": "06:34:01"})):
        town.leg("P2", seq, **changes)


@way("link post>gate: 1 vehicles in the step", count=2)
def overfills_a_lane(town: Town) -> None:
    town.street("post>gate", capacity=2.0)


@way("has no mode auto")
def drives_without_a_car(town: Town) -> None:
    town.party("P2", modes=frozenset({Mode.WALK}))


@way("its vehicle is at home, depot, not at stop")
def walks_off_and_then_drives(town: Town) -> None:
    town.leg("P2", 0, from_node="stop", links=PATH[1:], depart="06:31")
    town.add_leg("P2", -1, LegKind.WALK, "depot", "stop", "06:23", "06:31", links=PATH[:1])


@way("drives to bend, neither a transit point nor a gate")
def drives_to_a_street_corner(town: Town) -> None:
    town.leg("P2", 0, to_node="bend", links=PATH[:2], depart="06:12", arrive="06:15")
    town.add_leg("P2", 10, LegKind.WALK, "bend", "gate", "06:15", "06:34", links=PATH[2:])
    for seq in (1, 2, 3):
        town.leg("P2", seq, seq=seq + 10)


@way("walks 500 m, too far")
def walks_too_far(town: Town) -> None:
    town.limits(walk_metres_max=498.0)


@way("walks 1500 m, too far")
def walks_too_far_in_three_legs(town: Town) -> None:
    town.limits(walk_metres_max=1498.0)
    town.add_leg("P1", -2, LegKind.WALK, "bend", "stop", "06:05", "06:12:30", links=("bend>stop",))
    town.add_leg("P1", -1, LegKind.WALK, "stop", "bend", "06:12:30", "06:20", links=("stop>bend",))
    town.leg("P1", 0, depart="06:20", arrive="06:27:30")
    town.drop("P1", 1)
    town.leg("P1", 2, depart="06:27:30", arrive="06:31")
    town.trip(depart="06:27:30", arrive="06:31")
    town.leg("P1", 3, depart="06:31", arrive="06:38")
    town.leg("P1", 4, depart="06:38")


# --- waiting and processing -------------------------------------------------------------------------------------------


@way("wait from stop to stop is not at site (none)")
def waits_nowhere(town: Town) -> None:
    town.leg("P1", 1, site_id="")


@way("wait from stop to stop is not at site G")
def waits_at_a_site_that_is_elsewhere(town: Town) -> None:
    town.leg("P1", 1, site_id="G")


@way("wait at K, a checkpoint")
def waits_at_a_checkpoint(town: Town) -> None:
    town.add_site(Site("K", SiteKind.CHECKPOINT, "stop"))
    town.leg("P1", 1, site_id="K")


@way("process at T2, a transit_point")
def is_processed_at_a_transit_point(town: Town) -> None:
    town.add_site(Site("T2", SiteKind.TRANSIT_POINT, "gate", throughput=40.0, serves="A"))
    town.leg("P2", 1, site_id="T2")


@way("at T while it is not open")
def waits_where_it_is_shut_for_a_while(town: Town) -> None:
    town.site("T", open=(between("06:00", "06:18:30"), between("06:19:30", "07:00")))


@way("at G while it is not open")
def is_processed_after_hours(town: Town) -> None:
    town.site("G", open=(between("06:20", "06:39"),))


@way("at G while its node is closed")
def is_processed_in_a_closed_place(town: Town) -> None:
    town.close("node", "gate", "06:36", "06:37")


@way("waits 40 minutes at T, too long")
def waits_too_long(town: Town) -> None:
    _wait_from(town, "05:38")


@way("waits 40 minutes at T, too long")
def waits_too_long_in_two_legs(town: Town) -> None:
    _wait_from(town, "05:38")
    town.leg("P1", 1, arrive="06:00")
    town.add_leg("P1", 11, LegKind.WAIT, "stop", "stop", "06:00", "06:18", site_id="T")
    for seq in (2, 3, 4, 5):
        town.leg("P1", seq, seq=seq + 10)


def _wait_from(town: Town, clock: str) -> None:
    """Let P1 wait from the hour given until 06:18."""
    town.case = replace(town.case, start=at("05:00"))
    town.party("P1", ready=at("05:00"))
    town.leg("P1", 0, depart="05:30", arrive=clock)
    town.leg("P1", 1, depart=clock, arrive="06:18")
    town.leg("P1", 2, depart="06:18", arrive="06:21")
    town.trip(depart="06:18", arrive="06:21")
    town.leg("P1", 3, depart="06:21")


@way("is processed in 268 s, faster than G works")
def is_processed_too_fast(town: Town) -> None:
    town.leg("P2", 1, arrive="06:38:28")
    town.leg("P2", 2, depart="06:38:28")


@way("")
def is_processed_as_fast_as_may_be(town: Town) -> None:
    town.leg("P2", 1, arrive="06:38:29")
    town.leg("P2", 2, depart="06:38:29")


@way("is processed for 902 s, longer than one step")
def is_processed_forever(town: Town) -> None:
    town.leg("P2", 1, arrive="06:49:02")
    town.leg("P2", 2, depart="06:49:02")


@way("gate G: 3 people in the step from 2031-03-04T06:30:00+00:00, 2.75 allowed", count=4)
def floods_the_gate(town: Town) -> None:
    town.site("G", throughput=11.0)


@way("")
def is_processed_at_a_gate_without_bound(town: Town) -> None:
    town.site("G", throughput=None)
    town.leg("P2", 1, arrive="06:34")
    town.leg("P2", 2, depart="06:34")


@way("gate G: 4 people in the step", count=2)
def is_processed_at_a_gate_that_lets_nobody_in(town: Town) -> None:
    town.site("G", throughput=0.0)


@way("site G: 4 people present at 2031-03-04T06:23:00+00:00, 3 allowed")
def crowds_the_gate(town: Town) -> None:
    town.site("G", holding=3.0)


@way("site A: 7 people present")
def crowds_the_airhead(town: Town) -> None:
    town.site("A", holding=6.0)


# --- rides ------------------------------------------------------------------------------------------------------------


@way("no such trip R9")
def rides_on_no_trip(town: Town) -> None:
    town.leg("P1", 2, trip_id="R9")


@way("ride differs from trip R1")
def rides_before_the_bus(town: Town) -> None:
    town.leg("P1", 1, arrive="06:19:58")
    town.leg("P1", 2, depart="06:19:58")


@way("ride differs from trip R1")
def rides_on_past_the_last_stop(town: Town) -> None:
    town.trip(to_node="post", links=PATH[1:3])


@way("boards at bend, where no transit point is open")
def boards_at_a_street_corner(town: Town) -> None:
    town.drop("P1", 0, 1)
    town.leg("P1", 2, from_node="bend")
    town.trip(from_node="bend", links=PATH[2:])


@way("boards at stop, where no transit point is open")
def boards_where_the_transit_point_has_closed(town: Town) -> None:
    town.drop("P1", 1)
    town.leg("P1", 0, depart="06:12", arrive="06:20")
    town.site("T", open=(between("06:00", "06:10"),))


@way("rides to post, not a gate")
def gets_off_at_the_checkpoint(town: Town) -> None:
    town.trip(to_node="post", links=PATH[1:3])
    town.leg("P1", 2, to_node="post")
    town.add_leg("P1", 12, LegKind.WALK, "post", "gate", "06:23", "06:31", links=PATH[3:])
    town.leg("P1", 3, depart="06:31", arrive="06:38")
    town.leg("P1", 4, depart="06:38")
    for seq in (3, 4, 5):
        town.leg("P1", seq, seq=seq + 10)


# --- airhead and flight -----------------------------------------------------------------------------------------------


@way("holds in A at home without being processed into it", count=2)
def is_processed_into_another_airhead(town: Town) -> None:
    town.add_site(Site("A2", SiteKind.AIRHEAD, "home"))
    town.add_site(Site("G2", SiteKind.GATE, "gate", serves="A2"))
    town.leg("P2", 1, site_id="G2")
    town.flight("F2", airhead="A2")


@way("holds in A while it is not open", count=2)
def holds_in_a_closed_airhead(town: Town) -> None:
    town.site("A", open=(between("06:00", "07:00"),))


@way("holds in A while it is not open", count=2)
def holds_where_the_node_closes(town: Town) -> None:
    town.close("node", "home", "07:00", "07:10")


@way("connection of 90 minutes is too short")
def connects_in_too_short_a_time(town: Town) -> None:
    town.limits(connection_minutes_min=91.0)


@way("")
def connects_in_the_least_time_in_two_holds(town: Town) -> None:
    town.limits(connection_minutes_min=90.0)
    town.leg("P1", 4, to_node="home", arrive="07:00")
    town.add_leg("P1", 14, LegKind.HOLD, "home", "home", "07:00", "08:00", site_id="A")
    town.leg("P1", 5, seq=15)


@way("cannot take flight F9")
def takes_no_flight(town: Town) -> None:
    town.leg("P2", 3, flight_id="F9")


@way("cannot take flight F3")
def takes_a_flight_of_another_airhead(town: Town) -> None:
    town.add_site(Site("A2", SiteKind.AIRHEAD, "home"))
    town.case = replace(town.case, flights=(*town.case.flights, Flight("F3", "A2", at("11:00"), 9)))
    town.leg("P2", 3, flight_id="F3")


@way("flight F2 departs at another time")
def misses_the_flight(town: Town) -> None:
    town.flight("F2", departs=at("11:00:02"))


@way("flight F1: 4 people in 3 seats")
def overbooks_a_flight(town: Town) -> None:
    town.flight("F1", seats=3)


@way("flight F2 departs after the deadline")
def flies_after_the_deadline(town: Town) -> None:
    town.case = replace(town.case, deadline=at("10:59"))


# --- order ------------------------------------------------------------------------------------------------------------


@way("wait may not follow process", count=2)
def waits_after_the_gate(town: Town) -> None:
    town.drop("P2", 2, 3)
    town.add_leg("P2", 2, LegKind.WAIT, "gate", "gate", "06:40", "06:50", site_id="G")
    town.add_leg("P2", 3, LegKind.HOLD, "gate", "home", "06:50", "11:00", site_id="A")
    town.add_leg("P2", 4, LegKind.FLY, "home", "home", "11:00", "11:00", flight_id="F2")


@way("fly may not follow fly")
def flies_twice(town: Town) -> None:
    town.add_leg("P2", 9, LegKind.FLY, "home", "home", "11:00", "11:00", flight_id="F2")


@way("sets out but does not fly")
def gives_up_at_the_gate(town: Town) -> None:
    town.drop("P2", 2, 3)


@way("leg 0 at 2031-03-04T06:10:00+00:00 is before the start or before it is ready")
def sets_out_before_it_is_ready(town: Town) -> None:
    town.party("P1", ready=at("06:10:02"))


@way("is before the start")
def sets_out_before_the_start(town: Town) -> None:
    town.case = replace(town.case, start=at("06:14"))


@way("starts 2 s after the last one ended")
def loses_two_seconds_between_legs(town: Town) -> None:
    town.leg("P2", 2, depart="06:40:02")


@way("")
def loses_the_forgiven_second_between_legs(town: Town) -> None:
    town.leg("P2", 2, depart="06:40:01")


@way("leg 2 starts at home, but the party is at gate")
def is_suddenly_elsewhere(town: Town) -> None:
    town.leg("P2", 2, from_node="home")


@way("ends 60 s before it starts")
def ends_before_it_starts(town: Town) -> None:
    town.add_leg("P2", 9, LegKind.WAIT, "gate", "gate", "06:35", "06:34", site_id="G")
    for seq in (1, 2, 3):
        town.leg("P2", seq, seq=seq + 10)
    town.leg("P2", 0, depart="06:31", arrive="06:35")


@way("")
def waits_a_second_less_than_nothing(town: Town) -> None:
    town.add_leg("P2", 9, LegKind.WAIT, "gate", "gate", "06:34:30", "06:34:29", site_id="G")
    for seq in (1, 2, 3):
        town.leg("P2", seq, seq=seq + 10)
    town.leg("P2", 0, depart="06:30:30", arrive="06:34:30")
    town.leg("P2", 11, depart="06:34:29")


@way("a seq appears twice")
def numbers_two_legs_alike(town: Town) -> None:
    town.leg("P2", 1, seq=0)


@way("unknown leg kind 'swim'")
def swims(town: Town) -> None:
    town.add_leg("P2", 20, "swim", "gate", "gate", "06:34", "06:34")


@way("unknown leg kind 'swim'", count=2)
def only_swims(town: Town) -> None:
    town.add_leg("P3", 1, "swim", "bend", "bend", "06:34", "06:34")


@way("party P9: not in the case")
def moves_a_stranger(town: Town) -> None:
    town.add_leg("P9", 1, LegKind.WALK, "bend", "stop", "06:34", "06:42", links=("bend>stop",))


# --- vehicles ---------------------------------------------------------------------------------------------------------


@way("trip R1: no such vehicle B/1")
def rides_on_a_vehicle_that_is_not_there(town: Town) -> None:
    town.trip(vehicle=1)


@way("trip R1: no such vehicle X/0")
def rides_on_a_fleet_that_is_not_there(town: Town) -> None:
    town.trip(fleet_id="X")


@way("trip R1: 4 people in 3 seats")
def stands_in_the_bus(town: Town) -> None:
    town.fleet(seats=3)


@way("trip R1: fleet B is not available then")
def rides_after_hours(town: Town) -> None:
    town.fleet(available=(between("06:00", "06:22"),))


@way("vehicle B/0: trips R1 and R2 overlap")
def runs_two_trips_at_once(town: Town) -> None:
    town.add_trip("R2", "stop", "bend", "06:22", "06:23", PATH[1])


@way("vehicle B/0: cannot be at stop by 2031-03-04T06:35:57+00:00 for trip R2")
def skips_two_seconds_of_turnaround_and_way_back(town: Town) -> None:
    town.add_trip("R2", "stop", "bend", "06:35:57", "06:37", PATH[1])


@way("")
def turns_round_as_fast_as_may_be(town: Town) -> None:
    town.add_trip("R2", "stop", "bend", "06:35:59", "06:37", PATH[1])


@way("vehicle B/0: cannot be at stop by 2031-03-04T06:00:30+00:00 for trip R0")
def leaves_the_depot_too_late(town: Town) -> None:
    town.add_trip("R0", "stop", "bend", "06:00:30", "06:02", PATH[1])


@way("vehicle B/0: cannot be at stop")
def goes_back_through_a_curfew(town: Town) -> None:
    town.limits(curfew=((6 * 60 + 35, 6 * 60 + 45),))
    town.add_trip("R2", "stop", "bend", "06:45:58", "06:47", PATH[1])


@way("")
def goes_back_after_a_curfew(town: Town) -> None:
    town.limits(curfew=((6 * 60 + 35, 6 * 60 + 45),))
    town.add_trip("R2", "stop", "bend", "06:45:59", "06:47", PATH[1])


@way("vehicle B/0: cannot be at stop")
def goes_back_through_a_closed_link(town: Town) -> None:
    town.close("link", "bend>stop", "06:35", "06:55")
    town.add_trip("R2", "stop", "bend", "06:55", "06:56", PATH[1])


@way("vehicle B/0: cannot be at stop")
def goes_back_through_a_closed_node(town: Town) -> None:
    town.close("node", "post", "06:33:30", "06:55")
    town.add_trip("R2", "stop", "bend", "06:56", "06:57", PATH[1])


@way("vehicle B/0: cannot be at stop")
def goes_back_through_a_shut_checkpoint(town: Town) -> None:
    town.site("C", open=(between("06:00", "06:33:10"), between("06:50", "07:00")))
    town.add_trip("R2", "stop", "bend", "06:51", "06:52", PATH[1])


@way("")
def goes_back_when_the_checkpoint_opens_again(town: Town) -> None:
    town.site("C", open=(between("06:00", "06:33:10"), between("06:50", "07:00")))
    town.add_trip("R2", "stop", "bend", "06:52", "06:53", PATH[1])


@way("vehicle B/0: cannot be at stop")
def goes_back_while_the_fleet_is_off(town: Town) -> None:
    town.fleet(available=(between("06:00", "06:34"), between("06:40", "07:00")))
    town.add_trip("R2", "stop", "bend", "06:41", "06:42", PATH[1])


@way("vehicle B/0: cannot be at stop")
def has_no_way_back(town: Town) -> None:
    town.street("bend>stop", auto=False)
    town.add_trip("R2", "stop", "bend", "07:30", "07:31", PATH[1])


@way("")
def runs_empty_and_says_so(town: Town) -> None:
    town.add_trip("R0", "depot", "stop", "06:00", "06:02", PATH[0])


@way("")
def stands_all_day_in_the_depot_of_a_second_fleet(town: Town) -> None:
    town.case = replace(town.case, fleets=(*town.case.fleets, Fleet("B2", "home", 2, 4)))


# --- claims and odd plans ---------------------------------------------------------------------------------------------


@way("plan.json is for case 'EXERCISE city', not 'EXERCISE town'", honest=False)
def answers_another_case(town: Town) -> None:
    town.plan = replace(town.plan, case="EXERCISE city")


@way("plan.json claims cost", honest=False)
def claims_too_low_a_cost(town: Town) -> None:
    town.plan = replace(town.plan, cost=town.plan.cost * 0.9985)


@way("", honest=False)
def claims_a_cost_that_is_close_enough(town: Town) -> None:
    town.plan = replace(town.plan, cost=town.plan.cost * 0.9995)


@way("plan.json claims cost", honest=False)
def claims_no_number_as_its_cost(town: Town) -> None:
    town.plan = replace(town.plan, cost=float("nan"))


@way("plan.json claims out 8, the judge finds 7", honest=False)
def claims_one_more_out(town: Town) -> None:
    town.plan = replace(town.plan, out=8)


@way("plan.json claims left 4, the judge finds 5", honest=False)
def claims_one_less_left(town: Town) -> None:
    town.plan = replace(town.plan, left=4)


@way("above the cost", honest=False)
def claims_a_bound_above_its_cost(town: Town) -> None:
    town.plan = replace(town.plan, lower_bound=town.plan.cost * 1.00001)


@way("not a number", honest=False)
def claims_no_number_as_its_bound(town: Town) -> None:
    town.plan = replace(town.plan, lower_bound=float("inf"))


@way("", honest=False)
def claims_its_cost_as_its_bound(town: Town) -> None:
    town.plan = replace(town.plan, lower_bound=town.plan.cost)


@way("")
def leaves_everybody(town: Town) -> None:
    town.plan = replace(town.plan, legs=(), trips=())


@way("")
def turns_away_from_a_wait(town: Town) -> None:
    town.add_leg("P1", -3, LegKind.WALK, "bend", "stop", "06:05", "06:13", links=("bend>stop",))
    town.add_leg("P1", -2, LegKind.WAIT, "stop", "stop", "06:13", "06:14", site_id="T")
    town.add_leg("P1", -1, LegKind.WALK, "stop", "bend", "06:14", "06:22", links=("stop>bend",))
    for seq, depart, arrive in ((0, "06:22", "06:30"), (1, "06:30", "06:32"), (2, "06:32", "06:35")):
        town.leg("P1", seq, depart=depart, arrive=arrive)
    town.trip(depart="06:32", arrive="06:35")
    town.leg("P1", 3, depart="06:35", arrive="06:45")
    town.leg("P1", 4, depart="06:45")


@way("")
def lives_where_no_hazard_is_given(town: Town) -> None:
    town.case = replace(town.case, hazard=None)


# --- edges: a second is forgiven and two are not; people and seats are counted exactly --------------------------------


@way("")
def fills_every_seat_site_and_step_exactly(town: Town) -> None:
    town.flight("F1", seats=4)
    town.fleet(seats=4)
    town.site("T", holding=4.0)
    town.site("G", holding=4.0)
    town.site("A", holding=7.0)
    town.site("C", throughput=16.0)
    town.street("post>gate", capacity=4.0)


@way("connection of 90 minutes is too short")
def connects_two_seconds_too_fast(town: Town) -> None:
    town.limits(connection_minutes_min=90 + 2 / 60)


@way("")
def connects_a_second_too_fast(town: Town) -> None:
    town.limits(connection_minutes_min=90 + 1 / 60)


@way("flight F2 departs after the deadline")
def flies_two_seconds_late(town: Town) -> None:
    town.case = replace(town.case, deadline=at("10:59:58"))


@way("")
def flies_a_second_late(town: Town) -> None:
    town.case = replace(town.case, deadline=at("10:59:59"))


@way("waits 2 minutes at T, too long")
def waits_two_seconds_too_long(town: Town) -> None:
    town.limits(wait_minutes_max=118 / 60)


@way("")
def waits_a_second_too_long(town: Town) -> None:
    town.limits(wait_minutes_max=119 / 60)


@way("")
def walks_a_metre_too_far(town: Town) -> None:
    town.limits(walk_metres_max=499.0)


@way("")
def boards_a_second_before_the_flight_and_the_bus(town: Town) -> None:
    town.flight("F2", departs=at("11:00:01"))
    town.leg("P1", 1, arrive="06:19:59")
    town.leg("P1", 2, depart="06:19:59")


@way("")
def sets_out_a_second_before_it_is_ready(town: Town) -> None:
    town.party("P1", ready=at("06:10:01"))


@way("")
def is_processed_a_second_longer_than_a_step(town: Town) -> None:
    town.leg("P2", 1, arrive="06:49:01")
    town.leg("P2", 2, depart="06:49:01")


@way("leg 9 ends 2 s before it starts")
def waits_two_seconds_less_than_nothing(town: Town) -> None:
    town.add_leg("P2", 9, LegKind.WAIT, "gate", "gate", "06:34:30", "06:34:28", site_id="G")
    for seq in (1, 2, 3):
        town.leg("P2", seq, seq=seq + 10)
    town.leg("P2", 0, depart="06:30:30", arrive="06:34:30")
    town.leg("P2", 11, depart="06:34:28")


@way("trips R1 and R2 overlap")
def overlaps_by_two_seconds(town: Town) -> None:
    town.add_trip("R2", "gate", "post", "06:22:58", "06:24", "gate>post")


@way("cannot be at gate by 2031-03-04T06:22:59+00:00 for trip R2")
def overlaps_by_the_forgiven_second_but_takes_no_turnaround(town: Town) -> None:
    town.add_trip("R2", "gate", "post", "06:22:59", "06:24", "gate>post")


@way("")
def turns_round_a_second_too_fast_at_one_stop(town: Town) -> None:
    town.add_trip("R2", "gate", "post", "06:32:59", "06:34", "gate>post")


@way("cannot be at gate")
def turns_round_two_seconds_too_fast_at_one_stop(town: Town) -> None:
    town.add_trip("R2", "gate", "post", "06:32:58", "06:34", "gate>post")


@way("")
def passes_a_node_a_second_after_it_closes_and_before_it_opens(town: Town) -> None:
    town.close("node", "bend", "06:31:59", "06:50")
    town.close("node", "stop", "06:23", "06:31:01")


@way("passes closed node", count=2)
def passes_a_node_two_seconds_after_it_closes_and_before_it_opens(town: Town) -> None:
    town.close("node", "bend", "06:31:58", "06:50")
    town.close("node", "stop", "06:23", "06:31:02")


@way("")
def enters_a_link_a_second_before_it_opens(town: Town) -> None:
    town.close("link", "bend>post", "06:23", "06:32:01")


@way("uses closed link bend>post", count=2)
def enters_a_link_two_seconds_before_it_opens_and_leaves_two_after_it_closes(town: Town) -> None:
    town.close("link", "bend>post", "06:21:58", "06:32:02")


@way("")
def stays_a_second_before_opening_and_after_closing(town: Town) -> None:
    town.site("G", open=(between("06:23:01", "06:39:59"),))


@way("at G while it is not open", count=2)
def stays_two_seconds_before_opening_and_after_closing(town: Town) -> None:
    town.site("G", open=(between("06:23:02", "06:39:58"),))


@way("")
def goes_back_over_a_link_that_opens_a_second_later(town: Town) -> None:
    town.close("link", "gate>post", "06:23", "06:33:01")
    town.add_trip("R2", "stop", "bend", "06:36", "06:37", PATH[1])


@way("cannot be at stop")
def goes_back_over_a_link_that_opens_three_seconds_later(town: Town) -> None:
    town.close("link", "gate>post", "06:23", "06:33:03")
    town.add_trip("R2", "stop", "bend", "06:36", "06:37", PATH[1])


@way("")
def goes_back_over_a_link_that_closes_a_second_early(town: Town) -> None:
    town.close("link", "bend>stop", "06:35:59", "06:50")
    town.add_trip("R2", "stop", "bend", "06:36", "06:37", PATH[1])


@way("cannot be at stop")
def goes_back_over_a_link_that_closes_two_seconds_early(town: Town) -> None:
    town.close("link", "bend>stop", "06:35:58", "06:50")
    town.add_trip("R2", "stop", "bend", "06:36", "06:37", PATH[1])
