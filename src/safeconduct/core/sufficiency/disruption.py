"""Draw what may go otherwise than planned, at the rates of the case's [uncertainty]."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency.kernels.script import DAY_SECONDS, Course


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """Say how often and how badly things go wrong; the defaults are assumptions, to be replaced by what is seen."""

    gate_slowdown: float = 1.0  # a slowed gate takes 1 + this times as long for everybody
    gate_slowdown_chance: float = 0.2  # that a gate is slow, for each gate and each 24 hours from the start
    flight_cancelled: float = 0.05  # chance, for each flight
    checkpoint_closed_chance: float = 0.2  # of one unplanned closure, for each checkpoint and each 24 hours
    checkpoint_closed_hours: float = 2.0  # mean of the closure, which is exponential
    party_late_chance: float = 0.1  # that a party sets out late
    party_late_minutes: float = 30.0  # mean of the lateness, which is exponential


NOTHING_GOES_WRONG = Uncertainty(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
CHANCES = ("gate_slowdown_chance", "flight_cancelled", "checkpoint_closed_chance", "party_late_chance")


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
            remedy = f"use one of {', '.join(sorted(known))}, or take it out"
            faults.append(_fault(key, value, "a rate that no test knows", remedy))
        elif not 0.0 <= value < float("inf"):
            faults.append(_fault(key, value, "a rate is a number from 0 up", "measure it, or leave the line out"))
        elif key in CHANCES and value > 1.0:
            faults.append(_fault(key, value, "a chance is from 0 to 1", "write 0.5 for one half"))
    if faults:
        raise InputFaultsError(faults)
    return Uncertainty(**given)


def _fault(key: str, value: float, problem: str, remedy: str) -> Fault:
    return Fault("case.toml", 0, f"uncertainty.{key}", str(value), problem, remedy)


class Exposed(NamedTuple):
    """Count what events may befall."""

    parties: int
    flights: int
    gates: int
    posts: int  # checkpoints
    spans: int  # of 24 hours, from the start to the deadline


def count_exposed(case: Case) -> Exposed:
    """Return what events of a case may befall; other cases with the same counts meet the same events."""
    kinds = [site.kind for site in case.sites]
    spans = max(1, int(np.ceil((case.deadline - case.start) / DAY_SECONDS)))
    gates, posts = kinds.count(SiteKind.GATE), kinds.count(SiteKind.CHECKPOINT)
    return Exposed(len(case.parties), len(case.flights), gates, posts, spans)


def draw_course(case: Case, rates: Uncertainty, seed: int, day: int) -> Course:
    """Draw the course of one sampled day; same seed and day, same course."""
    return draw_events(count_exposed(case), rates, seed, day)


def draw_events(exposed: Exposed, rates: Uncertainty, seed: int, day: int) -> Course:
    """Draw the course of one sampled day from what events may befall.

    Each kind of event has a stream of its own, in the order of the case, and takes the same random numbers whatever the
    rates. So worse rates make the same course worse, and a case to which a flight, gate or checkpoint was added at the
    end meets the same events in all that it had before.
    """
    of_parties, of_flights, of_gates, of_posts = np.random.default_rng((seed, day)).spawn(4)
    spans = exposed.spans
    is_late, how_late = of_parties.random((exposed.parties, 2)).T
    is_cancelled = of_flights.random(exposed.flights)
    is_slow = of_gates.random((exposed.gates, spans))
    is_shut, when, how_long = np.moveaxis(of_posts.random((exposed.posts, spans, 3)), -1, 0)
    late = np.where(is_late < rates.party_late_chance, -np.log1p(-how_late) * 60.0 * rates.party_late_minutes, 0.0)
    begin = (np.arange(spans) + when) * DAY_SECONDS
    hours = -np.log1p(-how_long) * rates.checkpoint_closed_hours
    shut_seconds = np.where(is_shut < rates.checkpoint_closed_chance, 3600.0 * hours, 0.0)
    share = np.where(is_slow < rates.gate_slowdown_chance, 1.0 / (1.0 + rates.gate_slowdown), 1.0)
    return Course(
        late=np.ascontiguousarray(late),
        cancelled=is_cancelled < rates.flight_cancelled,
        gate_share=np.ascontiguousarray(share),
        shut_from=np.ascontiguousarray(begin),
        shut_to=np.ascontiguousarray(begin + shut_seconds),
    )
