"""List ways along the edges: a second is forgiven and two are not; people and seats are counted exactly."""

from __future__ import annotations

from dataclasses import replace

from judge_town import PATH, Town, at, between, way

from safeconduct.core.plan import LegKind


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
