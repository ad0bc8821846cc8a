"""Lay out who must be told what, for JSON and for a table, with times in the case's local time."""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.app.replan_case import ReplannedCase
from safeconduct.core.basics import format_time
from safeconduct.core.plan.replanning import PartyChange, Told, TripChange

PARTY_COLUMNS = (
    "party_id", "people", "outcome", "under_way", "act_at", "what",
    *(f"{name}_{when}" for name in Told.__slots__ for when in ("before", "after")), "reason",
)  # fmt: skip
TRIP_COLUMNS = (
    "trip_id", "act_at",
    *(f"{name}_{when}" for name in ("vehicle", "from_node", "to_node", "depart", "arrive", "links")
      for when in ("before", "after")),
)  # fmt: skip
Cell = str | int | float | bool | None


def list_changes(done: ReplannedCase) -> dict[str, object]:
    """Return the figures of a replan and every change, JSON-ready; costs in expected people harmed."""
    result, verdict = done.replanned, done.verdict
    return {
        "case": done.case.name,
        "now": format_time(result.changed.now, done.case.utc_offset_seconds),
        "feasible": verdict.feasible,
        "violations": list(verdict.violations[:40]),
        "cost_before": result.cost_before,
        "cost": verdict.cost.total,
        "lower_bound": done.plan.lower_bound,
        "out": verdict.out,
        "left": verdict.left,
        "parties_affected": result.affected,
        "parties_unaffected": result.unaffected,
        "unaffected_changed": result.unaffected_changed,
        "people_told": sum(change.people for change in result.parties),
        "stranded": [change.party_id for change in result.parties if change.outcome == "stranded"],
        "not_in_the_case": list(result.changed.unsaid),
        "parties": [_party_row(done, change) for change in result.parties],
        "trips": [_trip_row(done, change) for change in result.trips],
    }


def party_rows(done: ReplannedCase) -> Iterator[tuple[Cell, ...]]:
    """Give a row of PARTY_COLUMNS for each party that is told something, the most urgent first."""
    for change in done.replanned.parties:
        row = _party_row(done, change)
        yield tuple(row[name] for name in PARTY_COLUMNS)


def trip_rows(done: ReplannedCase) -> Iterator[tuple[Cell, ...]]:
    """Give a row of TRIP_COLUMNS for each trip that runs otherwise, the most urgent first."""
    for change in done.replanned.trips:
        row = _trip_row(done, change)
        yield tuple(row[name] for name in TRIP_COLUMNS)


def _party_row(done: ReplannedCase, change: PartyChange) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "party_id": change.party_id,
        "people": change.people,
        "outcome": change.outcome,
        "under_way": change.under_way,
        "act_at": _clock(done, change.act_at),
        "what": ";".join(change.what),
        "reason": change.reason,
    }
    for when, told in (("before", change.before), ("after", change.after)):
        for name in Told.__slots__:
            row[f"{name}_{when}"] = _cell(done, getattr(told, name))
    return row


def _trip_row(done: ReplannedCase, change: TripChange) -> dict[str, Cell]:
    row: dict[str, Cell] = {"trip_id": change.trip_id, "act_at": _clock(done, change.act_at)}
    for when, trip in (("before", change.before), ("after", change.after)):
        row[f"vehicle_{when}"] = None if trip is None else f"{trip.fleet_id}/{trip.vehicle}"
        for name in ("from_node", "to_node", "depart", "arrive", "links"):
            row[f"{name}_{when}"] = None if trip is None else _cell(done, getattr(trip, name))
    return row


def _cell(done: ReplannedCase, value: object) -> Cell:
    if isinstance(value, float):
        return _clock(done, value)
    if isinstance(value, tuple):
        return ";".join(value)
    return None if value is None else str(value)


def _clock(done: ReplannedCase, moment: float) -> str:
    return format_time(moment, done.case.utc_offset_seconds)
