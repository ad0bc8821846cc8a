"""Name what the use cases need from the outside; the adapters fill these."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from safeconduct.core.basics import Fault
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.evidence import Evidence
from safeconduct.core.intake.places import Gazetteer, Place
from safeconduct.core.intake.read import Knowledge
from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import Decision, Entry, Setting
from safeconduct.core.network import ImportedMap
from safeconduct.core.picture.belief import SourceLedger
from safeconduct.core.picture.cells import Cells, Floats
from safeconduct.core.picture.forecast import Events
from safeconduct.core.picture.forecast.hindcast import Hindcast
from safeconduct.core.picture.incident import IncidentRows
from safeconduct.core.picture.origin import Receipt, Request
from safeconduct.core.plan import Case, Plan
from safeconduct.core.plan.replanning import Event
from safeconduct.core.plan.shown import StoredSufficiency


class CaseStore(Protocol):
    """Keep cases."""

    def read(self, folder: Path) -> Case:
        """Return the case; raise InputFaultsError with every fault at once."""
        ...

    def write(self, case: Case, folder: Path) -> None:
        """Write the case in the open format."""
        ...


class PlanStore(Protocol):
    """Keep plans."""

    def read(self, folder: Path, case: Case | None = None) -> Plan:
        """Return the plan; raise InputFaultsError or CannotReadError. Given its case, pass junk no judge looks at."""
        ...

    def write(self, plan: Plan, utc_offset_seconds: int, folder: Path) -> None:
        """Write the plan in the open format, times with the case's offset."""
        ...


class EventReader(Protocol):
    """Read what has happened since a plan was made."""

    def read(self, texts: Sequence[str], files: Sequence[Path], case: Case) -> tuple[Event, ...]:
        """Return the events worded in texts and files, in order; raise InputFaultsError with every fault at once.

        What an event leaves open ("from", "to") is taken from the case's clock.
        """
        ...


class MapImporter(Protocol):
    """Read one kind of street map."""

    name: str

    def reads(self, file: Path) -> bool:
        """Tell by name and first bytes whether this importer reads the file."""
        ...

    def read(self, file: Path) -> ImportedMap:
        """Return the map, cleaned; raise InputFaultsError or CannotReadError."""
        ...


class MapStore(Protocol):
    """Keep imported maps: node.csv, link.csv, zone.csv, map.json."""

    def read(self, folder: Path) -> ImportedMap:
        """Return the map; raise InputFaultsError with every fault at once."""
        ...

    def write(self, imported: ImportedMap, folder: Path) -> None:
        """Write the map."""
        ...


class SufficiencyReader(Protocol):
    """Read answers that `safeconduct sufficiency` wrote."""

    def read(self, file: Path) -> StoredSufficiency:
        """Return the answer; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class EvidenceReader(Protocol):
    """Read readings that `safeconduct read` wrote, and tables of counts."""

    def read(self, files: Sequence[Path]) -> Evidence:
        """Return all that the files hold; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


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


class SecretKeeper(Protocol):
    """Keep secrets apart from everything else that is written."""

    def keep(self, file: Path, text: str) -> None:
        """Write a new file that its owner alone can read; raise SafeconductError where there is one already."""
        ...


class SourceReader(Protocol):
    """Turn the bytes of a source into documents, in bounded time and memory."""

    bytes_max: int  # more is refused

    def read(self, data: bytes, name: str, charset: str = "") -> tuple[Document, ...]:
        """Return its documents, one at least; raise CannotReadError or InputFaultsError."""
        ...


class DocumentReader(Protocol):
    """Read documents, each in bounded time and memory."""

    def know(self, knowledge: Knowledge) -> None:
        """Take what is known before the first text is read."""
        ...

    def read(self, document: Document, seconds: float) -> Reading:
        """Return its reading; raise CannotReadError where it takes longer or breaks down."""
        ...


class Fetched(Protocol):
    """Hold what was fetched from the web."""

    @property
    def data(self) -> bytes:
        """Return the body."""
        ...

    @property
    def name(self) -> str:
        """Return a file's name for it, with the ending that the server's media type asks for."""
        ...

    @property
    def address(self) -> str:
        """Return where it stood in the end, after redirects."""
        ...

    @property
    def charset(self) -> str:
        """Return the encoding that the server declares; "" where it declares none."""
        ...


class PageFetcher(Protocol):
    """Fetch pages of the public internet."""

    def fetch(self, url: str) -> Fetched:
        """Return what stands at an address; raise CannotReadError."""


class ReadingReader(Protocol):
    """Read what `safeconduct read --json` wrote."""

    def read(self, file: Path) -> Reading:
        """Return the reading; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class ReviewLog(Protocol):
    """Hold the log of one review, open to nobody else."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, in order."""
        ...

    def append(self, entry: Entry) -> None:
        """Keep an entry; when this returns, a power cut does not take it back."""
        ...


class ReviewLogs(Protocol):
    """Keep the logs of reviews, each beside its reading."""

    def open(self, reading_file: Path, reading: Reading) -> AbstractContextManager[ReviewLog]:
        """Give the log of a reading, made where there is none; raise InputFaultsError or SafeconductError."""
        ...

    def read(self, reading_file: Path, reading: Reading) -> tuple[Entry, ...]:
        """Return the entries of a reading's log, none where there is no log."""
        ...


class DecisionReader(Protocol):
    """Read decisions that somebody wrote into a file."""

    def read(self, file: Path, reading: Reading, setting: Setting) -> tuple[Decision, ...]:
        """Return the decisions in order; raise InputFaultsError with every fault at once, or CannotReadError."""
        ...


class TextGrouper(Protocol):
    """Compare texts by what they say, in whatever languages."""

    def cluster(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """Return the numbers of the texts in groups that say much the same; a text like no other is alone."""
        ...


class GazetteerReader(Protocol):
    """Know the names of places."""

    @property
    def world(self) -> Gazetteer:
        """Return regions, countries and cities."""
        ...

    def read(self, file: Path) -> tuple[tuple[Place, ...], tuple[Fault, ...]]:
        """Return the places of a file, and its rows that are in doubt; raise InputFaultsError or CannotReadError."""
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
        ...
