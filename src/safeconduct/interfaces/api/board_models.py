"""Describe what is asked and answered about the boards, corridors, notices, vehicles and flights."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from safeconduct.app.agree_passage import CORRIDOR
from safeconduct.interfaces.api.act_models import Place, PlaceState
from safeconduct.interfaces.api.models import Ident, Model, Recorded, Why

Corridor = Annotated[str, StringConstraints(pattern=f"^{CORRIDOR}$")]
Millis = Annotated[int, Field(ge=0, le=2**53)]
Marking = Annotated[str, StringConstraints(max_length=80)]
HolderState = Literal["none", "notified", "acknowledged", "cleared", "refused", "expired"]
VehicleWord = Literal["ready", "out", "lost", "unknown"]
FlightWord = Literal["planned", "boarding", "departed", "cancelled", "unknown"]


class BoardPlaceSaid(Model):
    """Say what is believed of a place now, and what was told last, since and until when, by whom."""

    place: str
    name: str
    kind: str
    state: PlaceState
    told: Literal["clear", "threat"] | None
    since_millis: int | None
    until_millis: int | None
    source: str | None
    decayed: bool


class HolderSaid(Model):
    """Say how far a holder is; told, heard and cleared are three states."""

    holder: str
    state: HolderState
    since_millis: int | None
    until_millis: int | None  # of a clearance


class CorridorSaid(Model):
    """Say whether a corridor is open, and why not; open is no leave to move."""

    corridor: str
    name: str
    open: bool
    why: str
    holders: list[HolderSaid]


class VehicleSaid(Model):
    """Say what is believed of a vehicle now."""

    vehicle: str
    state: VehicleWord
    at: str | None
    since_millis: int | None
    next_leaves_millis: int | None


class FlightSaid(Model):
    """Say how a flight stands, and who could take its empty seats; null where no timetable has it."""

    flight: str
    departs_millis: int | None
    seats: int | None
    planned: int
    promised: int
    arrived: int
    empty: int | None
    here: int  # people who have arrived for a later flight of its airhead
    near: int  # people who were checked in on their way and are due for a later one
    state: FlightWord


class ExpectedSaid(Model):
    """Say where a party is due next, and of who is overdue what to do."""

    party: str
    size: int
    site: str
    due_millis: int
    state: Literal["expected", "arrived", "overdue"]
    overdue_minutes: int
    do: str


class BoardSaid(Model):
    """Hold the boards of one moment."""

    now_millis: int
    places: list[BoardPlaceSaid]
    corridors: list[CorridorSaid]
    vehicles: list[VehicleSaid]
    flights: list[FlightSaid]
    expected: list[ExpectedSaid]


class CorridorAsked(Model):
    """Say who holds a corridor, and through which places it leads."""

    corridor: Corridor
    holders: Annotated[list[Ident], Field(max_length=20)]
    along: Annotated[list[Place], Field(max_length=20, default_factory=list)]
    name: Annotated[str, StringConstraints(max_length=80)] = ""


class NoticeAsked(Model):
    """Tell a holder what they need to know: no party, no name, no origin, no destination."""

    corridor: Corridor
    holder: Ident
    from_millis: Millis
    until_millis: Millis
    people_about: Annotated[int, Field(ge=1, le=10**6)]  # rounded up before it is on record
    vehicles: Annotated[int, Field(ge=0, le=10_000)] = 0
    marking: Marking = ""


class NoticeRecorded(Recorded):
    """Name the notice that was sent, and its event."""

    notice: str


class NoticeSaid(Model):
    """Hold a notice, and how far its holder is with it."""

    notice: str
    corridor: str
    holder: str
    from_millis: int
    until_millis: int
    people_about: int
    vehicles: int
    marking: str
    sent_millis: int
    by: str
    state: Literal["notified", "acknowledged", "cleared", "refused", "expired", "withdrawn"]


class NoticesSaid(Model):
    """Hold notices by id, and where to go on."""

    notices: list[NoticeSaid]
    next: str | None


class NoticeAnswered(Model):
    """Record what a holder said; a clearance says for how long."""

    answer: Literal["acknowledged", "cleared", "refused"]
    valid_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    by_word: Why = ""  # how it was said


class VehicleAsked(Model):
    """Report how a vehicle stands, and where."""

    state: VehicleWord
    at: Place | None = None


class FlightAsked(Model):
    """Report how far a flight is."""

    state: FlightWord
