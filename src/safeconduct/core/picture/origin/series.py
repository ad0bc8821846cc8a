"""Hold events that belong to one series: because a person says so, or because they are alike and close."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.picture.incident import Incident, IncidentKind

EVENTS_LEAST = 7
"""With fewer events nothing is said: geographic profiles need five to seven (Rossmo 2000, Geographic Profiling)."""

WIDEST_METRES = 1_500.0  # an event whose place is known less narrowly tells nothing of where it came from
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Gate:
    """Say how close events of one kind must be to belong together."""

    metres: float = 10_000.0
    days: float = 30.0


@dataclass(frozen=True, slots=True)
class Series:
    """Hold the events of one series that are known narrowly, and why they are one."""

    events: tuple[Incident, ...]
    linked_by: str
    too_vague: int = 0  # events of the series whose place is known too widely to use


def link_by_person(incidents: Sequence[Incident], by: str, reason: str) -> Series:
    """Return the series that a person says these events are; raise InputFaultsError where nobody or nothing says so."""
    for column, text in (("by", by), ("reason", reason)):
        if not text.strip():
            raise InputFaultsError([Fault("series", 0, column, text, "not given", "say who links the events, and why")])
    return _keep(incidents, f"{by.strip()}: {reason.strip()}")


def link_by_gate(incidents: Sequence[Incident], kind: IncidentKind, gate: Gate) -> tuple[Series, ...]:
    """Return the series of one kind, the longest first: each event lies within the gate of another of its series.

    OTHER is no kind that links: what happened there may be anything.
    """
    if kind is IncidentKind.OTHER:
        remedy = "name a kind, or let a person link the events"
        raise InputFaultsError([Fault("series", 0, "kind", kind.value, "events of no told kind", remedy)])
    rows = sorted((one for one in incidents if one.kind is kind), key=lambda one: one.when.start)
    head = list(range(len(rows)))

    def find(row: int) -> int:
        while head[row] != row:
            head[row] = head[head[row]]
            row = head[row]
        return row

    for one, two in _close(rows, gate):
        head[find(one)] = find(two)
    chains: dict[int, list[Incident]] = {}
    for row in range(len(rows)):
        chains.setdefault(find(row), []).append(rows[row])
    words = f"{kind.value} within {gate.metres:g} m and {gate.days:g} days of another"
    return tuple(_keep(chain, words) for chain in sorted(chains.values(), key=len, reverse=True))


def _close(rows: Sequence[Incident], gate: Gate) -> Iterator[tuple[int, int]]:
    for row, one in enumerate(rows):
        for other in range(row + 1, len(rows)):
            if rows[other].when.start - one.when.start > gate.days * DAY:
                break
            north = (one.lat - rows[other].lat) * METRES_PER_DEGREE
            east = (one.lon - rows[other].lon) * METRES_PER_DEGREE * math.cos(math.radians(one.lat))
            if math.hypot(north, east) <= gate.metres:
                yield row, other


def _keep(incidents: Sequence[Incident], linked_by: str) -> Series:
    narrow = tuple(one for one in incidents if one.radius_metres <= WIDEST_METRES)
    return Series(narrow, linked_by, len(incidents) - len(narrow))
