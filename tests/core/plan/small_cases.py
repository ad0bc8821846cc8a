"""Make small cases at random that are hard on a bound: few parties, scarce room, times that meet."""

from __future__ import annotations

import random
from dataclasses import replace

from random_cases import make_random_case

from safeconduct.core.basics import Window
from safeconduct.core.network import Closure, SiteKind
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case

PARTIES = 4


def make_small_case(seed: int) -> Case:
    """Return a random case of few parties.

    In some all is seconds apart, in some gates and flights are scarce, in some curfews, closures and hazards begin and
    end with the case or with each other.
    """
    case = make_random_case(seed)
    case = replace(case, parties=case.parties[:PARTIES])
    if seed % 5 == 0:
        case = replace(case, network=replace(case.network, length=case.network.length / 50))
    if seed % 5 < 2:
        case = _make_harsh(case, random.Random(seed))
    if seed % 2:
        return case
    slow = (
        replace(s, throughput=s.throughput / 8) if s.throughput and s.kind is SiteKind.GATE else s for s in case.sites
    )
    flights = (replace(f, seats=max(1, f.seats // 10)) for f in case.flights)
    return replace(case, sites=tuple(slow), flights=tuple(flights))


def _make_harsh(case: Case, rng: random.Random) -> Case:
    """Draw two curfews that touch or nearly do, near the start or deadline; close and endanger places all the time."""
    moment = rng.choice([case.start, case.start, case.start + 5400, case.deadline])
    first, second = rng.choice([30, 60, 150, 1440]), rng.choice([30, 120, 600])
    begins = int((moment + case.utc_offset_seconds) // 60) - rng.choice([0, 1, 45, first, first + second])
    middle = begins + first
    again = middle + rng.choice([0, 0, 1, 60, -10])
    spans = ((begins, middle), (again, again + second))
    curfew = tuple((begin % 1440, end % 1440) for begin, end in spans[: rng.choice([1, 2, 2])])
    whole = Window(case.start, case.deadline)
    links, nodes = case.network.link_ids, [site.node_id for site in case.sites]
    shut = tuple(Closure("link", link, whole) for link in rng.sample(links, k=rng.choice([0, len(links) // 10])))
    danger = tuple(
        HazardRow("node", node, whole, rng.choice([0.01, 3.0])) for node in rng.sample(nodes, k=min(2, len(nodes)))
    )
    return replace(
        case, closures=(*case.closures, *shut), hazard=(*(case.hazard or ()), *danger),
        limits=replace(case.limits, curfew=curfew, wait_minutes_max=rng.choice([0.0, 5.0, 29.0, 90.0])),
    )  # fmt: skip
