"""Offer `safeconduct warm-up`: compile the kernels of planning, replanning and replay with a small exercise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import typer

from safeconduct.core.basics import Window
from safeconduct.core.network import Fleet, Flight, Site, SiteKind, StreetNetwork
from safeconduct.core.people import Mode, Party
from safeconduct.core.picture import HazardRow
from safeconduct.core.plan import Case, Limits, Objective, Plan
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.plan.replanning import (
    Event,
    HazardAdded,
    PartiesAdded,
    PlaceClosed,
    VehicleLost,
    replan,
    stand_up,
)
from safeconduct.core.sufficiency import Uncertainty, play_plan
from safeconduct.interfaces.cli import Services


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(name="warm-up", epilog="Example: safeconduct warm-up")
    def warm_up() -> None:
        """Compile the kernels of planning, replanning and replay now, so that the first plan does not wait for it."""
        case = _small_case()
        for planner in PLANNERS.values():
            plan = planner.plan(case, seed=1, stop=lambda rounds: rounds >= 50, tell=lambda progress: None)
            planner.plan(case, seed=1, stop=lambda rounds: True, tell=lambda progress: None, start_from=plan)
            play_plan(case, plan, Uncertainty(), days=1, seed=1)
            _replan(case, plan)


def _replan(case: Case, plan: Plan) -> None:
    """Replan after events of each kind, so that all of it is compiled."""
    whole = Window(case.start, case.deadline)
    used = [link for leg in plan.legs for link in leg.links][:1]
    events: list[Event] = [PlaceClosed("link", link, whole) for link in used]
    events += [VehicleLost("B1", 0, case.start), HazardAdded((HazardRow("node", "3", whole, 1e-3),))]
    events.append(PartiesAdded((replace(case.parties[0], party_id="P3"),)))
    for happened in ([], events):
        rounds = iter([False, False, True])
        replan(stand_up(case, plan, ready=True), happened, stop=rounds.__next__)


def _small_case() -> Case:
    """Return a street of five nodes with one of everything."""
    nodes = 5
    tail = np.array([*range(nodes - 1), *range(1, nodes)], np.int32)
    head = np.array([*range(1, nodes), *range(nodes - 1)], np.int32)
    links = len(tail)
    network = StreetNetwork(
        tuple(str(i) for i in range(nodes)), np.arange(nodes, dtype=np.float64) * 0.001, np.zeros(nodes),
        tuple(f"L{i}" for i in range(links)), tail, head, np.full(links, 100.0), np.full(links, 30.0),
        np.ones(links, np.bool_), np.ones(links, np.bool_), np.full(links, np.nan), ("",) * links,
    )  # fmt: skip
    sites = (
        Site("T1", SiteKind.TRANSIT_POINT, "1"),
        Site("C1", SiteKind.CHECKPOINT, "2", throughput=100.0),
        Site("G1", SiteKind.GATE, "3", holding=50.0, throughput=60.0, serves="A1"),
        Site("A1", SiteKind.AIRHEAD, "4", holding=5.0),
    )
    both = frozenset({Mode.WALK, Mode.AUTO})
    parties = (Party("P1", "0", 3, 1.0, both, 0.0), Party("P2", "0", 4, 2.0, frozenset({Mode.WALK}), 0.0))
    fleets = (Fleet("B1", "0", 1, 10, (Window(0.0, 7200.0),)),)
    limits = Limits(walk_metres_max=150.0, wait_minutes_max=30.0, curfew=((60, 70),))
    objective = Objective(0.02, 2e-5, 0.1, 5e-7, 1e-7)
    flights = (Flight("F1", "A1", 7000.0, 10),)
    return Case("EXERCISE warm-up", 0.0, 7200.0, 0, 15.0, limits, objective, network, sites, parties, fleets, flights)
