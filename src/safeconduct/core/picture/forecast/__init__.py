"""Forecast point events in cells from their past alone, and learn while doing so."""

from safeconduct.core.picture.forecast.engine import (
    Events,
    Forecast,
    State,
    absorb,
    forecast,
    make_events,
    observe,
    rebase,
    start,
)
from safeconduct.core.picture.forecast.level import hour_factors

__all__ = [
    "Events",
    "Forecast",
    "State",
    "absorb",
    "forecast",
    "hour_factors",
    "make_events",
    "observe",
    "rebase",
    "start",
]
