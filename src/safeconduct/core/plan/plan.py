"""State the answer to a case: what every party and every vehicle does, and what is claimed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class LegKind(StrEnum):
    """Name what a party does during one leg."""

    WALK = "walk"
    DRIVE = "drive"
    WAIT = "wait"
    RIDE = "ride"
    PROCESS = "process"
    HOLD = "hold"
    FLY = "fly"


@dataclass(frozen=True, slots=True)
class Leg:
    """Give one leg of one party; ids are those of the case, times POSIX seconds.

    `kind` is a LegKind; a plan from elsewhere may hold any other word, which the judge then speaks of.
    """

    party_id: str
    seq: int
    kind: str
    from_node: str
    to_node: str
    depart: float
    arrive: float
    links: tuple[str, ...] = ()
    trip_id: str = ""
    site_id: str = ""
    flight_id: str = ""


@dataclass(frozen=True, slots=True)
class Trip:
    """Give one vehicle's run from a transit point to a gate, or any empty run."""

    trip_id: str
    fleet_id: str
    vehicle: int
    from_node: str
    to_node: str
    depart: float
    arrive: float
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Hold a plan and its claims; `lower_bound` is None where none was proven.

    `claims` is plan.json as it was read, junk and all, so that the judge can speak of what it says (case, cost, out,
    left, lower_bound); it is empty for a plan that was made here, whose typed fields are its claims.
    """

    case: str
    planner: Mapping[str, object]
    seed: int
    legs: tuple[Leg, ...]
    trips: tuple[Trip, ...]
    cost: float
    out: int
    left: int
    lower_bound: float | None = None
    notes: Mapping[str, str] = field(default_factory=dict)  # party_id -> why it is left, in words
    claims: Mapping[str, object] = field(default_factory=dict)
