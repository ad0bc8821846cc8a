"""Lay the means of a case out as a flow network by the hour: whoever any feasible plan takes out can flow through it.

People wait where they live; who can reach no gate by themselves boards a vehicle; checkpoints join the parts of the
city that fall apart without them; gates let into airheads; flights take out. Distances inside a part, crowds, waits and
the capacity of streets are left out, so the flow is a bound from above.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor, inf

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.network import Site, SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency.city_parts import CityParts, Where, group_people
from safeconduct.core.sufficiency.staff import Staff
from safeconduct.core.sufficiency.window_sets import union, without

HOUR = 3600.0
PERIODS_MAX = 96
MOMENT = 1e-3  # seconds; where a stop is at a gate, a round trip takes no time
BOUNDLESS = 2**30  # people; more than any case has, and small enough to add to in 32 bits
SOURCE, SINK = ("source",), ("sink",)
Node = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Means:
    """Name what an arc of the network stands for."""

    kind: str  # "people", "fleet", "checkpoint", "gate", "staff", "airhead" or "flight"
    ident: str
    window: Window


@dataclass
class MeansNetwork:
    """Hold the arcs: from, to, people at most, and what it stands for (None = nothing that could be more)."""

    arcs: list[tuple[int, int, int, Means | None]] = field(default_factory=list)
    rows: dict[Node, int] = field(default_factory=lambda: {SOURCE: 0, SINK: 1})
    stranded: int = 0  # people who can reach neither a gate nor a stop

    def add(self, tail: Node, head: Node, people: float, means: Means | None = None) -> None:
        """Add an arc; no two join the same nodes the same way."""
        ends = (self.rows.setdefault(node, len(self.rows)) for node in (tail, head))
        self.arcs.append((next(ends), next(ends), min(BOUNDLESS, ceil(people - 1e-6)), means))


@dataclass(frozen=True, slots=True)
class _Clock:
    """Cut the time of a case into periods of whole steps."""

    case: Case
    steps: int  # of throughput in a period

    @classmethod
    def of(cls, case: Case) -> _Clock:
        span = max(HOUR, (case.deadline - case.start) / PERIODS_MAX)
        return cls(case, max(1, ceil(span / case.step_seconds - 1e-9)))

    @property
    def periods(self) -> list[Window]:
        width = self.steps * self.case.step_seconds
        count = max(1, ceil((self.case.deadline - self.case.start) / width - 1e-9))
        begins = (self.case.start + number * width for number in range(count))
        return [Window(begin, min(begin + width, self.case.deadline)) for begin in begins]

    def number_at(self, moment: float) -> int:
        """Return the period of a moment, of all before the first the first."""
        return max(0, floor((moment - self.case.start) / (self.steps * self.case.step_seconds)))

    def open_steps(self, site: Site) -> NDArray[np.int64]:
        """Count, period by period, the steps in which a site is open at any moment."""
        shut = (
            closure.window for closure in self.case.closures if (closure.what, closure.ident) == ("node", site.node_id)
        )
        opening = without(union(site.open) or (Window(-inf, inf),), shut)
        grain, periods = self.case.step_seconds, self.periods
        begins = self.case.start + grain * np.arange(len(periods) * self.steps)
        touched = np.zeros(len(begins), np.int64)
        for window in opening:
            touched |= (begins + grain > window.start - 1.0) & (begins < window.end + 1.0)
        counts: NDArray[np.int64] = touched.reshape(len(periods), self.steps).sum(axis=1)
        return counts


def build_network(case: Case, staff: Staff, *, together: bool, times: float = 1.0) -> MeansNetwork:
    """Return the network of a case with so many times the people.

    Vehicles are shared by all parts of the city. `together` counts them once, and lets who boards get off in any part;
    else each part has them all. Neither takes away from what is possible, so the smaller flow of the two is a bound.
    """
    net, clock, parts = MeansNetwork(), _Clock.of(case), CityParts(case)
    groups = group_people(case, parts)
    net.stranded = sum(group.people for group in groups if group.where is Where.NOWHERE)
    periods = clock.periods
    whole = Window(case.start, case.deadline)
    counts: Counter[tuple[str, tuple[int, ...], int]] = Counter()
    for group in groups:
        if group.where is not Where.NOWHERE:
            kind = "at" if group.where is Where.BY_THEMSELVES else "home"
            counts[kind, group.parts, min(clock.number_at(group.ready), len(periods) - 1)] += group.people
    for (kind, lived_in, when), people in counts.items():
        party: Node = ("party", kind, lived_in, when)
        net.add(SOURCE, party, people * times, Means("people", "", whole))
        for part in lived_in:
            net.add(party, (kind, part, when), BOUNDLESS)
    riding = {part for kind, lived_in, _ in counts if kind == "home" for part in lived_in}
    for part in parts.numbers:
        for kind in ("at", "home") if part in riding else ("at",):
            for when in range(len(periods) - 1):
                net.add((kind, part, when), (kind, part, when + 1), BOUNDLESS)
    _add_fleets(net, case, clock, parts, sorted(riding), staff, together)
    _add_checkpoints(net, case, clock, parts)
    _add_gates(net, case, clock, parts, staff)
    _add_flights(net, case, clock)
    return net


def _add_fleets(
    net: MeansNetwork, case: Case, clock: _Clock, parts: CityParts, riding: Sequence[int], staff: Staff, together: bool
) -> None:
    """Let vehicles take people on: in each window as many round trips as the quickest allows."""
    out, back = parts.find_quickest_trip()
    if not riding or out == inf:
        return
    driven = staff.vehicles
    turn = max(MOMENT, out + back + 60.0 * case.limits.turnaround_minutes)
    barred = case.curfew_windows()
    for fleet in case.fleets:
        free = without(union(fleet.available) or (Window(case.start, case.deadline),), barred)
        vehicles = fleet.vehicles if driven is None else min(fleet.vehicles, driven)
        for number, window in enumerate(free):
            begin, end = max(window.start, case.start), min(window.end, case.deadline)
            trips = floor((end - begin + 2.0 - out) / turn + 1.0) if end - begin + 2.0 >= out else 0
            if trips <= 0:
                continue
            means = Means("fleet", fleet.fleet_id, Window(begin, end))
            for shared in (None,) if together else riding:
                aboard: Node = ("aboard", fleet.fleet_id, number, shared)
                ready: Node = ("boards", *aboard[1:])
                net.add(ready, aboard, vehicles * fleet.seats * trips, means)
                first, last = clock.number_at(begin), min(clock.number_at(end), len(clock.periods) - 1)
                for part in riding if together else (shared,):
                    for when in range(first, last + 1):
                        net.add(("home", part, when), ready, BOUNDLESS)
                    net.add(aboard, ("at", part, first), BOUNDLESS)


def _add_checkpoints(net: MeansNetwork, case: Case, clock: _Clock, parts: CityParts) -> None:
    """Join the parts of the city on either side of a checkpoint, as its throughput allows."""
    for site in case.sites:
        if site.kind is not SiteKind.CHECKPOINT:
            continue
        joined = parts.around(site.node_id)
        for when, (steps, window) in enumerate(zip(clock.open_steps(site), clock.periods, strict=True)):
            before: Node = ("before", site.site_id, when)
            behind: Node = ("behind", site.site_id, when)
            for part in joined:
                net.add(("at", part, when), before, BOUNDLESS)
                net.add(behind, ("at", part, when), BOUNDLESS)
            room = _people_in(site, int(steps), case.step_seconds)
            net.add(before, behind, room, Means("checkpoint", site.site_id, window))
            for other in parts.next_checkpoints(site.node_id):
                net.add(behind, ("before", other, when), BOUNDLESS)


def _add_gates(net: MeansNetwork, case: Case, clock: _Clock, parts: CityParts, staff: Staff) -> None:
    """Let people into the airheads as the gates' throughput and staff allow, and hold them there."""
    periods = clock.periods
    for site in case.sites:
        if site.kind is SiteKind.GATE:
            for when, (steps, window) in enumerate(zip(clock.open_steps(site), periods, strict=True)):
                gate: Node = ("gate", site.site_id, when)
                for part in parts.of(site.node_id):
                    net.add(("at", part, when), gate, BOUNDLESS)
                room = _people_in(site, int(steps), case.step_seconds)
                through: Node = ("air", site.serves, when) if staff.people_per_hour is None else ("through", when)
                net.add(gate, through, room, Means("gate", site.site_id, window))
        elif site.kind is SiteKind.AIRHEAD:
            for when, (window, later) in enumerate(pairwise(periods)):
                means = (
                    None if site.holding is None else Means("airhead", site.site_id, Window(window.start, later.end))
                )
                room = BOUNDLESS if site.holding is None else site.holding
                net.add(("air", site.site_id, when), ("air", site.site_id, when + 1), room, means)
    if staff.people_per_hour is not None:
        airheads = {site.serves for site in case.sites if site.kind is SiteKind.GATE}
        for when, window in enumerate(periods):
            hours = clock.steps * case.step_seconds / HOUR
            means = Means("staff", "", window)
            net.add(("through", when), ("worked", when), staff.people_per_hour * hours, means)
            for airhead in sorted(airheads, key=str):
                net.add(("worked", when), ("air", airhead, when), BOUNDLESS)


def _add_flights(net: MeansNetwork, case: Case, clock: _Clock) -> None:
    """Let flights take whom the gates let in in time for the connection."""
    for flight in case.flights:
        latest = flight.departs - 60.0 * case.limits.connection_minutes_min + 2.0
        if flight.departs > case.deadline + 1.0 or latest < case.start:
            continue
        when = min(clock.number_at(latest), len(clock.periods) - 1)
        means = Means("flight", flight.flight_id, Window(flight.departs, flight.departs))
        net.add(("air", flight.airhead, when), ("flight", flight.flight_id), flight.seats, means)
        net.add(("flight", flight.flight_id), SINK, BOUNDLESS)


def _people_in(site: Site, steps: int, grain: float) -> float:
    """Return the people whom a site lets pass in so many steps."""
    return BOUNDLESS * bool(steps) if site.throughput is None else steps * floor(site.throughput * grain / HOUR + 1e-6)


def list_means(net: MeansNetwork, numbers: Iterable[int]) -> list[tuple[Means, int]]:
    """Return what some arcs stand for, with their people, but for those that stand for nothing or for people."""
    found = [(net.arcs[number][3], net.arcs[number][2]) for number in numbers]
    return [(means, people) for means, people in found if means is not None and means.kind != "people" and people]
