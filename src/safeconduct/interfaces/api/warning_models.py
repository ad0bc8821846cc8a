"""Describe warnings as they are answered: of places and counts, never of a party."""

from __future__ import annotations

from safeconduct.interfaces.api.models import Model

Point = tuple[float, float]  # degrees: lon, lat


class WarnedAreaSaid(Model):
    """Hold an area: closed rings, and circles as lon, lat and metres."""

    polygons: list[list[Point]]
    circles: list[tuple[float, float, float]]


class UntoldPlaceSaid(Model):
    """Count the people of a place whom nobody tells, or after sending nobody told."""

    district: str
    people: int


class WarnedPeopleSaid(Model):
    """Count the people of the record in the area; `told` are those whom it is known to have reached."""

    people: int
    reachable: int
    told: int | None
    reached: dict[str, int]  # people by how far the message came to them; empty before it is sent
    nobody: list[UntoldPlaceSaid]


class WarningSaid(Model):
    """Hold one warning and what has become of it."""

    warning: str
    state: str
    kind: str
    headline: str
    area: WarnedAreaSaid
    place: str
    action: str
    expires_millis: int
    count: int
    asked_by: str | None
    approved_by: str | None
    follows: str | None
    coverage: WarnedPeopleSaid


class WarningsSaid(Model):
    """Hold warnings by name, and where to go on."""

    warnings: list[WarningSaid]
    next: str | None
