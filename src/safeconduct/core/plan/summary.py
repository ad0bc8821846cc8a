"""Draw from a plan the facts that people ask for: out by when, how each means is used, where the crowd is, what binds.

Pure counting over the plan's legs and trips. The judge decides whether the plan holds and what it costs; here nothing
is judged. Ids that the case does not know are passed over, so that even a broken plan can be shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window, covers, overlaps
from safeconduct.core.network import Fleet, Flight, Site, SiteKind
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import LegKind, Plan

Present = dict[str, list[tuple[float, int]]]  # site_id -> (POSIX second, people who come or go)


@dataclass(frozen=True, slots=True)
class SiteUse:
    """Say how many people a site serves in each step, against what it can."""

    site: Site
    people: tuple[int, ...]  # per step: gate, who start processing; checkpoint, who pass; transit point, who board
    capacity: float | None  # people per step; None = no bound is given
    open: tuple[bool, ...]  # per step: open throughout; a checkpoint is of no use in the curfew
    present: tuple[int, ...]  # most people there at once in each step; 0 where nobody stops
    peak_present: int  # most people there at once in all
    peak_at: float | None  # POSIX second

    @property
    def share(self) -> float | None:
        """Give the people served over what the open steps could serve; None where there is no bound."""
        room = (self.capacity or 0.0) * sum(self.open)
        return sum(self.people) / room if room else None

    @property
    def full_steps(self) -> int:
        """Count the steps in which at least nine tenths of the capacity is used."""
        return _full(self.people, self.capacity)


@dataclass(frozen=True, slots=True)
class FlightUse:
    """Say how many seats of a departure are used."""

    flight: Flight
    used: int


@dataclass(frozen=True, slots=True)
class Run:
    """Give one run of one vehicle and the people aboard."""

    trip_id: str
    fleet_id: str
    vehicle: int
    window: Window
    aboard: int


@dataclass(frozen=True, slots=True)
class Strain:
    """Say how hard one means is used. A count of full steps is evidence of where it binds, not a proof."""

    what: str  # "gate", "checkpoint", "room in", "seats from", "vehicles of"
    ident: str
    share: float  # used over what there is, 0 to 1
    full: int  # steps (of seats: departures) with at least nine tenths used
    of: int  # steps in which it can be used (of seats: departures)


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """Hold the facts of one plan; the k-th step is [start + k*step, start + (k+1)*step)."""

    steps: NDArray[np.float64]  # (k,) POSIX second at which each step begins
    out_by_step: NDArray[np.int64]  # (k,) people out by the END of each step
    first_out: float | None  # POSIX second of the first and the last departure that somebody takes
    last_out: float | None
    flow: NDArray[np.int64]  # (m,) people over each link, on foot, in own vehicles and aboard
    sites: tuple[SiteUse, ...]  # in the order of the case
    flights: tuple[FlightUse, ...]  # by time of departure; those by the deadline
    runs: tuple[Run, ...]  # by fleet, vehicle, time
    crowd: int  # most people at one open site at once
    crowd_site: str
    crowd_at: float | None  # POSIX second
    strains: tuple[Strain, ...]  # most often full first; the first is the bottleneck

    def of_kind(self, kind: SiteKind) -> tuple[SiteUse, ...]:
        """Pick the sites of one kind."""
        return tuple(use for use in self.sites if use.site.kind == kind)


def summarise_plan(case: Case, plan: Plan) -> Summary:
    """Return the facts of the plan; O(legs x links per leg), nothing but counting."""
    count = max(1, ceil((case.deadline - case.start) / case.step_seconds))
    steps = np.array([case.start + case.step_seconds * k for k in range(count)], np.float64)
    size = {party.party_id: party.size for party in case.parties}
    known = [leg for leg in plan.legs if leg.party_id in size]
    aboard, seats = defaultdict[str, int](int), defaultdict[str, int](int)
    served = {site.site_id: np.zeros(count, np.int64) for site in case.sites}
    present: Present = defaultdict(list)
    boards = {s.node_id: s.site_id for s in case.sites if s.kind == SiteKind.TRANSIT_POINT}
    for leg in known:
        people = size[leg.party_id]
        if leg.kind == LegKind.RIDE:
            aboard[leg.trip_id] += people
            _count(case, served.get(boards.get(leg.from_node, "")), leg.depart, people)
        elif leg.kind == LegKind.PROCESS:
            _count(case, served.get(leg.site_id), leg.depart, people)
        elif leg.kind == LegKind.FLY:
            seats[leg.flight_id] += people
        if leg.kind in (LegKind.WAIT, LegKind.PROCESS, LegKind.HOLD):
            present[leg.site_id] += [(leg.depart, people), (leg.arrive, -people)]
    flow = _trace(case, plan, size, aboard, served)
    uses = tuple(_site_use(case, site, served[site.site_id], present, steps) for site in case.sites)
    flights = tuple(
        FlightUse(flight, seats[flight.flight_id])
        for flight in sorted(case.flights, key=lambda f: (f.departs, f.flight_id))
        if flight.departs <= case.deadline
    )
    trips = sorted(plan.trips, key=lambda t: (t.fleet_id, t.vehicle, t.depart))
    runs = tuple(Run(t.trip_id, t.fleet_id, t.vehicle, Window(t.depart, t.arrive), aboard[t.trip_id]) for t in trips)
    flown = [use.flight.departs for use in flights if use.used]
    worst = max(
        (use for use in uses if use.site.kind != SiteKind.AIRHEAD),
        key=lambda u: (u.peak_present, u.site.site_id),
        default=None,
    )
    return Summary(
        steps=steps,
        out_by_step=_out_by(np.append(steps[1:], case.deadline), flights),
        first_out=min(flown, default=None),
        last_out=max(flown, default=None),
        flow=flow,
        sites=uses,
        flights=flights,
        runs=runs,
        crowd=worst.peak_present if worst else 0,
        crowd_site=worst.site.site_id if worst and worst.peak_present else "",
        crowd_at=worst.peak_at if worst else None,
        strains=_strains(case, uses, flights, runs),
    )


def _count(case: Case, row: NDArray[np.int64] | None, moment: float, people: int) -> None:
    """Add the people to the step of the moment; a moment outside the case counts nowhere."""
    step = (moment - case.start) / case.step_seconds
    if row is not None and 0 <= step < len(row):
        row[floor(step)] += people


def _paths(
    plan: Plan, size: dict[str, int], aboard: dict[str, int]
) -> Iterator[tuple[tuple[str, ...], bool, float, float, int]]:
    """Give every run on the streets: links, on foot or not, begin, end, people."""
    for leg in plan.legs:
        if leg.kind in (LegKind.WALK, LegKind.DRIVE) and leg.party_id in size:
            yield leg.links, leg.kind == LegKind.WALK, leg.depart, leg.arrive, size[leg.party_id]
    for trip in plan.trips:
        if aboard.get(trip.trip_id):
            yield trip.links, False, trip.depart, trip.arrive, aboard[trip.trip_id]


def _trace(
    case: Case, plan: Plan, size: dict[str, int], aboard: dict[str, int], served: dict[str, NDArray[np.int64]]
) -> NDArray[np.int64]:
    """Count people over links; count those who pass a checkpoint in the step in which they reach its node."""
    network = case.network
    row_of = network.link_index()
    seconds = {
        True: network.length / (case.limits.walk_kmh / 3.6),
        False: network.length / (network.speed_kmh / 3.6),
    }
    posts = {site.node_id: site.site_id for site in case.sites if site.kind == SiteKind.CHECKPOINT}
    post_at = {row: posts[ident] for row, ident in enumerate(network.node_ids) if ident in posts}
    flow = np.zeros(len(network.link_ids), np.int64)
    for links, on_foot, begin, end, people in _paths(plan, size, aboard):
        rows = np.array([row_of[ident] for ident in links if ident in row_of], np.int64)
        np.add.at(flow, rows, people)
        heads = network.head[rows]
        if passed := [i for i, head in enumerate(heads.tolist()) if head in post_at]:
            spent = np.cumsum(seconds[on_foot][rows])
            for i in passed:
                moment = begin + (end - begin) * float(spent[i] / spent[-1]) if spent[-1] else end
                _count(case, served[post_at[int(heads[i])]], moment, people)
    return flow


def _site_use(
    case: Case, site: Site, served: NDArray[np.int64], present: Present, steps: NDArray[np.float64]
) -> SiteUse:
    capacity = site.throughput * case.step_seconds / 3600 if site.throughput else None
    shut = [c.window for c in case.closures if c.what == "node" and c.ident == site.node_id]
    if site.kind == SiteKind.CHECKPOINT:
        shut += case.curfew_windows()
    is_open = tuple(
        covers(site.open, begin, begin + case.step_seconds) and not overlaps(shut, begin, begin + case.step_seconds)
        for begin in steps.tolist()
    )
    at_once, peak, peak_at = _most_at_once(case, present.get(site.site_id, []), len(steps))
    return SiteUse(site, tuple(served.tolist()), capacity, is_open, at_once, peak, peak_at)


def _most_at_once(
    case: Case, changes: list[tuple[float, int]], count: int
) -> tuple[tuple[int, ...], int, float | None]:
    """Return the most people present in each step, in all, and when that was; who leaves goes before who comes."""
    most, now, peak, peak_at = [0] * count, 0, 0, None
    moments = sorted(changes)
    for (moment, change), (until, _) in pairwise([*moments, (case.deadline, 0)]):
        now += change
        if now > peak:
            peak, peak_at = now, moment
        first = floor((moment - case.start) / case.step_seconds)
        last = ceil((until - case.start) / case.step_seconds)
        for step in range(max(0, first), min(count, last)):
            most[step] = max(most[step], now)
    return tuple(most), peak, peak_at


def _out_by(ends: NDArray[np.float64], flights: tuple[FlightUse, ...]) -> NDArray[np.int64]:
    """Count the people on departures up to each moment."""
    departs = np.array([use.flight.departs for use in flights])
    total = np.concatenate([[0], np.cumsum([use.used for use in flights])]).astype(np.int64)
    return total[np.searchsorted(departs, ends, side="right")]


def _full(used: Sequence[int], room: float | None) -> int:
    """Count the steps in which at least nine tenths of the room is used."""
    return sum(n >= 0.9 * room for n in used) if room else 0


def _strains(
    case: Case, uses: tuple[SiteUse, ...], flights: tuple[FlightUse, ...], runs: tuple[Run, ...]
) -> tuple[Strain, ...]:
    """List how hard each bounded means is used, most often full first."""
    found = []
    for use in uses:
        if use.share is not None and use.site.kind in (SiteKind.GATE, SiteKind.CHECKPOINT):
            found.append(Strain(use.site.kind.value, use.site.site_id, use.share, use.full_steps, sum(use.open)))
        if use.site.holding and use.site.kind != SiteKind.CHECKPOINT:
            share = sum(use.present) / (use.site.holding * len(use.present))
            full = _full(use.present, use.site.holding)
            found.append(Strain("room in", use.site.site_id, share, full, len(use.present)))
    for airhead in sorted({use.flight.airhead for use in flights}):
        own = [use for use in flights if use.flight.airhead == airhead and use.flight.seats]
        share = sum(use.used for use in own) / max(1, sum(use.flight.seats for use in own))
        full = sum(use.used >= 0.9 * use.flight.seats for use in own)
        found.append(Strain("seats from", airhead, share, full, len(own)))
    found += [_fleet_strain(case, fleet, runs) for fleet in case.fleets if fleet.vehicles]
    return tuple(sorted(found, key=lambda s: (-s.full / max(1, s.of), -s.share, s.what, s.ident)))


def _fleet_strain(case: Case, fleet: Fleet, runs: tuple[Run, ...]) -> Strain:
    """Count a fleet's vehicles at work: a run, the turnaround, and an empty run back that is taken to last as long."""
    count = ceil((case.deadline - case.start) / case.step_seconds)
    begins = [case.start + case.step_seconds * k for k in range(count)]
    barred = case.curfew_windows()
    usable = [
        covers(fleet.available, begin, begin + case.step_seconds)
        and not overlaps(barred, begin, begin + case.step_seconds)
        for begin in begins
    ]
    busy: list[set[int]] = [set() for _ in begins]
    for run in runs:
        if run.fleet_id == fleet.fleet_id and run.aboard:
            begin, end = run.window.start, run.window.end
            until = end + (end - begin) + 60 * case.limits.turnaround_minutes
            first, last = (
                floor((begin - case.start) / case.step_seconds),
                ceil((until - case.start) / case.step_seconds),
            )
            for step in range(max(0, first), min(count, last)):
                busy[step].add(run.vehicle)
    at_work = [len(vehicles) for vehicles, can in zip(busy, usable, strict=True) if can]
    share = min(1.0, sum(at_work) / max(1, fleet.vehicles * len(at_work)))
    return Strain("vehicles of", fleet.fleet_id, share, _full(at_work, fleet.vehicles), len(at_work))
