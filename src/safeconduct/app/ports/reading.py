"""Read what is reported, and keep what was made of it: the ports of intake."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from safeconduct.core.basics import Fault
    from safeconduct.core.intake.document import Document
    from safeconduct.core.intake.evidence import Evidence
    from safeconduct.core.intake.places import Gazetteer, Place
    from safeconduct.core.intake.read import Knowledge
    from safeconduct.core.intake.reading import Reading
    from safeconduct.core.intake.review import Decision, Entry, Setting


class EvidenceReader(Protocol):
    """Read readings that `safeconduct read` wrote, and tables of counts."""

    def read(self, files: Sequence[Path]) -> Evidence:
        """Return all that the files hold; raise InputFaultsError with every fault at once, or CannotReadError."""
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
