"""Say which seats of a flight would leave empty, and who could take them, while that can still be changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.core.operation.expected import ExpectedRow, Presence
from safeconduct.core.operation.means import FlightState, MeansReports, find_means
from safeconduct.core.record import DeviceId

OVER = frozenset({FlightState.DEPARTED.value, FlightState.CANCELLED.value})


@dataclass(frozen=True, slots=True)
class FlightDue:
    """Hold a flight as the timetable has it."""

    flight: str
    airhead: str
    departs_millis: int
    seats: int


@dataclass(frozen=True, slots=True)
class FlightNow:
    """Say how a flight stands: people planned, promised and arrived for it, and what would leave empty."""

    due: FlightDue
    state: str
    planned: int
    promised: int
    arrived: int
    empty: int  # seats that nobody who has arrived takes and that nobody was promised; none once it is gone
    here: int  # people who have arrived for a later flight of its airhead, and could take such a seat
    near: int  # people who are on their way, checked in at a stop before the gate, and due for a later one


def list_flights(
    flights: Iterable[FlightDue],
    rows: Sequence[ExpectedRow],
    promised: Mapping[str, Mapping[DeviceId, int]],
    reports: MeansReports,
    now_millis: int,
) -> list[FlightNow]:
    """Return every flight by its departure; nothing reported of one is unknown, whatever the timetable says.

    Promises that were taken back, or that are more than there are seats, leave no seat below none.
    """
    due = sorted(flights, key=lambda one: (one.departs_millis, one.flight))
    known = {one.flight: one for one in due}
    planned, arrived = Counter[str](), Counter[str]()
    for row in rows:
        planned[row.move.flight] += row.move.size
        arrived[row.move.flight] += row.move.size if row.state is Presence.ARRIVED else 0
    return [_describe(one, known, rows, planned, arrived, promised, reports, now_millis) for one in due]


def _describe(
    due: FlightDue,
    known: Mapping[str, FlightDue],
    rows: Sequence[ExpectedRow],
    planned: Mapping[str, int],
    arrived: Mapping[str, int],
    promised: Mapping[str, Mapping[DeviceId, int]],
    reports: MeansReports,
    now_millis: int,
) -> FlightNow:
    state = find_means(reports, due.flight, now_millis).state
    given = sum(promised.get(due.flight, {}).values())
    gone = state in OVER
    empty = 0 if gone else max(0, due.seats - max(given, arrived[due.flight]))
    later = [] if gone else [
        row for row in rows
        if (other := known.get(row.move.flight)) is not None
        and other.airhead == due.airhead
        and other.departs_millis > due.departs_millis
    ]  # fmt: skip
    here = sum(row.move.size for row in later if row.state is Presence.ARRIVED)
    near = sum(row.move.size for row in later if row.state is not Presence.ARRIVED and row.is_near)
    return FlightNow(due, state, planned[due.flight], given, arrived[due.flight], empty, here, near)
