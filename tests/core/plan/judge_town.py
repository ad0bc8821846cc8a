"""Lay out a small town in code, a good plan for it, and many ways to break that plan.

The town is one street of six nodes, `depot - stop - bend - post - gate - home`, both ways, 500 m each, a minute by car
at 30 km/h and 7.5 minutes on foot. The people at `stop` ride a bus through the checkpoint; those at `home` drive.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from safeconduct.core.basics import Window, parse_time
from safeconduct.core.network import Closure, Fleet, Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Leg, LegKind, Limits, Objective, Plan, Trip, judge_plan

NODES = ("depot", "stop", "bend", "post", "gate", "home")


def at(clock: str) -> float:
    """Give the POSIX second of a time on the day of the case: `HH:MM` or `HH:MM:SS`."""
    return parse_time(f"2031-03-04T{clock if len(clock) > 5 else clock + ':00'}+00:00")


def between(start: str, end: str) -> Window:
    """Give the window between two times of the day."""
    return Window(at(start), at(end))


def make_case() -> Case:
    """Give the town's case; links are named `from>to`."""
    pairs = [(i, i + 1) for i in range(5)] + [(i + 1, i) for i in range(5)]
    m = len(pairs)
    network = StreetNetwork(
        node_ids=NODES,
        x=np.linspace(0.0, 0.0225, 6),
        y=np.zeros(6),
        link_ids=tuple(f"{NODES[a]}>{NODES[b]}" for a, b in pairs),
        tail=np.array([a for a, _ in pairs], dtype=np.int32),
        head=np.array([b for _, b in pairs], dtype=np.int32),
        length=np.full(m, 500.0),
        speed_kmh=np.full(m, 30.0),
        walk=np.ones(m, dtype=bool),
        auto=np.ones(m, dtype=bool),
        capacity=np.full(m, np.nan),
        names=("",) * m,
    )
    return Case(
        name="EXERCISE town",
        start=at("06:00"),
        deadline=at("12:00"),
        utc_offset_seconds=0,
        step_minutes=15.0,
        limits=Limits(4.0, 2000.0, 30.0, 60.0, 10.0, ((9 * 60, 10 * 60),)),
        objective=Objective(0.02, 2e-5, 0.1, 5e-7, 1e-7),
        network=network,
        sites=(
            Site("T", SiteKind.TRANSIT_POINT, "stop", holding=20.0),
            Site("C", SiteKind.CHECKPOINT, "post", throughput=80.0),
            Site("G", SiteKind.GATE, "gate", holding=20.0, throughput=40.0, serves="A"),
            Site("A", SiteKind.AIRHEAD, "home", holding=30.0),
        ),
        parties=(
            Party("P1", "bend", 4, 1.0, frozenset({Mode.WALK}), at("06:05")),
            Party("P2", "depot", 3, 2.0, frozenset({Mode.WALK, Mode.AUTO}), at("06:00")),
            Party("P3", "bend", 5, 1.0, frozenset({Mode.WALK}), at("06:00")),
        ),
        fleets=(Fleet("B", "depot", 1, 8),),
        flights=(Flight("F1", "A", at("08:00"), 10), Flight("F2", "A", at("11:00"), 10)),
        hazard=(
            HazardRow("link", "bend>post", between("06:21", "06:22"), 3e-3),
            HazardRow("node", "gate", between("06:25", "06:40"), 1e-3),
        ),
    )


def make_plan(case: Case) -> Plan:
    """Give a feasible plan: P1 walks to the stop and rides, P2 drives, P3 stays."""
    legs = (
        Leg("P1", 0, LegKind.WALK, "bend", "stop", at("06:10"), at("06:18"), ("bend>stop",)),
        Leg("P1", 1, LegKind.WAIT, "stop", "stop", at("06:18"), at("06:20"), site_id="T"),
        Leg("P1", 2, LegKind.RIDE, "stop", "gate", at("06:20"), at("06:23"), trip_id="R1"),
        Leg("P1", 3, LegKind.PROCESS, "gate", "gate", at("06:23"), at("06:30"), site_id="G"),
        Leg("P1", 4, LegKind.HOLD, "gate", "home", at("06:30"), at("08:00"), site_id="A"),
        Leg("P1", 5, LegKind.FLY, "home", "home", at("08:00"), at("08:00"), flight_id="F1"),
        Leg("P2", 0, LegKind.DRIVE, "depot", "gate", at("06:30"), at("06:34"), PATH),
        Leg("P2", 1, LegKind.PROCESS, "gate", "gate", at("06:34"), at("06:40"), site_id="G"),
        Leg("P2", 2, LegKind.HOLD, "gate", "home", at("06:40"), at("11:00"), site_id="A"),
        Leg("P2", 3, LegKind.FLY, "home", "home", at("11:00"), at("11:00"), flight_id="F2"),
    )
    trips = (Trip("R1", "B", 0, "stop", "gate", at("06:20"), at("06:23"), PATH[1:]),)
    return claim(case, Plan(case.name, {"name": "hand"}, 0, legs, trips, cost=0.0, out=0, left=0))


