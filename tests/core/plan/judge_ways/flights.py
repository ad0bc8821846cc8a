"""List ways through the airhead and of flying: one rule of the judge broken by each, or none."""

from __future__ import annotations

from dataclasses import replace

from judge_town import Town, at, between, way

from safeconduct.core.network import Flight, Site, SiteKind
from safeconduct.core.plan import LegKind


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
