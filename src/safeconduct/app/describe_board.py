"""Write the boards as plain values, the same for a terminal's JSON and for the service: null is not known, never 0."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.app.lay_board import Board, PlaceRow
from safeconduct.core.operation import CorridorNow, MovementNotice, Seen
from safeconduct.core.operation.expected import ExpectedRow
from safeconduct.core.operation.seats import FlightNow

Said = dict[str, object]


def describe_board(board: Board) -> Said:
    """Return the boards as docs/api.md states them; times in milliseconds since 1970, in UTC."""
    return {
        "now_millis": board.now_millis,
        "places": [_describe_place(one) for one in board.places],
        "corridors": [describe_corridor(one) for one in board.corridors],
        "vehicles": [
            {
                "vehicle": one.vehicle,
                "state": one.state,
                "at": one.at or None,
                "since_millis": one.since_millis,
                "next_leaves_millis": one.next_leaves_millis,
            }
            for one in board.vehicles
        ],
        "flights": [_describe_flight(one) for one in board.flights],
        "expected": [_describe_expected(one, board.do) for one in board.expected],
    }


def describe_corridor(one: CorridorNow) -> Said:
    """Return a corridor, whether it is open and why not, and how far each holder is."""
    return {
        "corridor": one.corridor,
        "name": one.name,
        "open": one.open,
        "why": one.why,
        "holders": [
            {
                "holder": held.holder,
                "state": held.state.value,
                "since_millis": held.since_millis,
                "until_millis": held.until_millis,
            }
            for held in one.holders
        ],
    }


def describe_notice(ident: str, one: MovementNotice, now_millis: int) -> Said:
    """Return a notice: need-to-know fields, and how far its holder is."""
    return {
        "notice": ident,
        "corridor": one.corridor,
        "holder": one.holder,
        "from_millis": one.from_millis,
        "until_millis": one.until_millis,
        "people_about": one.people_about,
        "vehicles": one.vehicles,
        "marking": one.marking,
        "sent_millis": one.sent_millis,
        "by": one.by,
        "state": "withdrawn" if one.withdrawn else one.state_at(now_millis).value,
    }


def _describe_place(one: PlaceRow) -> Said:
    seen = one.now.sighting if one.now else None
    return {
        "place": one.place,
        "name": one.name,
        "kind": one.kind,
        "state": one.state.value,
        "told": seen.state.value if seen and seen.state is not Seen.UNKNOWN else None,
        "since_millis": seen.seen_millis if seen else None,
        "until_millis": seen.until_millis if seen else None,
        "source": (seen.source or None) if seen else None,
        "decayed": one.decayed,
    }


def _describe_flight(one: FlightNow) -> Said:
    timed = bool(one.due.airhead)  # a flight that the timetable does not have was only reported
    return {
        "flight": one.due.flight,
        "departs_millis": one.due.departs_millis if timed else None,
        "seats": one.due.seats if timed else None,
        "planned": one.planned,
        "promised": one.promised,
        "arrived": one.arrived,
        "empty": one.empty if timed else None,
        "here": one.here,
        "near": one.near,
        "state": one.state,
    }


def _describe_expected(one: ExpectedRow, do: Mapping[str, str]) -> Said:
    return {
        "party": one.move.party,
        "size": one.move.size,
        "site": one.stop.site,
        "due_millis": one.stop.due_millis,
        "state": one.state.value,
        "overdue_minutes": one.overdue_minutes,
        "do": do.get(one.move.party, ""),
    }
