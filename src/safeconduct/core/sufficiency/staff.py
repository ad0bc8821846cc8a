"""Read who works the means: staff at the gates and drivers, where a case says how many; never assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from safeconduct.core.basics import Fault, InputFaultsError

PAIRS = (("gate_staff_on_duty", "gate_people_per_staff_hour"), ("drivers_on_duty", "drivers_per_vehicle"))
NOT_MODELLED = (
    "Staff is not modelled: the case says nothing of it, so gates and vehicles are taken to have all who work them."
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Say how many work the means at once, whatever their shifts; None = the case does not say."""

    gate_staff_on_duty: float | None = None  # at all gates together
    gate_people_per_staff_hour: float | None = None
    drivers_on_duty: float | None = None
    drivers_per_vehicle: float | None = None

    @property
    def people_per_hour(self) -> float | None:
        """Give the people per hour whom the staff of all gates together can process."""
        if self.gate_staff_on_duty is None or self.gate_people_per_staff_hour is None:
            return None
        return self.gate_staff_on_duty * self.gate_people_per_staff_hour

    @property
    def vehicles(self) -> int | None:
        """Give the vehicles that can be driven at once."""
        if self.drivers_on_duty is None or self.drivers_per_vehicle is None:
            return None
        return int(self.drivers_on_duty / self.drivers_per_vehicle)

    @property
    def says(self) -> str:
        """Say in words what is modelled."""
        said = []
        if self.people_per_hour is not None:
            said.append(f"{self.gate_staff_on_duty:g} staff at the gates process {self.people_per_hour:,.0f} an hour")
        if self.vehicles is not None:
            said.append(f"{self.drivers_on_duty:g} drivers drive {self.vehicles} vehicles at once")
        return f"Staff: {'; '.join(said)}." if said else NOT_MODELLED


def read_staff(given: Mapping[str, float]) -> Staff:
    """Return the staff of a case's [staff].

    Raises InputFaultsError with every key that is not known, every number below 0 (of `..._per_...`: not above 0), and
    every number without the one that gives it a meaning.

    >>> read_staff({"drivers_on_duty": 5, "drivers_per_vehicle": 2}).vehicles
    2
    """
    known = [field.name for field in fields(Staff)]
    faults = []
    for key, value in given.items():
        if key not in known:
            faults.append(_fault(key, value, "not known of staff", f"use one of {', '.join(known)}, or take it out"))
        elif not (value > 0.0 if "_per_" in key else value >= 0.0) or value == float("inf"):
            faults.append(_fault(key, value, "not a number of people", "count them, or leave the line out"))
    for pair in PAIRS:
        for one, other in (pair, pair[::-1]):
            if one in given and other not in given:
                faults.append(_fault(one, given[one], f"means nothing without {other}", f"add {other}"))
    if faults:
        raise InputFaultsError(faults)
    return Staff(**given)


def _fault(key: str, value: float, problem: str, remedy: str) -> Fault:
    return Fault("case.toml", 0, f"staff.{key}", str(value), problem, remedy)
