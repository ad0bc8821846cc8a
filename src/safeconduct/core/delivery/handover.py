"""Describe what a channel is given, and what it tells back."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.delivery.address import Address
from safeconduct.core.delivery.states import Signal


@dataclass(frozen=True, slots=True)
class Handover:
    """Hold one text for one recipient, with what the channel may know it again by."""

    message: str
    part: int  # from 0
    parts: int
    reference: int
    to: Address
    text: str
    language: str
    not_after_millis: int

    @property
    def name(self) -> str:
        """Return the name that no other text has: the same text handed over again has the same one.

        >>> Handover("m1", 0, 1, 7, Address("+999700000001"), "Stay.", "en", 5).name
        'm1.0'
        """
        return f"{self.message}.{self.part}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what came of a hand-over or a question."""

    signal: Signal
    receipt: str = ""  # the channel's own id of it
    why: str = ""  # a code, never words of a text or an address
    wait_seconds: float = 0.0  # where the channel asks for a pause


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what is known of a text that may be asked about."""

    name: str
    reference: int
    receipt: str


@dataclass(frozen=True, slots=True)
class HeardReceipt:
    """Hold a receipt: by the channel's id, or by our own name or reference where it gives one back."""

    token: int  # by which the channel knows what to acknowledge
    outcome: Outcome
    name: str = ""
    reference: int | None = None


@dataclass(frozen=True, slots=True)
class HeardReply:
    """Hold an answer of somebody."""

    token: int
    sender: Address
    text: str


Heard = HeardReceipt | HeardReply
