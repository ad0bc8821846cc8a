"""Describe what is asked and answered about telling parties, their messages, replies and gate passes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from safeconduct.interfaces.api.models import Ident, Model, Recorded, Subject, Why

Telling = Literal["plan", "stop", "hold", "silent"]
SilentHours = Annotated[float, Field(ge=0.1, le=720)]
Means = Literal["going", "cannot", "help", "unclear"]
Gate = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,23}$")]
PassText = Annotated[str, StringConstraints(min_length=1, max_length=600)]
Millis = Annotated[int, Field(ge=0, le=2**53)]


class TongueSaid(Model):
    """Count the texts of one language, and show one of them."""

    language: str
    name: str
    rtl: bool
    parties: int
    reviewed: bool  # by a speaker, every word of it
    text: str
    parts: int  # SMS, or one long text


class UntoldSaid(Model):
    """Count whom no channel reaches, in one district."""

    district: str
    parties: int
    people: int


class LeftOutSaid(Model):
    """Count who is left out, for one reason."""

    why: str
    parties: int


class PreviewSaid(Model):
    """Show what would leave, and to how many, before anything does."""

    parties: int
    people: int
    sms: int  # parts that leave first, and other texts
    cost: float | None  # None: channels.toml names no cost
    by_channel: dict[str, int]  # parties, by the channel that is tried first
    by_language: list[TongueSaid]
    nobody: list[UntoldSaid]
    left_out: list[LeftOutSaid]
    plan: str | None  # digest, where a plan is told


class TellAsked(Model):
    """Tell: exactly as many parties as the preview says. A STOP or HOLD leaves at once, and counts nobody."""

    what: Telling
    subject: Subject = "everybody"
    why: Why = ""
    count: Annotated[int, Field(ge=0, le=10**7)] | None = None
    silent_hours: SilentHours | None = None


class TellRecorded(Model):
    """Say what is queued, and the order that was set."""

    queued: int  # messages, one to a party
    sms: int
    events: int  # that are on record of it
    order: str | None  # event


class MessageSaid(Model):
    """Say how a message stands, without a word of it."""

    message: str
    party: str
    about: str
    state: str
    channel: str | None  # by which it was tried last
    queued_millis: int
    reason: str | None  # of the newest failure


class MessagesSaid(Model):
    """Hold messages by id, and where to go on."""

    messages: list[MessageSaid]
    next: str | None


class ReplySaid(Model):
    """Hold a reply that waits for a person."""

    reply: str
    party: str | None  # None: who sent it is not known
    means: str
    channel: str
    millis: int
    text: str | None  # None: the device that heard it has the words, or they are not for who asks


class ReplyAnswer(Model):
    """Say what a person read in a reply."""

    means: Means


class PassAsked(Model):
    """Issue a pass for a party, as large as it is now."""

    party: Ident
    site: Gate
    opens_millis: Millis
    closes_millis: Millis


class PassIssued(Recorded):
    """Hold a pass, and the text of its QR code."""

    number: int
    nonce: str
    size: int
    text: str


class PassShown(Model):
    """Show a pass at a gate."""

    text: PassText = Field(alias="pass")
    site: Gate


class PassPresented(PassShown):
    """Let a pass through; one that was let through before, without a network, says when."""

    used_millis: Millis | None = None


class UseSaid(Model):
    """Say where and when a pass was let through."""

    millis: int
    site: str
    guard: str


class PassVerdictSaid(Model):
    """Say whether a pass holds: for how many, and until when; and where it was used before."""

    good: bool
    party: str | None  # a digest that is the same for each pass of one party, and says nothing else
    size: int | None
    valid_until_millis: int | None
    used: list[UseSaid]
    why: str
    event: str | None  # of its use, where it was let through


class PassSaid(Model):
    """Say what became of a pass."""

    nonce: str
    number: int | None  # None, as what follows: this device has not heard of its issue
    party: str | None
    size: int | None
    site: str | None
    opens_millis: int | None
    closes_millis: int | None
    used: list[UseSaid]
    revoked: bool


class PassesSaid(Model):
    """Hold passes by nonce, and where to go on."""

    passes: list[PassSaid]
    next: str | None


class RevocationAsked(Model):
    """Revoke a pass for good."""

    why: Why = ""


class GuardKeySaid(Model):
    """Name a key that is believed: its public half in hexadecimal, and the name that people compare."""

    key: str
    name: str


class GuardSaid(Model):
    """Hold what a guard's page needs to check passes with no network."""

    now_millis: int
    operation: str  # as a pass names it
    exercise: bool
    prefix: str
    what: str
    fields: list[str]  # of the body, after `what`, in order
    keys: list[GuardKeySaid]
    revoked_passes: list[str]
    used: dict[str, list[UseSaid]]  # by nonce
