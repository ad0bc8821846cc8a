"""Describe what is sent and answered: strictly, and with no field that is not named here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from safeconduct.core.operation import Level as OrderLevel
from safeconduct.core.operation import Role
from safeconduct.core.vault import Field as IdentityField

Ident = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
Subject = Annotated[str, StringConstraints(pattern=r"^(everybody|(party|site|corridor):[A-Za-z0-9_.-]{1,40})$")]
Why = Annotated[str, StringConstraints(max_length=200)]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9 ]{6,8}$")]
Proof = Annotated[str, StringConstraints(min_length=2, max_length=16_384)]  # JSON that a browser made
Level = Literal["GO", "HOLD", "STOP"]
LEVELS: Mapping[OrderLevel, Level] = {OrderLevel.GO: "GO", OrderLevel.HOLD: "HOLD", OrderLevel.STOP: "STOP"}


class Model(BaseModel):
    """Take what is meant and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Health(Model):
    """Say that the service answers."""

    status: Literal["up"] = "up"


class Login(Model):
    """Prove who you are."""

    operator: Ident
    digits: Digits


class Session(Model):
    """Hold the token of a session, for a shift of twelve hours."""

    token: str


class OperationSaid(Model):
    """Say whose service this is, and up to which number it has each device's events."""

    operation: str
    name: str
    exercise: bool
    device: str
    operator: str  # who asks
    heads: dict[str, int]
    forked: dict[str, int]  # devices that were copied or forge, and the first number of which there are two events


class StopAsked(Model):
    """Ask for a STOP."""

    subject: Subject = "everybody"
    why: Why = ""


class OrderAsked(Model):
    """Ask for an order."""

    level: Level
    subject: Subject = "everybody"
    why: Why = ""


class OrderSaid(Model):
    """Hold the order that counts about a subject."""

    subject: str
    level: Level
    by: str
    millis: int
    why: str


class OrdersSaid(Model):
    """Hold orders by subject, and where to go on."""

    orders: list[OrderSaid]
    next: str | None


class Recorded(Model):
    """Name the event that was recorded."""

    event: str


class BacklogSaid(Model):
    """Count the cases that wait."""

    open: int
    oldest_age_hours: float
    decided: int


class InvitationAsked(Model):
    """Ask for an invitation."""

    roles: Annotated[list[Annotated[Role, Field(strict=False)]], Field(min_length=1, max_length=len(Role))]
    device: Ident | None = None  # where they will join; this service's own if none is named


class InvitationSaid(Model):
    """Hold the code that is told by voice, once."""

    operator: str
    code: str
    valid_minutes: int


class JoinAsked(Model):
    """Join by the code that was told: first without digits, then with those that the phone shows."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    digits: Digits | None = None


class JoinSaid(Model):
    """Say who has joined, or what the phone is to read before."""

    operator: str
    joined: bool
    enrol: str | None = None  # an otpauth address, for a QR code


class PasskeyJoinAsked(Model):
    """Join by the code that was told: first without proof, then with what the browser made of the options."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    proof: Proof | None = None


class PasskeyLogin(Model):
    """Log in: first without proof, then with what the browser answers to the options."""

    operator: Ident
    proof: Proof | None = None


class PasskeyJoinSaid(Model):
    """Say who has joined, or what the browser is to make a passkey of before."""

    operator: str
    joined: bool
    options: str | None = None  # JSON, for navigator.credentials.create


class PasskeySession(Model):
    """Hold the token of a session, or what the browser is to answer before."""

    options: str | None = None  # JSON, for navigator.credentials.get
    token: str | None = None


class PlaceSaid(Model):
    """Say roughly where a party is."""

    lon: float
    lat: float
    precision_metres: float


class PartySaid(Model):
    """Hold what planning may know of a party; each of its people is the case PARTY.NUMBER, from 1 on."""

    party: str
    size: int
    people: int
    needs: list[str]
    place: PlaceSaid | None


class PartiesSaid(Model):
    """Hold parties by id, and where to go on."""

    parties: list[PartySaid]
    next: str | None


class IdentityAsked(Model):
    """Ask for one person's fields, for a purpose."""

    purpose: Ident
    fields: Annotated[list[Annotated[IdentityField, Field(strict=False)]], Field(min_length=1, max_length=6)]


class DocumentSaid(Model):
    """Name a document."""

    kind: str
    number: str
    country: str


class ContactSaid(Model):
    """Say where a message reaches a person."""

    channel: str
    address: str


class IdentitySaid(Model):
    """Hold one person's fields: those that were asked for and are sealed."""

    case: str
    names: list[str] | None = None
    birth_year: int | None = None
    phones: list[str] | None = None
    documents: list[DocumentSaid] | None = None
    home: str | None = None
    contacts: list[ContactSaid] | None = None


class OversoldSaid(Model):
    """Say what a device has promised beyond what it had."""

    thing: str
    device: str
    units: int


class TakenSaid(Model):
    """Say what came of a bundle."""

    new: int
    unknown_devices: list[str]
    held_back: int  # events of clocks more than a day ahead
    clocks_ahead_millis: dict[str, int]
    oversold: list[OversoldSaid]
    forked: dict[str, int]  # devices that were copied or forge, and the first number of which there are two events
    contested: dict[str, str]  # successors, and the lost device that has signed events since
