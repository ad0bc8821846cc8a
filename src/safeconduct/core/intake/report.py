"""Describe one report of a threat: who, through whom, how surely, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.basics import Window
from safeconduct.core.intake.source_class import SourceClass


class Claim(StrEnum):
    """Name what a report asserts about its place and time."""

    THREAT = "threat"  # danger is affirmed
    CLEAR = "clear"  # danger is denied: somebody looked and saw none


@dataclass(frozen=True, slots=True)
class Report:
    """Describe one report as its row in report.csv gives it.

    Two reports with the same `origin` are one source, however many outlets carried them.
    """

    report_id: str
    origin: str  # who first said it; "" = unknown, that is unverified
    outlet: str  # through whom it came
    reliability: str  # A to F, NATO AJP-2.1 source reliability; F = cannot be judged; "" = ungraded, its class counts
    x: float  # degrees, longitude
    y: float  # degrees, latitude
    radius_metres: float
    window: Window
    claim: Claim
    rate: float | None = None  # expected people harmed per person-hour, where the report gives one
    source_class: SourceClass = SourceClass.UNKNOWN  # of the origin
