"""Make series of attacks from one start, for the tests of origins."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from safeconduct.core.basics import Window
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident, IncidentKind
from safeconduct.core.picture.origin import (
    Annulus,
    DistanceDecay,
    NotKnown,
    OriginRegions,
    Receipt,
    Series,
    digest_request,
    estimate_origin,
    link_by_person,
    request_origin,
)

METRES = 111_195.0
LON, LAT = 41.25, 12.5
DAY = 86_400.0
WHY = "choose the shelter side of a school"

Pattern = Literal["decay", "one side", "fire"]
RING = Annulus(500.0, 6_000.0)


def place(east: float, north: float) -> tuple[float, float]:
    """Return longitude and latitude of metres from the middle of the tests' ground."""
    return LON + east / (METRES * math.cos(math.radians(LAT))), LAT + north / METRES


def attack(
    ident: str,
    east: float,
    north: float,
    day: float = 0.0,
    kind: IncidentKind = IncidentKind.EXPLOSION,
    precision: Precision = Precision.SITE,
) -> Incident:
    """Return one attack so many metres from the middle."""
    lon, lat = place(east, north)
    when = Window(day * DAY, (day + 1) * DAY)
    return Incident(ident, when, lon, lat, precision, SPREAD_METRES[precision], kind, None, 0.9, "team")


def draw_series(rng: np.random.Generator, count: int, pattern: Pattern, start: tuple[float, float]) -> Series:
    """Draw attacks from one start: about it, on one side of it, or as a ring of impacts."""
    kind = IncidentKind.INDIRECT_FIRE if pattern == "fire" else IncidentKind.EXPLOSION
    angle = rng.uniform(0, 2 * np.pi, count)
    match pattern:
        case "decay":
            distance = rng.gamma(2, 2_000, count)  # not the estimator's own kernel
        case "one side":
            distance, angle = rng.gamma(3, 1_200, count), rng.normal(rng.uniform(0, 2 * np.pi), 0.6, count)
        case "fire":
            distance = np.sqrt(rng.uniform(500**2, 6_000**2, count))
    events = [
        attack(str(row), start[0] + far * math.cos(turn), start[1] + far * math.sin(turn), row, kind)
        for row, (far, turn) in enumerate(zip(distance.tolist(), angle.tolist(), strict=True))
    ]
    return link_by_person(events, "duty officer", "one way of acting")


def ask(
    series: Series, kernel: DistanceDecay | Annulus, sites: dict[str, tuple[float, float]] | None = None
) -> OriginRegions | NotKnown:
    """Ask on the record, as the log would let one."""
    request = request_origin(series, "duty officer", WHY, 0.0)
    return estimate_origin(series, request, Receipt(digest_request(request), 1), kernel, sites or {})
