"""Mark sites and vehicles, with what is believed of them, for a map that others look at; nobody is on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from safeconduct.app.board_ground import Ground
from safeconduct.app.lay_board import lay_board
from safeconduct.core.network import SiteKind
from safeconduct.core.operation import State
from safeconduct.core.operation.marks import Mark, Thing
from safeconduct.core.plan import Case

HOLD_MILLIS = 15 * 60_000
"""So long a mark holds that nobody sends anew; our convention."""

THINGS: Mapping[SiteKind, Thing] = {
    SiteKind.TRANSIT_POINT: Thing.TRANSIT_POINT,
    SiteKind.CHECKPOINT: Thing.CHECKPOINT,
    SiteKind.GATE: Thing.GATE,
    SiteKind.AIRHEAD: Thing.AIRHEAD,
}


def list_parties(state: State, case: Case) -> frozenset[str]:
    """Return the ids that are on no map: those that are registered, and those of the case."""
    return frozenset(state.parties) | {party.party_id for party in case.parties}


def list_marks(state: State, case: Case, ground: Ground, now_millis: int) -> list[Mark]:
    """Return a mark for each site of the case, and for each vehicle that somebody said is at one.

    Each says what is believed now, as the board does: what nobody reported or has run out is unknown. A mark holds for
    a quarter of an hour, and no longer than what it says may be believed.
    """
    board, spots = lay_board(state, ground, now_millis), _find_spots(case)
    marks = []
    for row in board.places:
        site = ground.sites.get(row.place.removeprefix("site:")) if row.place.startswith("site:") else None
        if site is None:
            continue  # a corridor or an area, or a site that the case does not have
        lat, lon = spots[site.site_id]
        told = None if row.now is None else row.now.sighting
        until = [told.until_millis] if told is not None and not row.decayed else []
        marks.append(
            Mark(
                THINGS[site.kind], site.site_id, lat, lon, now_millis, _end(now_millis, until),
                belief=row.state.value, told_millis=None if told is None else told.seen_millis,
            )
        )  # fmt: skip
    for one in board.vehicles:
        spot = spots.get(one.at.removeprefix("site:")) if one.at.startswith("site:") else None
        if spot is not None:
            end = _end(now_millis, ())
            marks.append(
                Mark(Thing.VEHICLE, one.vehicle, *spot, now_millis, end, belief=one.state, told_millis=one.since_millis)
            )
    return marks


def _end(now_millis: int, until_millis: Iterable[int]) -> int:
    return min([now_millis + HOLD_MILLIS, *(until for until in until_millis if until > now_millis)])


def _find_spots(case: Case) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of each site."""
    rows, network = case.network.node_index(), case.network
    at = {site.site_id: rows[site.node_id] for site in case.sites}
    return {site: (float(network.y[row]), float(network.x[row])) for site, row in at.items()}
