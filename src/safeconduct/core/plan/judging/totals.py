"""Hold what all parties do together against what a place, a link or a flight can bear.

Source: docs/formats.md, "site.csv" (throughput, holding), "link.csv" (capacity), "flight.csv" and "The cost" (crowd).
Nothing is forgiven here: people and seats are counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from safeconduct.core.network import SiteKind
from safeconduct.core.plan.judging.ground import Ground
from safeconduct.core.plan.judging.ledger import Ledger

ROUNDING = 1e-6  # of a count against rate times time, both exact but for rounding


@dataclass(frozen=True, slots=True)
class Crowds:
    """Give what the crowds at open sites cost, and the largest of them."""

    harm: float = 0.0
    largest: int = 0
    largest_site: str = ""
    largest_at: float | None = None


def judge_throughput(ground: Ground, ledger: Ledger) -> None:
    """Rule ("site.csv"): in each step at most throughput x step people pass a checkpoint.

    At a gate, at most as many begin to be processed.
    """
    for word, counts in (("checkpoint", ledger.passed), ("gate", ledger.processed)):
        _judge_people_in_steps(ground, ledger, word, counts)


def _judge_people_in_steps(ground: Ground, ledger: Ledger, word: str, counts: Mapping[tuple[str, int], int]) -> None:
    hours = ground.case.step_seconds / 3600
    for (site_id, step), people in counts.items():
        throughput = ground.sites[site_id].throughput
        if throughput is not None and people > throughput * hours + ROUNDING:
            when, most = ground.step_clock(step), throughput * hours
            ledger.say(f"{word} {site_id}: {people} people in the step from {when}, {most:g} allowed")


def judge_link_capacity(ground: Ground, ledger: Ledger) -> None:
    """Rule ("link.csv"): in each step at most capacity x lanes x step trips and drives of the plan enter a link."""
    hours = ground.case.step_seconds / 3600
    for (row, step), vehicles in ledger.entered.items():
        most = ground.capacity[row] * hours
        if vehicles > most + ROUNDING:
            ident, when = ground.case.network.link_ids[row], ground.step_clock(step)
            ledger.say(f"link {ident}: {vehicles} vehicles in the step from {when}, {most:g} allowed")


def judge_seats(ground: Ground, ledger: Ledger) -> None:
    """Rule ("flight.csv"): a flight takes no more people than it has seats."""
    for flight_id, people in ledger.flying.items():
        seats = ground.flights[flight_id].seats
        if people > seats:
            ledger.say(f"flight {flight_id}: {people} people in {seats} seats")


def judge_presence(ground: Ground, ledger: Ledger) -> Crowds:
    """Hold every site against its holding and return what its crowd costs, with the largest crowd in the open.

    Of equal crowds the one at the site whose id sorts last is named, and there the last moment of it.
    """
    harm, largest = 0.0, (0, "", 0.0)
    for site_id, changes in ledger.presence.items():
        in_the_open = ground.sites[site_id].kind != SiteKind.AIRHEAD
        present, since = 0, None
        fullest = 0  # a site is named again only when it is fuller than when it was named last
        for moment, change in sorted(changes):
            if in_the_open and since is not None:
                harm += present * (present - 1) * ground.case.objective.crowd_rate * (moment - since) / 3600
            present, since = present + change, moment
            fullest = _judge_holding(ground, ledger, site_id, present, moment, fullest)
            if in_the_open:
                largest = max(largest, (present, site_id, moment))
    people, where, when = largest
    return Crowds(harm, people, where, when if where else None)


def _judge_holding(ground: Ground, ledger: Ledger, site_id: str, present: int, moment: float, fullest: int) -> int:
    """Rule ("site.csv"): at no moment more people than `holding`.

    Who leaves at a moment is gone before who comes at it.
    """
    holding = ground.sites[site_id].holding
    if holding is None or present <= max(holding, fullest):
        return fullest
    ledger.say(f"site {site_id}: {present} people present at {ground.clock(moment)}, {holding:g} allowed")
    return present
