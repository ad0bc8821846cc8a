"""List rides: one rule of the judge broken by each, or none."""

from __future__ import annotations

from judge_town import PATH, Town, between, way

from safeconduct.core.plan import LegKind


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
