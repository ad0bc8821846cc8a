"""List orders of legs: one rule of the judge broken by each, or none."""

from __future__ import annotations

from dataclasses import replace

from judge_town import Town, at, way

from safeconduct.core.plan import LegKind


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
