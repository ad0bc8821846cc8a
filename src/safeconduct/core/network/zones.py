"""Describe where people live, as the zones of a map give it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Zone:
    """Give the population of one zone at its representative point."""

    zone_id: str
    x: float  # degrees, longitude
    y: float  # degrees, latitude
    population: float  # people
