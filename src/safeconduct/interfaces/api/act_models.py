"""Describe what is asked and answered about releases, shares, cases, places, arrivals, plans and the log."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from safeconduct.app.report_place import PLACE
from safeconduct.core.operation.limits import A_WEEK_MINUTES
from safeconduct.interfaces.api.models import Ident, Model, Recorded, Why

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Thing = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,59}$")]
Place = Annotated[str, StringConstraints(pattern=f"^{PLACE}$")]
Folder = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$")]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=1, le=10**9)]
What = Literal["mass warning", "disclosure"]
Outcome = Literal["moved", "declined by party", "not eligible", "same as another", "left by itself", "not found"]
PlaceState = Literal["clear", "unknown", "threat"]


class ReleaseAsked(Model):
    """Ask for something to leave, by the SHA-256 of exactly what would."""

    what: What
    content: Digest
    count: Count
    hours: Annotated[float, Field(gt=0, le=24)] = 12.0


class ReleaseRecorded(Recorded):
    """Name the release that was asked for, and its event."""

    release: str


class ApprovalAsked(Model):
    """Approve what was read and counted; signed by the approver's own key, where they have one."""

    content: Digest
    count: Count
    signature: Annotated[str, Field(pattern="^([0-9a-f]{128})?$")] = ""


class ReleaseSaid(Model):
    """Hold a release; its count is told once it is approved, so that who approves it says their own."""

    release: str
    what: str
    content: str
    count: int | None
    asked_by: str
    approved_by: str
    expires_millis: int
    standing: Literal["waits", "approved", "left", "expired"]


class ReleasesSaid(Model):
    """Hold releases by id, and where to go on."""

    releases: list[ReleaseSaid]
    next: str | None


class ShareAsked(Model):
    """Deal units of a thing to a device: first ones, or out of this device's own share."""

    thing: Thing
    units: Annotated[int, Field(ge=1, le=10**6)]
    taker: Ident
    own: bool = False


class PromiseAsked(Model):
    """Promise units out of this device's share; a number below zero takes back."""

    thing: Thing
    units: Annotated[int, Field(ge=-(10**6), le=10**6)]
    party: Ident | None = None


class HoldingSaid(Model):
    """Say what a device has of a thing."""

    thing: str
    device: str
    promised: int
    left: int
    oversold: int


class SharesSaid(Model):
    """Hold what devices have by thing and device, which device deals first shares, and where to go on."""

    coordinator: str
    shares: list[HoldingSaid]
    next: str | None


class CoordinatorAsked(Model):
    """Name the device that deals first shares."""

    device: Ident


class DecisionAsked(Model):
    """Decide a case."""

    outcome: Outcome
    why: Why = ""


class ReopeningAsked(Model):
    """Open a case again."""

    why: Reason


class CaseSaid(Model):
    """Hold a case: open until somebody decides it."""

    case: str
    party: str
    opened_millis: int
    outcome: str
    decided_millis: int | None


class CasesSaid(Model):
    """Hold cases by id, and where to go on."""

    cases: list[CaseSaid]
    next: str | None


class SightingAsked(Model):
    """Report what was seen of a place, now if no time is given."""

    place: Place
    state: PlaceState
    valid_minutes: Annotated[int, Field(ge=1, le=A_WEEK_MINUTES)]
    seen_millis: Annotated[int, Field(ge=0, le=2**53)] | None = None
    source: Why = ""


class PlaceNowSaid(Model):
    """Say what is believed of a place now, and what was said of it."""

    place: str
    state: PlaceState
    reported: PlaceState
    seen_millis: int
    until_millis: int
    source: str
    standing: int


class PlacesSaid(Model):
    """Hold places by name, and where to go on."""

    places: list[PlaceNowSaid]
    next: str | None


class CheckInAsked(Model):
    """Check a party in at a site."""

    party: Ident
    site: Ident


class CheckInRecorded(Recorded):
    """Name the event, and say whether this device has heard of the party."""

    registered: bool


class ArrivalSaid(Model):
    """Say where a party was checked in last."""

    party: str
    site: str
    size: int | None  # None: this device has not heard of the party


class ArrivalsSaid(Model):
    """Hold arrivals by party, and where to go on."""

    arrivals: list[ArrivalSaid]
    next: str | None


class PlanAsked(Model):
    """Adopt a plan, by the names of its folder and its case's among those that the service was given."""

    case: Folder
    plan: Folder


class PlanSaid(Model):
    """Hold a plan that stands, as it was judged when it was adopted."""

    plan: str
    case: str
    name: str
    planner: str
    moved: int
    left: int
    gap: float | None
    by: str
    millis: int


class PlansSaid(Model):
    """Hold the plans that stand: more than one are in conflict, until one is adopted anew."""

    plans: list[PlanSaid]
    conflict: bool


class LogLineSaid(Model):
    """Hold one event as the log tells it."""

    millis: int
    event: str
    by: str
    kind: str
    text: str


class LogSaid(Model):
    """Hold the newest events, the oldest of them first."""

    lines: list[LogLineSaid]
