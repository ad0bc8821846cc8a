"""Hold how a source is found and what the operator may add to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from safeconduct.adapters.sources.convert import convert_source
from safeconduct.adapters.sources.draft import BYTES_MAX
from safeconduct.adapters.sources.fetch import FetchedPage
from safeconduct.app.read_source import Given, read_reference, read_source
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.intake.document import Document

TEXT = b"Officials said that the gate was shut."


class Here:
    """Convert in this process: the worker has tests of its own."""

    bytes_max = BYTES_MAX

    def read(self, data: bytes, name: str, charset: str = "") -> tuple[Document, ...]:
        """Return the documents."""
        return convert_source(data, name, charset)


@dataclass(frozen=True)
class Pages:
    """Hold the pages that can be fetched."""

    pages: Sequence[FetchedPage] = ()

    def fetch(self, url: str) -> FetchedPage:
        """Return a page by its address."""
        return next(page for page in self.pages if page.address == url)


def read(source: object, given: Given | None = None, stdin: bytes = b"", pages: Sequence[FetchedPage] = ()) -> Document:
    """Read a source of one text."""
    (document,) = read_source(Here(), Pages(pages), str(source), given or Given(), lambda limit: stdin[:limit])
    return document


def test_file_is_read(tmp_path: Path) -> None:
    """Its name is the address."""
    (file := tmp_path / "note.txt").write_bytes(TEXT)
    assert (read(file).text, read(file).address) == (TEXT.decode(), "note.txt")


def test_standard_input_is_read() -> None:
    """What is pasted needs no file."""
    assert read("-", stdin=TEXT).text == TEXT.decode()


def test_page_is_fetched_and_keeps_its_address() -> None:
    """The encoding that the server declares is used."""
    page = FetchedPage(
        "Les portes sont fermées, dit-on.".encode("cp1252"), "a.txt", "https://courier.example/a", "cp1252"
    )
    document = read("https://courier.example/a", pages=[page])
    assert (document.address, document.text) == ("https://courier.example/a", "Les portes sont fermées, dit-on.")


def test_operator_adds_what_the_source_does_not_say() -> None:
    """Date and outlet come from the operator, and a caution says so."""
    document = read("-", Given("Courier", 86400.0), TEXT)
    assert (document.outlet, document.published) == ("Courier", 86400.0)
    assert document.cautions == ("date as given by the operator; the source has none",)


def test_date_of_the_source_counts_before_the_operators() -> None:
    """An outlet that the operator gives counts, and what the source says is kept in a caution."""
    mail = b"From: Desk <a@b.example>\nTo: c\nDate: Fri, 02 Jan 1970 00:00:00 +0000\n\n" + TEXT
    document = read("-", Given("Courier", 7.0), mail)
    assert (document.outlet, document.published) == ("Courier", 86400.0)
    assert document.cautions == ("outlet as given by the operator; the source says 'Desk'",)


@pytest.mark.parametrize("source", ["nothing.txt", ".", "ftp://courier.example/a", "file:///etc/passwd"])
def test_what_is_no_source_is_refused(source: str) -> None:
    """A missing file, a folder and other schemes."""
    with pytest.raises(CannotReadError):
        read(source)


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A named pipe that nobody writes to would block for ever."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotReadError, match="not a plain file"):
        read(tmp_path / "pipe")


def test_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    """No more than the limit comes into memory."""
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(10_000_000_000)
    with pytest.raises(CannotReadError, match="larger than 5 MB"):
        read(tmp_path / "huge.txt")


def test_endless_standard_input_is_cut() -> None:
    """The limit holds for a pipe too."""
    with pytest.raises(CannotReadError, match="larger than"):
        read_source(Here(), Pages(), "-", Given(), lambda limit: b"a" * limit)


@pytest.mark.parametrize("text", ["yesterday", "2031-13-01", ""])
def test_day_that_is_none_is_a_fault(text: str) -> None:
    """The remedy shows how to write it."""
    with pytest.raises(InputFaultsError, match="2031-03-04"):
        read_reference(text)
