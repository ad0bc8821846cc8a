"""State one evacuation: the clock, the limits, the objective, the people and the means.

The case format (docs/formats.md) is the source of every field and default here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from safeconduct.core.basics import Window
from safeconduct.core.intake import Report
from safeconduct.core.network import Closure, Fleet, Flight, Landmark, Site, StreetNetwork
from safeconduct.core.people import Party
from safeconduct.core.picture import HazardRow, Incident, Watcher
from safeconduct.core.picture.belief import SourceLedger, SourcePriors
from safeconduct.core.picture.district import District
from safeconduct.core.picture.risk_form import Override


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what a party and a vehicle may be asked to do; infinity = no bound."""

    walk_kmh: float = 4.0
    walk_metres_max: float = float("inf")
    wait_minutes_max: float = float("inf")
    connection_minutes_min: float = 0.0
    turnaround_minutes: float = 0.0
    curfew: tuple[tuple[int, int], ...] = ()  # local minutes of the day (from, to); to <= from runs past midnight


@dataclass(frozen=True, slots=True)
class Objective:
    """Price everything in expected people harmed."""

    left_behind: float
    background_rate: float = 0.0
    sheltered_factor: float = 0.1
    crowd_rate: float = 0.0
    hour: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Hold one whole case."""

    name: str
    start: float  # POSIX second
    deadline: float  # POSIX second
    utc_offset_seconds: int  # local time of the whole case
    step_minutes: float
    limits: Limits
    objective: Objective
    network: StreetNetwork
    sites: tuple[Site, ...]
    parties: tuple[Party, ...]
    fleets: tuple[Fleet, ...]
    flights: tuple[Flight, ...]
    closures: tuple[Closure, ...] = ()
    hazard: tuple[HazardRow, ...] | None = None  # None = hazard.csv is not given
    reports: tuple[Report, ...] = ()  # report.csv, what the threat picture is made from
    incidents: tuple[Incident, ...] = ()  # incident.csv, what happened
    overrides: tuple[Override, ...] = ()  # override.csv, what persons set against the picture's figures
    districts: tuple[District, ...] = ()  # districts.geojson; none = squares
    sources: SourceLedger | None = None  # sources.json, what is thought of who reports
    watched: float = 0.0  # case.toml [picture]: share of incidents that becomes known; 0 = nobody says
    watchers: tuple[Watcher, ...] = ()  # watch.csv, who watches which place
    kappa: float = 0.0  # case.toml [picture]: plans count mean + kappa (upper bound - mean), from 0 to 1
    uncertainty: Mapping[str, float] = field(default_factory=dict)  # case.toml [uncertainty]
    landmarks: tuple[Landmark, ...] = ()  # landmark.csv, by which instructions name turns
    staff: Mapping[str, float] = field(default_factory=dict)  # case.toml [staff]; empty = nobody says

    @property
    def step_seconds(self) -> float:
        """Give the grain of throughput."""
        return 60.0 * self.step_minutes

    @property
    def source_priors(self) -> SourcePriors:
        """Give what is thought of the sources: what the case says, else the conventions."""
        return self.sources.priors if self.sources is not None else SourcePriors()

    @property
    def is_exercise(self) -> bool:
        """Tell an exercise from a live case by its name."""
        return self.name.upper().startswith("EXERCISE")

    def curfew_windows(self) -> tuple[Window, ...]:
        """Lay the daily curfew out as absolute windows around the case's clock, sorted."""
        spans = []
        midnight = (self.start + self.utc_offset_seconds) // 86400 * 86400 - self.utc_offset_seconds - 86400
        while midnight < self.deadline + 2 * 86400:
            for begin, end in self.limits.curfew:
                until = end + (1440 if end <= begin else 0)
                spans.append(Window(midnight + 60.0 * begin, midnight + 60.0 * until))
            midnight += 86400
        return tuple(sorted(spans))
