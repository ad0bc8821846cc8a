"""Forecast, from the incidents of the past, the hazard of every link and node by the hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.forecast import (
    Events,
    forecast,
    hour_factors,
    make_events,
    observe,
    start,
)
from safeconduct.core.picture.ground import Ground, lay_ground
from safeconduct.core.picture.incident import Incident, IncidentKind
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.severity import SEVERITY
from safeconduct.core.picture.status import Status
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.picture.visibility import CAP, SEEN_ENOUGH, Prior, bound_sight
from safeconduct.core.picture.visibility import observe as observe_sight
from safeconduct.core.picture.visibility import start as start_sight
from safeconduct.core.picture.watched_cells import lay_watch
from safeconduct.core.picture.watched_sight import bound_watched, observe_watched, start_watched
from safeconduct.core.picture.watchers import Watch

DAY, HOUR = 86400.0, 3600.0
WHOLE_DAY_HOURS = 6.0  # an incident whose time is no better known says nothing of the hour
GOLDEN = 0.618033988749895  # spreads incidents of an unknown hour evenly over the day


def forecast_incidents(
    network: StreetNetwork,
    incidents: Sequence[Incident],
    window: Window,
    utc_offset_seconds: int,
    background_rate: float,
    watched: float | Watch = 0.0,
) -> StreetHazard | None:
    """Return the hazard over the window as what happened before its start lets expect; None where nothing did.

    Each day learns from the days before it; the forecast is that of the first day of the window, by local hour.
    `watched` is the share of what happens on the streets that becomes known, or who watches which of them and when; 0 =
    nobody says, and then few incidents never make a place clear: it stays UNKNOWN. A place is known to be dangerous
    where more is expected than the background, which is what the unknown is planned with.
    """
    past = sorted((one for one in incidents if one.when.start < window.start), key=lambda one: one.when.start)
    if not past:
        return None
    ground = lay_ground(network)
    to_harm = _mean_harm_area(past) / (24 * (ground.cells.h / 1e3) ** 2)  # from events a day and cell
    now = (window.start + utc_offset_seconds) / DAY
    events = _place_events(past, ground, utc_offset_seconds)
    watch = watched if isinstance(watched, Watch) else Watch(watched)
    made = _forecast_cells(ground, events, now, utc_offset_seconds, watch, background_rate / to_harm)
    hours = np.arange(np.ceil((window.end - window.start) / HOUR))
    local = np.floor((now + hours / 24) % 1.0 * 24 + 1e-9).astype(np.intp) % 24
    by_hour = made.by_hour[local] * to_harm
    mean, high = (np.outer(ground.shares @ rates, by_hour) for rates in (made.mean, made.high))
    clear = (ground.shares @ made.visibility >= SEEN_ENOUGH)[:, None] & (high <= background_rate)
    quiet = np.where(clear, Status.KNOWN_CLEAR, Status.UNKNOWN)
    status = np.where(mean > background_rate, Status.KNOWN_THREAT, quiet).astype(np.int8)
    return StreetHazard(Window(window.start, window.start + HOUR * len(hours)), mean, high, status)


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Hold the rates of a day, in events per cell, and its hours."""

    mean: NDArray[np.float64]
    high: NDArray[np.float64]
    visibility: NDArray[np.float64]
    by_hour: NDArray[np.float64]  # (24,), averaging 1


def _forecast_cells(
    ground: Ground, events: Events, now: float, utc_offset_seconds: int, watch: Watch, prior_rate: float
) -> _Cells:
    """Replay the past day by day, and forecast the day that begins now; `prior_rate` is what the unknown counts as."""
    cells, prior = ground.cells, Prior(prior_rate, prior_rate)
    begin = now - float(np.ceil(now - float(events.t[0])))
    state, sight, watched = start(cells, 1.0, begin), start_sight(cells, 1.0, prior), start_watched(cells, prior)
    laid = lay_watch(watch, ground)
    everything = np.full(cells.count, CAP)  # where nobody says, the bound is of what becomes known
    while state.now < now - 0.5:
        today = events.between(state.now, state.now + 1.0)
        where = cells.find(today.x, today.y)
        known = np.bincount(where[where >= 0], today.true[where >= 0], minlength=cells.count).astype(np.float64)
        if watch:
            morning = state.now * DAY - utc_offset_seconds
            _, watched = bound_watched(watched, forecast(state).expected, laid.remember(morning))
            watched = observe_watched(watched, known, laid.see(Window(morning, morning + DAY)))
        else:
            sight = observe_sight(sight, known, everything)
        state = observe(state, events)
    made, by_hour = forecast(state), hour_factors(state.level)
    if watch:
        bound, _ = bound_watched(watched, made.expected, laid.remember(now * DAY - utc_offset_seconds))
        return _Cells(bound.mean, bound.u95, bound.visibility, by_hour)
    bound, _ = bound_sight(sight, made.expected)
    return _Cells(made.expected, np.maximum(bound.u95, made.expected), np.zeros(cells.count), by_hour)


def _place_events(incidents: Sequence[Incident], ground: Ground, utc_offset_seconds: int) -> Events:
    lon, lat = (np.array([getattr(one, name) for one in incidents], dtype=np.float64) for name in ("lon", "lat"))
    x, y = offset_metres(lon, lat, ground.centre)
    times = np.array([_choose_moment(number, one) for number, one in enumerate(incidents)])
    true = np.array([one.p_true for one in incidents])
    blur = np.array([one.radius_metres for one in incidents])
    return make_events(x, y, (times + utc_offset_seconds) / DAY, true, blur)


def _choose_moment(number: int, incident: Incident) -> float:
    """Return a POSIX second for an incident: within its window, evenly over many where only the day is known."""
    span = incident.when.end - incident.when.start
    part = number * GOLDEN % 1.0 if span > WHOLE_DAY_HOURS * HOUR else 0.0
    return incident.when.start + part * span


def _mean_harm_area(incidents: Sequence[Incident]) -> float:
    """Return the harm area (km2) of the mean incident; one of each kind is taken to have happened besides."""
    counts = Counter(one.kind for one in incidents)
    total = sum(counts.values()) + len(IncidentKind)
    weighed: NDArray[np.float64] = np.array([(counts[kind] + 1) * SEVERITY[kind].harm_area for kind in IncidentKind])
    return float(weighed.sum() / total)
