"""Explain the threat picture at one place of a case, named by a site, a node, or longitude and latitude."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from safeconduct.core.basics import Fault, InputFaultsError, Window, format_time
from safeconduct.core.picture import Incident, forecast_incidents
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.picture.why import Why, explain_place
from safeconduct.core.plan import Case, watch_of
from safeconduct.core.plan.threat import placed_overrides

FARTHEST_METRES = 1000.0  # from a point to the node that is read for it


@dataclass(frozen=True, slots=True)
class Found:
    """Name the node that is read for a place, and how far that is from the point that was given."""

    node: int  # row of the network
    metres: float = 0.0


def explain_case(case: Case, place: str, moment: float | None = None) -> tuple[Found, Why]:
    """Return why the picture reads as it does at a place, at a POSIX second (the case's start, where none is given).

    Raises:
        InputFaultsError: where the case has no such place, or the moment is not in it.
    """
    found = find_place(case, place)
    at = case.start if moment is None else moment
    if not case.start <= at < case.deadline:
        raise InputFaultsError(
            [
                Fault(
                    "--at",
                    0,
                    "",
                    format_time(at, case.utc_offset_seconds),
                    "outside the case",
                    "give a time of the case",
                )
            ]
        )
    window, background = Window(case.start, case.deadline), case.objective.background_rate
    watch = watch_of(case)
    row = np.array([len(case.network.link_ids) + found.node], dtype=np.intp)

    def forecast_here(incidents: Sequence[Incident]) -> StreetHazard | None:
        made = forecast_incidents(
            case.network, incidents, window, case.utc_offset_seconds, background, watch, case.sites
        )
        return None if made is None else made.of_places(row)

    return found, explain_place(
        case.network,
        found.node,
        at,
        case.reports,
        case.incidents,
        window,
        background,
        forecast_here,
        case.source_priors,
        placed_overrides(case),
    )


def find_place(case: Case, place: str) -> Found:
    """Return the node of a site id, of a node id, or the one nearest to `lon,lat`.

    Raises:
        InputFaultsError: where there is none, or the nearest is more than a kilometre away.
    """
    rows = case.network.node_index()
    node_id = next((site.node_id for site in case.sites if site.site_id == place), place)
    if node_id in rows:
        return Found(rows[node_id])
    point = _read_point(place)
    if point is None:
        raise _refuse(place, "no site, no node and no lon,lat")
    metres = np.hypot(*offset_metres(case.network.x, case.network.y, point))
    nearest = int(metres.argmin())
    if metres[nearest] > FARTHEST_METRES:
        raise _refuse(place, f"{metres[nearest] / 1e3:,.1f} km from the nearest node of the map")
    return Found(nearest, float(metres[nearest]))


def _read_point(text: str) -> tuple[float, float] | None:
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (lon, lat) if abs(lon) <= 180.0 and abs(lat) <= 90.0 else None


def _refuse(place: str, problem: str) -> InputFaultsError:
    remedy = "give a site id, a node id, or lon,lat in degrees"
    return InputFaultsError([Fault("--why", 0, "", place, problem, remedy)])
