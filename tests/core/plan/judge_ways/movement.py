"""List ways of moving: one rule of the judge broken by each, or none."""

from __future__ import annotations

from judge_town import PATH, Town, between, way

from safeconduct.core.people import Mode
from safeconduct.core.plan import LegKind


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
