"""Read a file, a page, a feed or standard input into documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from safeconduct.app.ports import PageFetcher, SourceReader, TextGrouper
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.languages import is_read_in_full

STANDARD_INPUT = "-"
WEB = ("http://", "https://")
ALIKE_MAX = 500  # documents that are compared, at about 20 a second


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what the operator adds to a source; empty and None = nothing."""

    outlet: str = ""
    reference: float | None = None  # POSIX second: the day from which "yesterday" counts, where the source gives none


def read_source(
    reader: SourceReader,
    fetcher: PageFetcher,
    source: str,
    given: Given,
    read_standard_input: Callable[[int], bytes],
) -> tuple[Document, ...]:
    """Return the documents of a source: an http(s) address, "-" for standard input, or a file.

    What the operator gives counts where the source says nothing, and an outlet always; a caution says so.

    Raises:
        CannotReadError: where it is missing, refused, of no kind that is read, or empty.
        InputFaultsError: with every fault of a table at once.
    """
    limit = reader.bytes_max + 1
    if source == STANDARD_INPUT:
        documents = reader.read(read_standard_input(limit), "standard input")
    elif source.lower().startswith(WEB):
        fetched = fetcher.fetch(source)
        documents = reader.read(fetched.data, fetched.name, fetched.charset)
        documents = tuple(_address(document, fetched.name, fetched.address) for document in documents)
    elif "://" in source:
        raise CannotReadError(f"{source[:80]}: only files, http and https addresses are read")
    else:
        file = Path(source)
        documents = reader.read(_read_file(file, limit), file.name)
    return tuple(_complete(document, given) for document in documents)


def group_alike(grouper: TextGrouper, documents: Sequence[Document]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of documents that say much the same, where one of them at least goes to a person.

    A text that nobody here reads is a little less unread beside an English one that is like it. Being alike is a hint
    and never corroboration.
    """
    if len(documents) < 2 or len(documents) > ALIKE_MAX or all(map(is_read_in_full, documents)):
        return ()
    texts = [document.text if document.text.startswith(document.title) else f"{document.title}. {document.text}"
             for document in documents]  # fmt: skip
    groups = grouper.cluster(texts)
    return tuple(
        group for group in groups if len(group) > 1 and not all(is_read_in_full(documents[number]) for number in group)
    )


def read_reference(text: str) -> float:
    """Return the POSIX second of a day or an ISO 8601 time; a time without an offset counts as UTC.

    >>> read_reference("1970-01-02")
    86400.0
    """
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        remedy = "write it like 2031-03-04, or 2031-03-04T06:00:00+02:00"
        raise InputFaultsError([Fault("--reference", 0, "", text, "no day and no ISO 8601 time", remedy)]) from None


def _read_file(file: Path, limit: int) -> bytes:
    """Return the first bytes of a file; a pipe or a device is not waited for."""
    if not file.exists():
        raise CannotReadError(f"{file}: no such file; check the name")
    if not file.is_file():
        raise CannotReadError(f"{file}: not a plain file; give one file, or - to read standard input")
    try:
        with file.open("rb") as handle:
            return handle.read(limit)
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}; check the rights") from None


def _address(document: Document, name: str, address: str) -> Document:
    return replace(document, address=address) if document.address == name else document


def _complete(document: Document, given: Given) -> Document:
    cautions = list(document.cautions)
    outlet, published = document.outlet, document.published
    if given.outlet:
        if outlet and outlet != given.outlet:
            cautions.append(f"outlet as given by the operator; the source says {outlet!r}")
        outlet = given.outlet
    if published is None and given.reference is not None:
        published = given.reference
        cautions.append("date as given by the operator; the source has none")
    return replace(document, outlet=outlet, published=published, cautions=tuple(cautions))
