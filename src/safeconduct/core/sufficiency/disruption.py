"""Draw what may go otherwise than planned, at the rates of the case's [uncertainty]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Fault, InputFaultsError

DAY_SECONDS = 86400.0


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Say how often and how badly things go wrong; the defaults are assumptions, to be replaced by what is seen."""

    gate_slowdown: float = 0.5  # share of its throughput that a slowed gate loses, 0 to 1
    gate_slowdown_chance: float = 0.2  # that a gate is slow, for each gate and each 24 hours from the start
    flight_cancelled: float = 0.05  # chance, for each flight
    checkpoint_closed_chance: float = 0.2  # of one unplanned closure, for each checkpoint and each 24 hours
    checkpoint_closed_hours: float = 2.0  # mean of the closure, which is exponential
    party_late_chance: float = 0.1  # that a party sets out late
    party_late_minutes: float = 30.0  # mean of the lateness, which is exponential


NOTHING_GOES_WRONG = Uncertainty(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
SHARES = ("gate_slowdown", "gate_slowdown_chance", "flight_cancelled", "checkpoint_closed_chance", "party_late_chance")


def read_uncertainty(given: Mapping[str, float]) -> Uncertainty:
    """Return the rates of a case's [uncertainty], defaults where it says nothing.

    Raises InputFaultsError with every key that is not known and every number out of range: a mistyped key must not
    quietly leave the default.

    >>> read_uncertainty({"flight_cancelled": 0.3}).flight_cancelled
    0.3
    """
    known = {field.name for field in fields(Uncertainty)}
    faults = []
    for key, value in given.items():
        if key not in known:
            faults.append(_fault(key, value, "no such rate", f"use one of {', '.join(sorted(known))}"))
        elif not 0.0 <= value < float("inf"):
            faults.append(_fault(key, value, "a rate is a number from 0 up", "measure it, or leave the line out"))
        elif key in SHARES and value > 1.0:
            faults.append(_fault(key, value, "a share or chance is from 0 to 1", "write 0.5 for one half"))
    if faults:
        raise InputFaultsError(faults)
    return Uncertainty(**given)


def _fault(key: str, value: float, problem: str, remedy: str) -> Fault:
    return Fault("case.toml", 0, f"uncertainty.{key}", str(value), problem, remedy)


class Course(NamedTuple):
    """Give one sampled course of events; times are seconds from the start of the case."""

    late: NDArray[np.float64]  # (parties,) seconds by which each sets out late
    cancelled: NDArray[np.bool_]  # (flights,)
    gate_share: NDArray[np.float64]  # (gates, days) share of its throughput that is left
    shut_from: NDArray[np.float64]  # (checkpoints, days) unplanned closure; from = to where there is none
    shut_to: NDArray[np.float64]


def draw_course(
    rates: Uncertainty,
    parties: int,
    flights: int,
    gates: int,
    checkpoints: int,
    seconds: float,
    rng: np.random.Generator,
) -> Course:
    """Draw one course. It takes the same random numbers whatever the rates: worse rates make the same course worse."""
    days = max(1, int(np.ceil(seconds / DAY_SECONDS)))
    is_late, how_late = rng.random(parties), rng.random(parties)
    is_cancelled = rng.random(flights)
    is_slow = rng.random((gates, days))
    is_shut, when, how_long = rng.random((3, checkpoints, days))
    late = np.where(is_late < rates.party_late_chance, -np.log1p(-how_late) * 60.0 * rates.party_late_minutes, 0.0)
    begin = (np.arange(days) + when) * DAY_SECONDS
    shut = np.where(
        is_shut < rates.checkpoint_closed_chance, -np.log1p(-how_long) * 3600.0 * rates.checkpoint_closed_hours, 0.0
    )
    share = np.where(is_slow < rates.gate_slowdown_chance, 1.0 - rates.gate_slowdown, 1.0)
    return Course(late, is_cancelled < rates.flight_cancelled, share, begin, begin + shut)