PATH = ("depot>stop", "stop>bend", "bend>post", "post>gate")


def claim(case: Case, plan: Plan) -> Plan:
    """Let the plan claim what is true of it."""
    verdict = judge_plan(case, plan)
    return replace(plan, cost=verdict.cost.total, out=verdict.out, left=verdict.left)


class Town:
    """Change a case and its plan piece by piece."""

    def __init__(self) -> None:
        """Start from the good plan."""
        self.case = make_case()
        self.plan = make_plan(self.case)

    def leg(self, party: str, seq: int, /, **changes: Any) -> None:
        """Change one leg; times as `HH:MM[:SS]`."""
        self.plan = replace(
            self.plan,
            legs=tuple(
                replace(leg, **_moments(changes)) if (leg.party_id, leg.seq) == (party, seq) else leg
                for leg in self.plan.legs
            ),
        )

    def add_leg(
        self, party: str, seq: int, kind: str, start: str, end: str, depart: str, arrive: str, **more: Any
    ) -> None:
        """Add a leg."""
        self.plan = replace(
            self.plan, legs=(*self.plan.legs, Leg(party, seq, kind, start, end, at(depart), at(arrive), **more))
        )

    def drop(self, party: str, *seqs: int) -> None:
        """Drop legs of a party."""
        legs = tuple(leg for leg in self.plan.legs if leg.party_id != party or leg.seq not in seqs)
        self.plan = replace(self.plan, legs=legs)

    def trip(self, **changes: Any) -> None:
        """Change the trip."""
        self.plan = replace(self.plan, trips=(replace(self.plan.trips[0], **_moments(changes)), *self.plan.trips[1:]))

    def add_trip(self, ident: str, start: str, end: str, depart: str, arrive: str, *links: str, **more: Any) -> None:
        """Add a trip of the same vehicle."""
        trip = replace(Trip(ident, "B", 0, start, end, at(depart), at(arrive), links), **more)
        self.plan = replace(self.plan, trips=(*self.plan.trips, trip))

    def site(self, ident: str, **changes: Any) -> None:
        """Change a site."""
        sites = tuple(replace(s, **changes) if s.site_id == ident else s for s in self.case.sites)
        self.case = replace(self.case, sites=sites)

    def add_site(self, site: Site) -> None:
        """Add a site."""
        self.case = replace(self.case, sites=(*self.case.sites, site))

    def party(self, ident: str, **changes: Any) -> None:
        """Change a party."""
        parties = tuple(replace(p, **changes) if p.party_id == ident else p for p in self.case.parties)
        self.case = replace(self.case, parties=parties)

    def flight(self, ident: str, **changes: Any) -> None:
        """Change a flight."""
        flights = tuple(replace(f, **changes) if f.flight_id == ident else f for f in self.case.flights)
        self.case = replace(self.case, flights=flights)

    def fleet(self, **changes: Any) -> None:
        """Change the fleet."""
        self.case = replace(self.case, fleets=(replace(self.case.fleets[0], **changes),))

    def limits(self, **changes: Any) -> None:
        """Change the limits."""
        self.case = replace(self.case, limits=replace(self.case.limits, **changes))

    def close(self, what: Any, ident: str, start: str, end: str) -> None:
        """Close a link or node."""
        closure = Closure(what, ident, between(start, end), "EXERCISE")
        self.case = replace(self.case, closures=(*self.case.closures, closure))

    def street(self, link: str, **changes: Any) -> None:
        """Change the columns of one link."""
        columns = {}
        for column, value in changes.items():
            columns[column] = getattr(self.case.network, column).copy()
            columns[column][self.case.network.link_index()[link]] = value
        self.case = replace(self.case, network=replace(self.case.network, **columns))


def _moments(changes: dict[str, Any]) -> dict[str, Any]:
    return {key: at(value) if key in ("depart", "arrive") else value for key, value in changes.items()}


@dataclass(frozen=True)
class Way:
    """Name a way to change the town, and the words of the one violation that must follow; "" = it stays feasible."""

    words: str
    change: Callable[[Town], None]
    honest: bool = True  # claim what is true of the changed plan
    count: int = 1  # violations

    def apply(self) -> Town:
        """Give the changed town."""
        town = Town()
        self.change(town)
        if self.honest:
            town.plan = claim(town.case, town.plan)
        return town


WAYS: list[Way] = []


def way(
    words: str, *, honest: bool = True, count: int = 1
) -> Callable[[Callable[[Town], None]], Callable[[Town], None]]:
    """Enter a change into the list of ways."""

    def enter(change: Callable[[Town], None]) -> Callable[[Town], None]:
        WAYS.append(Way(words, change, honest, count if words else 0))
        return change

    return enter
