"""Read what happened and what is thought of sources: the ports of the threat picture."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.picture.belief import SourceLedger
    from safeconduct.core.picture.cells import Cells, Floats
    from safeconduct.core.picture.forecast import Events
    from safeconduct.core.picture.forecast.hindcast import Hindcast
    from safeconduct.core.picture.incident import IncidentRows
    from safeconduct.core.picture.origin import Receipt, Request


class SeriesFiles(Protocol):
    """Read a series of events and its cells, and keep its forecasts."""

    def read_events(self, file: Path) -> tuple[Events, int]:
        """Return the events in order of time, and how many had no place or time; raise InputFaultsError or
        CannotReadError.
        """
        ...

    def read_cells(self, file: Path) -> Cells:
        """Return the cells; raise InputFaultsError or CannotReadError."""
        ...

    def read_watched(self, file: Path, cells: Cells, periods: int) -> Floats:
        """Return how well cells are watched, (cells,) or (periods, cells); raise InputFaultsError or
        CannotReadError.
        """
        ...

    def write(self, file: Path, made: Hindcast) -> None:
        """Write the forecasts, whole or not at all."""
        ...


class IncidentReader(Protocol):
    """Read tables of incidents."""

    def read(self, files: Sequence[Path], utc_offset_seconds: int, day_first: bool | None = None) -> IncidentRows:
        """Return every incident and every row that gave none; raise CannotReadError for a file that is no such table.

        `day_first` says how days like 03/04/2031 are meant; None = each column tells, or its rows are faults.
        """
        ...


class SourceLedgers(Protocol):
    """Keep what is thought of sources."""

    def read(self, file: Path) -> SourceLedger:
        """Return what the file says; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...

    def read_outcomes(self, file: Path, report_ids: Collection[str]) -> Mapping[str, bool]:
        """Return by report whether its danger was there; raise InputFaultsError or CannotReadError."""
        ...

    def write(self, file: Path, ledger: SourceLedger) -> Path | None:
        """Replace the file in one step; return where the old one is kept, None where none was, or an equal one."""
        ...


class OriginLog(Protocol):
    """Keep who opened an origin and why."""

    def append(self, request: Request) -> Receipt:
        """Keep a request and return its receipt; raise SafeconductError where it cannot be kept."""
        ...

    def read(self) -> tuple[Request, ...]:
        """Return every request in order; raise InputFaultsError where the log was changed, or CannotReadError."""
