"""Forecast point events in cells from their past alone, and learn while doing so."""

from safeconduct.core.picture.forecast.engine import (
    Events,
    Forecast,
    State,
    absorb,
    bound_rates,
    forecast,
    make_events,
    observe,
    start,
)

__all__ = ["Events", "Forecast", "State", "absorb", "bound_rates", "forecast", "make_events", "observe", "start"]
