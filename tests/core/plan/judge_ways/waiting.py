"""List ways of waiting and of being processed: one rule of the judge broken by each, or none."""

from __future__ import annotations

from dataclasses import replace

from judge_town import Town, at, between, way

from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import LegKind


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
