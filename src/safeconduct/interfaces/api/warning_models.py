"""Describe what is asked and answered about warnings: of places and counts, never of a party."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from safeconduct.app.list_warnings import Stage
from safeconduct.core.warnings import Action, Danger
from safeconduct.interfaces.api.models import Ident, Model, Recorded

Point = tuple[float, float]  # degrees: lon, lat
Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
PointAsked = Annotated[list[Degrees], Field(min_length=2, max_length=2)]
Metres = Annotated[float, Field(ge=-180, le=100_000, allow_inf_nan=False)]
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f\ufffe\uffff]{1,60}$")]
Minutes = Annotated[int, Field(ge=10, le=1440)]
People = Annotated[int, Field(ge=1, le=10_000_000)]
CORNERS_MOST = 500  # beyond 100 it is said what is wrong


class AreaAsked(Model):
    """Say in one of four ways which ground is meant."""

    site: Ident | None = None
    metres: Annotated[int, Field(ge=1, le=100_000)] | None = None  # around the site
    district: Name | None = None
    circle: Annotated[list[Metres], Field(min_length=3, max_length=3)] | None = None  # lon, lat, metres
    polygon: Annotated[list[PointAsked], Field(min_length=1, max_length=CORNERS_MOST)] | None = None


class WarningAsked(Model):
    """Say what a warning is to say, but for its words."""

    area: AreaAsked
    danger: Annotated[Danger, Field(strict=False)]
    action: Annotated[Action, Field(strict=False)]
    place: Name  # what the area is called
    people: People  # as the operator knows it
    minutes: Minutes = 120
    per_km2: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] = 0.0  # who are in no registry
    target: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f\ufffe\uffff]{0,60}$")] = ""


class CorrectionAsked(Model):
    """Say what is otherwise now."""

    action: Annotated[Action, Field(strict=False)] | None = None
    minutes: Minutes | None = None
    target: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f\ufffe\uffff]{0,60}$")] = ""
    people: People | None = None


class WarningApproved(Model):
    """Say how many people it reaches, as the approver has read and thought."""

    count: Annotated[int, Field(ge=0, le=10**9)]
    signature: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{128})?$")] = ""


class WarningNamed(Model):
    """Name what was drafted; a draft is no event."""

    warning: str


class WarningRecorded(Recorded):
    """Name the event, and the warning that it is about."""

    warning: str


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
    state: Stage
    standing: str  # in words
    kind: Literal["alert", "update", "cancel"]
    headline: str
    area: WarnedAreaSaid
    place: str
    action: str
    expires_millis: int
    count: int | None  # told once it is approved: who approves it says it
    asked_by: str | None
    approved_by: str | None
    follows: str | None
    coverage: WarnedPeopleSaid


class WarningTextSaid(Model):
    """Hold what people read in one language."""

    language: str
    rtl: bool
    headline: str
    description: str
    instruction: str
    reviewed: bool
    parts: int  # SMS of the headline


class WholeWarningSaid(WarningSaid):
    """Hold all that is to be seen before it is released."""

    texts: list[WarningTextSaid]
    digest: str  # SHA-256 of its bytes: what two people release
    sms: int
    cost: float | None  # None: channels.toml says of no channel what a part costs
