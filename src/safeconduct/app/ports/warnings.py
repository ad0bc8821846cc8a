"""Keep alerts, turn them into bytes, and let them leave."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.plan import Case
    from safeconduct.core.warnings import Alert, Coverage, KeptAlert, Ring


class AlertFormat(Protocol):
    """Turn alerts into bytes and back."""

    def write(self, alert: Alert) -> bytes:
        """Return the same bytes for the same alert; raise ValueError for a sign that the format cannot hold."""
        ...

    def read(self, data: bytes, name: str) -> Alert:
        """Return the alert of its bytes; raise InputFaultsError with every fault, or CannotReadError."""
        ...


class AlertFiles(Protocol):
    """Keep the alerts of an operation by their identifiers."""

    def save(self, identifier: str, kept: KeptAlert) -> None:
        """Keep an alert in place of what was kept under its identifier; raise SafeconductError."""
        ...

    def read(self, identifier: str) -> KeptAlert:
        """Return a kept alert; raise CannotReadError where there is none."""
        ...

    def list(self) -> tuple[str, ...]:
        """Return the identifiers, sorted."""
        ...


class AlertOutlet(Protocol):
    """Let alerts leave to whoever listens."""

    def publish(self, identifier: str, data: bytes) -> None:
        """Show an alert; the same one again changes nothing. Raise SafeconductError; nothing is half shown then."""
        ...


class AreaReader(Protocol):
    """Read what somebody drew on a map."""

    def read(self, file: Path) -> tuple[Ring, ...]:
        """Return its polygons; raise InputFaultsError or CannotReadError."""
        ...


class WarningPage(Protocol):
    """Show an alert to who releases it."""

    def render(self, alert: Alert, kept: KeptAlert, case: Case, coverage: Coverage) -> str:
        """Return one page with the area on the streets."""
        ...
