"""Hold that hostile input is refused or cleaned in bounded time and memory, with a word that says why."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.apart.frames import raise_error, read_frame, write_error
from safeconduct.adapters.apart.limits import Limits
from safeconduct.adapters.sources.convert import convert_source
from safeconduct.adapters.sources.frames import take_documents, write_documents
from safeconduct.adapters.sources.worker import SourceWorker
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, SafeconductError
from safeconduct.core.intake.document import Document

CPU_SECONDS_MAX = 2.0
PEAK_BYTES_MAX = 700_000_000


def zip_bomb(inner: str) -> bytes:
    """Pack ten megabytes of zeros into a few kilobytes, as a sheet of a workbook or as a text."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inner, b"0" * 10_000_000)
    return file.getvalue()


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><item><title>&j;</title></item></channel></rss>"
)
OUTSIDE = '<!DOCTYPE alert SYSTEM "file:///etc/passwd"><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"/>'

PARTS = b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n"
REFUSED = {
    "nested 200,000 deep": (b"<html><body>" + b"<div>" * 200_000, "a.html", "nested more than 1,000 deep"),
    "XML nested 200,000 deep": (b"<rss>" + b"<a>" * 200_000, "a.rss", "nested more than 100 deep"),
    "alert nested 20,000 deep": (OUTSIDE[43:-2].encode() + b">" + b"<a>" * 20_000, "a.cap", "not well-formed"),
    "entity bomb": (BILLION_LAUGHS.encode(), "a.rss", "DOCTYPE"),
    "file through an entity": (OUTSIDE.encode(), "a.cap", "DOCTYPE"),
    "zip bomb": (zip_bomb("text.txt"), "a.txt", "ZIP archive"),
    "xlsx bomb": (zip_bomb("xl/worksheets/sheet1.xml"), "a.xlsx", "save the sheet as CSV"),
    "gzip": (b"\x1f\x8b\x08\0" + b"\0" * 30, "a.html", "gzip"),
    "PDF": (b"%PDF-1.7\n", "a.pdf", "a PDF"),
    "image": (b"\x89PNG\r\n\x1a\n", "a.png", "a person must read it"),
    "six megabytes of one line": (b"a" * 6_000_000, "a.txt", "larger than 5 MB"),
    "a hundred megabytes of one line": (bytes(100_000_000), "a.txt", "larger than 20 MB"),
    "half a million tags": (b"<html>" + b"<p>" * 500_000, "a.html", "more than 100,000 tags"),
    "mail of too many parts": (PARTS + b"--x\n\na\n" * 60_000, "a.eml", "parts"),
    "row of a million cells": (b"claim,date,speaker\n" + b"," * 1_000_000, "a.csv", "more than 500 cells"),
    "nothing": (b"", "a.txt", "no text"),
    "nothing but what is hostile": ("\u202e\u200b\u2066".encode(), "a.txt", "no text"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name", "word"), REFUSED.values(), ids=REFUSED)
def test_hostile_file_is_refused_with_a_clear_word(worker: SourceWorker, data: bytes, name: str, word: str) -> None:
    """In under two seconds of work, in bounded memory."""
    with pytest.raises(SafeconductError, match=word):
        worker.read(data, name)
    assert worker.nursery.last_usage is None or worker.nursery.last_usage.cpu_seconds < CPU_SECONDS_MAX
    assert worker.nursery.last_usage is None or worker.nursery.last_usage.peak_bytes < PEAK_BYTES_MAX


BASE64 = b"From: a\nTo: b\nContent-Transfer-Encoding: base64\n\n"
QUOTED = b"From: a\nTo: b\nContent-Transfer-Encoding: quoted-printable\n\n"
READ = {
    "unclosed tags": (b"<html><body>Gate shut. " + b"<a " * 100_000, "a.html"),
    "unclosed comments": (b"<html><body>Gate shut. " + b"<!--" * 100_000, "a.html"),
    "unclosed quotes": (b"<html><body>Gate shut. " + b"<a href='\"" * 50_000 + b"><p>x", "a.html"),
    "references": (b"<html><body><p>Gate shut. " + b"&lt;&" * 100_000, "a.html"),
    "one line": (b"Gate shut. " + b"a" * 2_000_000, "a.txt"),
    "marks of every kind": ("Gate shut. \u202e\u200c\u0430a".encode() * 50_000, "a.txt"),
    "words in base64": (BASE64 + b"R2F0ZSBzaHV0LiAg\n" * 50_000, "a.eml"),
    "quoted words": (QUOTED + b"Gate shut. =20=\n" * 20_000, "a.eml"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "name"), READ.values(), ids=READ)
def test_awkward_file_is_read_all_the_same(worker: SourceWorker, data: bytes, name: str) -> None:
    """What can be read is, in bounded time and memory."""
    assert "Gate shut." in worker.read(data, name)[0].text
    assert worker.nursery.last_usage is not None
    assert worker.nursery.last_usage.cpu_seconds < CPU_SECONDS_MAX
    assert worker.nursery.last_usage.peak_bytes < PEAK_BYTES_MAX


def test_worker_gives_what_conversion_gives(worker: SourceWorker) -> None:
    """Nothing is lost on the way between the processes, offsets and cautions least of all."""
    data = (
        "<html><body><p>Officials said &mdash; at\u202e last &mdash; that the gate was shut.</p></body></html>".encode()
    )
    there, here = worker.read(data, "a.html")[0], convert_source(data, "a.html")[0]
    assert (there.text, there.cautions, there.document_id) == (here.text, here.cautions, here.document_id)
    assert there.original_offsets is not None
    assert here.original_offsets is not None
    assert np.array_equal(there.original_offsets, here.original_offsets)


def test_conversion_that_takes_too_much_is_stopped_and_the_next_one_works(worker: SourceWorker) -> None:
    """A hanging conversion costs its limit and nothing more; so does one that takes all memory."""
    page = b"<p>Gate shut.</p>" * 40_000
    for limits, word in (
        (Limits(wall_seconds=0.05), "longer than 0.05 seconds"),
        (Limits(memory_bytes=20_000_000), "memory"),
    ):
        worker.limits = limits
        try:
            with pytest.raises(CannotReadError, match=word):
                worker.read(page, "a.html")
        finally:
            worker.limits = Limits()
        assert worker.read(b"The gate is shut.", "a.txt")[0].text == "The gate is shut."


def test_process_that_dies_is_replaced(worker: SourceWorker) -> None:
    """Whatever happens to the converting process, the next source is read."""
    assert worker.read(b"The gate is shut.", "a.txt")
    worker.nursery.close()
    assert worker.read(b"The gate is shut.", "a.txt")[0].language == "en"


documents = st.builds(
    Document,
    document_id=st.text(max_size=4),
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    language=st.just("en"),
    media_type=st.just("text/plain"),
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    published=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    cautions=st.lists(st.just("doubt")).map(tuple),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(documents, st.booleans()), max_size=3))
def test_documents_come_back_from_a_frame(items: list[tuple[Document, bool]]) -> None:
    """Writing and reading a frame gives the same documents."""
    sent = [
        Document(**{name: getattr(document, name) for name in Document.__slots__ if name != "original_offsets"},
                 original_offsets=np.arange(3, len(document.text) + 4, dtype=np.int32) if mapped else None)
        for document, mapped in items
    ]  # fmt: skip
    got = take_documents(*read_frame(io.BytesIO(write_documents(sent)).read))
    assert len(got) == len(sent)
    for one, other in zip(got, sent, strict=True):
        for name in Document.__slots__:
            assert np.array_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize("error", [CannotReadError("a.txt: no"), InputFaultsError([Fault("a", 1, "b", "c", "d", "e")])])
def test_errors_come_back_from_a_frame(error: SafeconductError) -> None:
    """The operator sees the same words."""
    with pytest.raises(type(error)) as raised:
        raise_error(read_frame(io.BytesIO(write_error(error)).read)[0])
    assert str(raised.value) == str(error)


def test_frame_that_is_cut_short_is_no_frame() -> None:
    """A process that dies while it writes gives no half of a document."""
    frame = write_error(CannotReadError("a.txt: no"))
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(frame[:-1]).read)


def test_feed_with_a_date_that_no_calendar_has_is_read_without_it(worker: SourceWorker) -> None:
    """What is wrong with the date is no fault of the text."""
    for date in ("-099-01-01T00:00:00Z", "Mon, 01 Jan -099 00:00:00 GMT", "99999-01-01T00:00:00Z"):
        feed = f"<rss><channel><item><title>Gate shut</title><pubDate>{date}</pubDate></item></channel></rss>"
        assert worker.read(feed.encode(), "a.rss")[0].text == "Gate shut"
