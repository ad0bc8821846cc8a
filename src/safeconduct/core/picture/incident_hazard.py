"""Forecast, from the incidents of the past, the hazard of every link and node by the hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.network import Site, StreetNetwork
from safeconduct.core.picture.forecast import Forecast, forecast, hour_factors
from safeconduct.core.picture.incident import Incident, IncidentKind
from safeconduct.core.picture.kind_hours import kind_factors
from safeconduct.core.picture.kinds import KINDS, share_kinds, weigh_kinds
from safeconduct.core.picture.past import DAY, HOUR, Past, Scene, keep_past, learn_days, remember_incidents
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.picture.visibility import SEEN_ENOUGH, Bound, bound_sight
from safeconduct.core.picture.watched_sight import bound_watched
from safeconduct.core.picture.watchers import Watch

HOURS = 24


def forecast_incidents(
    network: StreetNetwork,
    incidents: Sequence[Incident],
    window: Window,
    utc_offset_seconds: int,
    background_rate: float,
    watched: float | Watch = 0.0,
    sites: Sequence[Site] = (),
    past: Past | None = None,
) -> StreetHazard | None:
    """Return the hazard over the window as what happened before its start lets expect; None where nothing did.

    Each day learns from the days before it; the forecast is that of the first day of the window, by local hour.
    `watched` is the share of what happens on the streets that becomes known, or who watches which of them and when; 0 =
    nobody says, and then few incidents never make a place clear: it stays UNKNOWN. A place is known to be dangerous
    where more is expected than the background, which is what the unknown is planned with. `sites` are where people
    gather.

    `past` is what `remember_incidents` has given, and spares replaying it. It is used if it is of this scene, ends a
    day or more before the window, and has learned from just these incidents.
    """
    if not keep_past(incidents, window.start):
        return None
    watch = watched if isinstance(watched, Watch) else Watch(watched)
    scene = Scene(network, utc_offset_seconds, background_rate, watch.everywhere, tuple(sites), watch.watchers)
    yesterday = window.start - DAY
    if past is None or not past.serves(scene, incidents, yesterday):
        past = remember_incidents(scene, incidents, yesterday)
    return lay_over(learn_days(past, incidents, window.start), window)


def lay_over(past: Past, window: Window) -> StreetHazard:
    """Return the hazard of the streets over a window that begins where the past ends."""
    made, acceptable = forecast_cells(past), past.scene.background_rate
    hours = np.arange(np.ceil((window.end - window.start) / HOUR))
    local = np.floor((past.now + hours / HOURS) % 1.0 * HOURS + 1e-9).astype(np.intp) % HOURS
    shares = past.ground.shares
    mean, high = shares @ made.mean[:, local], shares @ made.high[:, local]
    status = np.full(mean.shape, Status.UNKNOWN, dtype=np.int8)
    status[(shares @ made.visibility >= SEEN_ENOUGH)[:, None] & (high <= acceptable)] = Status.KNOWN_CLEAR
    status[mean > acceptable] = Status.KNOWN_THREAT
    span = Window(window.start, window.start + HOUR * len(hours))
    return StreetHazard(span, mean, high, status, past.sight)


@dataclass(frozen=True, slots=True, eq=False)
class CellHazard:
    """Hold the hazard of a day by cell and local hour (cells, 24), in expected people harmed per person-hour."""

    mean: NDArray[np.float64]
    high: NDArray[np.float64]
    visibility: NDArray[np.float64]  # (cells,)


def forecast_kinds(past: Past) -> dict[IncidentKind, NDArray[np.float64]]:
    """Return what is expected of each kind on the day that begins where the past ends, in events per km2 and hour.

    Arrays are by cell and local hour; over kinds they add up to the forecast of all events. Where and when say
    independently of each other which kind is likelier.
    """
    shares, factors = share_kinds(past.kinds), kind_factors(past.hours)
    expected = _expect(past, forecast(past.state)).mean
    rate = np.outer(expected, hour_factors(past.state.level) * past.to_rate) / (shares.T @ factors)
    return {kind: rate * np.outer(share, factor) for kind, share, factor in zip(KINDS, shares, factors, strict=True)}


def forecast_cells(past: Past) -> CellHazard:
    """Forecast the day that begins where the past ends.

    The bound is that of all events times the area that they would harm as the kinds are shared out there, and at least
    as they are over the whole city wherever we do not see enough to tell.
    """
    made = _expect(past, forecast(past.state))
    factors, by_hour = kind_factors(past.hours), hour_factors(past.state.level) * past.to_rate
    area = weigh_kinds(share_kinds(past.kinds), factors)
    widest = np.maximum(area, past.city_area)
    widest = np.where((made.visibility >= SEEN_ENOUGH)[:, None], area, widest)
    return CellHazard(np.outer(made.mean, by_hour) * area, np.outer(made.u95, by_hour) * widest, made.visibility)


def _expect(past: Past, made: Forecast) -> Bound:
    """Bound what is forecast; where nobody says who watches, the mean stays the forecaster's and nothing is seen."""
    if past.watching is not None:
        return bound_watched(past.watching, made.expected, past.watch.remember(past.until))[0]
    bound, _ = bound_sight(past.sight, made.expected)
    if past.scene.watched:
        return bound
    high = np.maximum(bound.u95, made.expected)
    return Bound(made.expected, high, np.zeros(len(high)), np.full(len(high), Status.UNKNOWN, dtype=np.int8))
