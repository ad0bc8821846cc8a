"""List runs of vehicles: one rule of the judge broken by each, or none."""

from __future__ import annotations

from dataclasses import replace

from judge_town import PATH, Town, between, way

from safeconduct.core.network import Fleet


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
