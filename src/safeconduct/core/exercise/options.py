"""State what kind of exercise is wanted, and find every fault in the wish at once."""

from __future__ import annotations

import math
from dataclasses import dataclass

from safeconduct.core.basics import Fault

MARK = "EXERCISE"  # begins every name in an exercise
LARGEST_PARTY = 16  # people
PARTIES_MAX, HOURS_MAX = 200_000, 240.0
COUNT_MAX = 10_000  # of sites, vehicles, flights, hazards, closures, reports


@dataclass(frozen=True, slots=True)
class ExerciseOptions:
    """Choose the size and shape of an exercise; a count of None is chosen from the number of parties and the map.

    `start` is a POSIX second, `utc_offset_seconds` the local time of the whole case, `airhead` (longitude, latitude) in
    degrees or None for a drawn place away from the centre, `seats_factor` the seats on all flights over the people to
    move, `curfew` local minutes of the day (from, to).
    """

    parties: int = 2000
    hours: float = 36.0
    step_minutes: float = 15.0
    start: float = 1_930_370_400.0  # 2031-03-04T06:00:00+00:00
    utc_offset_seconds: int = 0
    airhead: tuple[float, float] | None = None
    transit_points: int | None = None
    gates: int | None = None
    checkpoints: int | None = None
    vehicles: int | None = None
    flights: int | None = None
    hazards: int = 6
    closures: int | None = None
    reports: int | None = None
    incidents: int = 0  # in the weeks before
    watched: float = 0.0  # share of what happens that becomes an incident
    watchers: int = 0  # rows that say who watches which place
    kappa: float = 0.0  # of what is not known of the hazard counts, from 0 to 1
    seats_factor: float = 1.1
    curfew: tuple[tuple[int, int], ...] = ((21 * 60, 4 * 60 + 30),)
    hazard_file: bool = True  # False: the hazard is to be found from the reports alone
    name: str = ""

    @property
    def deadline(self) -> float:
        """Give the deadline, on a whole minute after the start."""
        return self.start + 60.0 * round(60 * self.hours)

    @property
    def case_name(self) -> str:
        """Give the case's name, marked once.

        >>> ExerciseOptions(name="harbour").case_name
        'EXERCISE harbour'
        """
        name = self.name.strip() or f"{self.parties} parties"
        return name if name.startswith(MARK) else f"{MARK} {name}"

    @property
    def gates_wanted(self) -> int:
        """Give the number of gates: 2 for a hundred parties, 4 for ten thousand, where none is asked for."""
        return self.gates if self.gates is not None else min(4, max(2, round(math.log10(self.parties))))

    @property
    def transit_points_wanted(self) -> int:
        """Give the number of transit points, growing as the root of the parties where none is asked for."""
        return self.transit_points if self.transit_points is not None else min(60, max(2, round(self.parties**0.5 / 2)))

    @property
    def reports_wanted(self) -> int:
        """Give the number of reports: five for each hazard where none is asked for."""
        return self.reports if self.reports is not None else 5 * self.hazards

    def at(self, share: float, grain_seconds: float = 60.0) -> float:
        """Give the moment after that share of the case's time, on the grain."""
        return self.start + grain_seconds * round(share * (self.deadline - self.start) / grain_seconds)


def _fault(option: str, value: object, problem: str, remedy: str) -> Fault:
    return Fault("options", 0, option, str(value), problem, remedy)


def _between(option: str, value: float | None, low: float, high: float, what: str) -> list[Fault]:
    if value is None or (math.isfinite(value) and low <= value <= high):
        return []
    return [
        _fault(option, value, f"{what} between {low:g} and {high:g} is needed", f"give {option} a value in that range")
    ]


def find_option_faults(options: ExerciseOptions) -> tuple[Fault, ...]:
    """Return every fault that shows without looking at the map; empty when there is none.

    >>> [fault.column for fault in find_option_faults(ExerciseOptions(parties=0, gates=-1))]
    ['--gates', '--parties']
    """
    faults = [
        *_between("--parties", options.parties, 1, PARTIES_MAX, "a number of parties"),
        *_between("--hours", options.hours, 1, HOURS_MAX, "a duration in hours"),
        *_between("--step-minutes", options.step_minutes, 1, 60, "a step in minutes"),
        *_between("--seats-factor", options.seats_factor, 0.01, 100, "a ratio of seats to people"),
        *_between("--hazards", options.hazards, 0, COUNT_MAX, "a number"),
        *_between("--incidents", options.incidents, 0, COUNT_MAX, "a number"),
        *_between("--watched", options.watched, 0, 1, "a share"),
        *_between("--watchers", options.watchers, 0, COUNT_MAX, "a number"),
        *_between("--kappa", options.kappa, 0, 1, "a share"),
    ]
    for option, count, least in (
        ("--transit-points", options.transit_points, 1),
        ("--gates", options.gates, 1),
        ("--checkpoints", options.checkpoints, 1),
        ("--vehicles", options.vehicles, 0),
        ("--flights", options.flights, 1),
        ("--closures", options.closures, 0),
        ("--reports", options.reports, 0),
    ):
        faults += _between(option, count, least, COUNT_MAX, "a number")
    faults += _find_word_faults(options)
    if not faults:  # these need sane numbers
        faults = _find_conflicts(options)
    return tuple(sorted(faults))


def _find_word_faults(options: ExerciseOptions) -> list[Fault]:
    """Look at the place, the clock and the name."""
    faults = []
    if options.airhead is not None:
        lon, lat = options.airhead
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            faults.append(
                _fault("--airhead", f"{lon},{lat}", "a longitude and a latitude in degrees are needed", "write LON,LAT")
            )
    if not 0 <= options.start <= 32_503_680_000 or abs(options.utc_offset_seconds) >= 86_400:
        faults.append(_fault("--start", options.start, "a time from 1970 to 2999 is needed", "give an ISO 8601 time"))
    for begin, end in options.curfew:
        if not (0 <= begin < 1440 and 0 <= end <= 1440 and begin != end):
            faults.append(
                _fault("--curfew", f"{begin}-{end}", "minutes of one day are needed", "write it as 21:00-04:30")
            )
    if not options.name.isprintable() or len(options.name) > 80:
        faults.append(
            _fault("--name", options.name, "at most 80 printable characters are needed", "give a shorter name")
        )
    return faults


def _find_conflicts(options: ExerciseOptions) -> list[Fault]:
    """Look at options that are sane alone and impossible together."""
    faults = []
    if 60 * options.hours < 4 * options.step_minutes:
        faults.append(
            _fault("--step-minutes", options.step_minutes, "the case is shorter than four steps", "give a shorter step")
        )
    minutes = round(60 * options.hours)
    local = [int((options.start + options.utc_offset_seconds) // 60 + k) % 1440 for k in range(min(minutes, 1440))]
    free = sum(not any((b <= m < e) if b < e else (m >= b or m < e) for b, e in options.curfew) for m in local)
    if options.curfew and 4 * free < len(local):
        problem = f"the curfew leaves {free} of {len(local)} minutes to move"
        faults.append(_fault("--curfew", "", problem, "start later, take more hours, or give --curfew none"))
    if (
        options.reports is not None
        and options.reports < options.hazards
        and (options.reports or not options.hazard_file)
    ):
        problem = f"each of the {options.hazards} hazards needs a report of its own"
        faults.append(
            _fault("--reports", options.reports, problem, f"give at least {options.hazards}, or fewer --hazards")
        )
    return faults
