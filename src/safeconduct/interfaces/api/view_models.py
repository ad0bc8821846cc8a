"""Describe what pages show of the day, map, threat and plan; positions are degrees of longitude and latitude."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from safeconduct.interfaces.api.models import Level, Model

At = tuple[float, float]
SiteWord = Literal["transit", "checkpoint", "gate", "airhead", "depot", "shelter"]


class StandingPlanSaid(Model):
    """Hold the plan that stands, as it was judged."""

    plan: str
    name: str
    adopted_millis: int
    moved: int
    left: int
    gap: float | None


class StandingOrderSaid(Model):
    """Hold the order about everybody."""

    level: Level
    why: str
    by: str
    millis: int


class SufficiencyShort(Model):
    """Hold the newest answer whether the means suffice."""

    chance: float
    low: float | None
    high: float | None
    made_millis: int
    plan: str
    stale: bool


class WaitingSaid(Model):
    """Count what waits for a person, and since when the oldest does."""

    cases: int
    oldest_case_millis: int | None
    replies: int
    oldest_reply_millis: int | None
    help: int


class UntoldSaid(Model):
    """Count who was told nothing, by district."""

    district: str
    parties: int
    people: int


class BeliefSaid(Model):
    """Say what is believed of a place now, by whose word, and for how long."""

    place: str
    name: str
    state: Literal["clear", "unknown", "threat"]
    since_millis: int | None
    until_millis: int | None
    source: str | None


class TodaySaid(Model):
    """Hold what a day hangs on; null is "not known", never 0."""

    now_millis: int
    name: str
    exercise: bool
    device: str
    deadline_millis: int | None
    plan: StandingPlanSaid | None
    plan_conflict: bool
    order: StandingOrderSaid | None
    orders: int
    sufficiency: SufficiencyShort | None
    waiting: WaitingSaid
    nobody_told: list[UntoldSaid]
    parties: int
    people: int
    arrived: int
    overdue: int | None  # null: no plan says who is due
    beliefs: list[BeliefSaid]
    forked: list[str]
    refusals: int


class LinesSaid(Model):
    """Hold lines along streets: each has `counts` points, each a step from the one before, in units of `scale` degrees.

    The first point of all is a step from `start`, which is in degrees.
    """

    scale: float
    start: At
    deltas: list[int]
    counts: list[int]
    classes: list[int]  # rows of class_names
    names: list[str]
    class_names: list[str]


class SiteSaid(Model):
    """Hold a site or a depot."""

    site: str
    name: str
    kind: SiteWord
    at: At


class DistrictSaid(Model):
    """Hold the outline of a district, or of a part of it."""

    name: str
    ring: list[At]


class MapSaid(Model):
    """Hold the map of the plan's case."""

    case: str
    bounds: tuple[float, float, float, float]  # west, south, east, north
    links: LinesSaid
    sites: list[SiteSaid]
    districts: list[DistrictSaid]


class CellSaid(Model):
    """Hold the outline of a square."""

    cell: str
    ring: list[At]


class DisputeSaid(Model):
    """Say where origins contradict each other."""

    place: str
    what: str
    sources: list[str]


class ThreatSaid(Model):
    """Hold the threat by square and hour: what plans count, what may be, and where it is unknown, which is not safe."""

    made_millis: int
    hours: list[int]
    cells: list[CellSaid]
    mean: list[list[float]]
    upper: list[list[float]]
    unknown: list[list[int]]
    unit: str
    contradictions: list[DisputeSaid]


class ReasonSaid(Model):
    """Give one reason, and its share of the rate where it has one."""

    words: str
    share: float | None
    source: str | None


class CellWhySaid(Model):
    """Say why a square reads as it does."""

    cell: str
    mean: float
    low: float
    upper: float
    unknown: bool
    why: list[ReasonSaid]


Move = tuple[str, int, int, str, str, str | None, str | None, str | None, int | None]
"""party, size, leave_millis, from_name, to_site, vehicle, gate, flight, arrive_millis"""


class SiteHoursSaid(Model):
    """Say how many people a site serves in which hour."""

    site: str
    hours: list[int]
    people: list[int]


class VehicleSaid(Model):
    """Hold a vehicle and its runs: leave_millis, arrive_millis, from, to, people aboard."""

    vehicle: str
    seats: int
    runs: list[tuple[int, int, str, str, int]]


class FlightSaid(Model):
    """Say how many seats of a departure are used."""

    flight: str
    airhead: str
    departs_millis: int
    seats: int
    used: int


class PlanShown(Model):
    """Hold the plan that stands: who moves when, from where and to where, and who is left."""

    plan: str
    case: str
    deadline_millis: int
    moves: list[Move]
    left: list[tuple[str, int]]
    by_site: list[SiteHoursSaid]
    vehicles: list[VehicleSaid]
    flights: list[FlightSaid]


class LegSaid(Model):
    """Hold one leg of a party's way."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)

    action: str
    mode: str | None
    from_: Annotated[str, Field(alias="from")]
    to: str
    leave_millis: int
    arrive_millis: int | None
    vehicle: str | None
    words: str
    line: list[At]


class WaySaid(Model):
    """Hold a party's way by the plan that stands; no legs where it stays."""

    party: str
    legs: list[LegSaid]


class DifferenceSaid(Model):
    """Say what a party was to do, and is to do now."""

    party: str
    was: str
    now: str


class ChangesSaid(Model):
    """Say what the plan that stands changes of the one before it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)

    from_: Annotated[str, Field(alias="from")]
    to: str
    changed: list[DifferenceSaid]
    unchanged: int
