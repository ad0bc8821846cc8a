"""Let operators in, and take and print what they need: the ports of an operation's desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.basics import Fault
    from safeconduct.core.operation.activity import ActivityLog
    from safeconduct.core.people import Registration
    from safeconduct.core.record import (
        ActorId,
    )


class RegistryReader(Protocol):
    """Read registrations."""

    def read(self, file: Path, form: Path | None = None) -> tuple[tuple[Registration, ...], tuple[Fault, ...]]:
        """Return the parties of a table, and what is wrong with the others; `form` is the XLSForm that collected it."""
        ...


class ActivityPage(Protocol):
    """Lay an operator's activity log out for print."""

    def render(self, log: ActivityLog) -> bytes:
        """Return it as a PDF."""
        ...


class SecondFactor(Protocol):
    """Prove that an operator holds what they enrolled: one kind a class."""

    kind: str  # as operator.joined names it

    def enrol(self, operator: ActorId) -> str:
        """Return what the operator puts into their device, and keep what proves it; an unproved one is made anew."""
        ...

    def prove(self, operator: ActorId, proof: str, now_millis: int) -> bool:
        """Tell whether a proof is the operator's, and has not been used before."""
        ...


class AskingFactor(SecondFactor, Protocol):
    """Prove operators by answers to questions, each of which is answered once."""

    def ask(self, operator: ActorId, now_millis: int) -> str:
        """Return the question for an operator who has proved themselves before; raise DeniedError for another."""
        ...


class SessionKeeper(Protocol):
    """Keep who has proved themselves, for the length of a shift."""

    def start(self, operator: ActorId, now_millis: int) -> str:
        """Return the token of a new session of an operator who has proved who they are."""
        ...

    def find(self, token: str, now_millis: int) -> ActorId | None:
        """Return whose session a token is; None where it is nobody's, or has run out."""
        ...

    def end(self, operator: ActorId) -> None:
        """End every session of an operator."""
        ...
