"""Forecast, from the incidents of the past, the hazard of every link and node by the hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.network import StreetNetwork
from safeconduct.core.picture.forecast import (
    Events,
    bound_rates,
    forecast,
    hour_factors,
    make_events,
    observe,
    start,
)
from safeconduct.core.picture.ground import Ground, lay_ground
from safeconduct.core.picture.incident import Incident, IncidentKind
from safeconduct.core.picture.picture import Status
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.picture.severity import SEVERITY
from safeconduct.core.picture.street_hazard import StreetHazard

DAY, HOUR = 86400.0, 3600.0
WHOLE_DAY_HOURS = 6.0  # an incident whose time is no better known says nothing of the hour
GOLDEN = 0.618033988749895  # spreads incidents of an unknown hour evenly over the day
THREAT_FACTOR = 10.0  # times the background: a place with more is known to be dangerous


def forecast_incidents(
    network: StreetNetwork,
    incidents: Sequence[Incident],
    window: Window,
    utc_offset_seconds: int,
    background_rate: float,
) -> StreetHazard | None:
    """Return the hazard over the window as what happened before its start lets expect; None where nothing did.

    Each day learns from the days before it; the forecast is that of the first day of the window, by local hour. Nobody
    says how well the streets were watched, so that few incidents never make a place clear: it stays UNKNOWN.
    """
    past = sorted((one for one in incidents if one.when.start < window.start), key=lambda one: one.when.start)
    if not past:
        return None
    ground = lay_ground(network)
    events = _place_events(past, ground, utc_offset_seconds)
    now = (window.start + utc_offset_seconds) / DAY
    begin = now - np.ceil(now - float(events.t[0]))
    state = start(ground.cells, 1.0, float(begin))
    while state.now < now - 0.5:
        state = observe(state, events)
    made = forecast(state)
    hours = np.arange(np.ceil((window.end - window.start) / HOUR))
    local = np.floor((now + hours / 24) % 1.0 * 24 + 1e-9).astype(np.intp) % 24
    by_hour = hour_factors(state.level)[local]
    to_harm = _mean_harm_area(past) / (24 * (ground.cells.h / 1e3) ** 2)  # from events a day and cell
    mean = np.outer(ground.shares @ made.expected, by_hour) * to_harm
    high = np.outer(ground.shares @ bound_rates(made, state.level), by_hour) * to_harm
    known = np.where(mean >= THREAT_FACTOR * background_rate, Status.KNOWN_THREAT, Status.UNKNOWN).astype(np.int8)
    return StreetHazard(Window(window.start, window.start + HOUR * len(hours)), mean, high, known)


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
