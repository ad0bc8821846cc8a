"""Promise that reading apart gives what reading gives, and that a text which takes too long costs its limit alone."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import pytest

from safeconduct.adapters.apart.client import Nursery
from safeconduct.adapters.reading_worker import ReadingWorker
from safeconduct.adapters.readings.reading_json import reading_to_json
from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.app.read_documents import read_documents
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.places import Gazetteer, Place
from safeconduct.core.intake.read import Knowledge, read_document
from safeconduct.core.intake.reading import Precision

SAID = "Police said on Sunday that a bomb went off in Port Ilen. “We wait,” Ana Rell told the Courier."
KNOWLEDGE = Knowledge(Gazetteer((Place("Port Ilen", Precision.CITY, "city", x=1.0, y=2.0),)))


@pytest.fixture(scope="module")
def reader() -> Iterator[ReadingWorker]:
    """Start the process once."""
    with Nursery() as nursery:
        worker = ReadingWorker(nursery)
        worker.know(KNOWLEDGE)
        yield worker


def test_reading_apart_gives_what_reading_gives(reader: ReadingWorker) -> None:
    """Nothing is lost between the processes: statements, places, times, offsets."""
    offsets = np.arange(3, len(SAID) + 4, dtype=np.int32)
    document = Document("d", SAID, "en", "text/html", outlet="Courier", published=2e9, original_offsets=offsets)
    here = read_document(document, SpacyParser(), KNOWLEDGE)
    assert reading_to_json(reader.read(document, 30.0)) == reading_to_json(here)
    assert [place.x for place in here.attributions[0].places] == [1.0]


def test_text_that_takes_too_long_is_stopped_and_the_next_is_read(reader: ReadingWorker) -> None:
    """It costs its limit and little more."""
    long = Document("d", SAID * 900, "en", "text/plain")
    began = time.monotonic()
    with pytest.raises(CannotReadError, match=r"longer than 0\.1 seconds"):
        reader.read(long, 0.1)
    assert time.monotonic() - began < 5.0
    assert reader.read(Document("e", SAID, "en", "text/plain"), 30.0).attributions


def test_text_that_cannot_be_read_goes_to_a_person(reader: ReadingWorker) -> None:
    """It is kept whole, with a question that says why; the text after it is read."""
    bad = Document("b", "x" * 300_000 + SAID, "en", "text/plain")
    good = Document("g", SAID, "en", "text/plain")

    class Hasty(ReadingWorker):
        """Give the first text no time."""

        def read(self, document: Document, seconds: float):  # type: ignore[no-untyped-def]
            """Read in a hundredth of a second what is bad."""
            return super().read(document, 0.01 if document is bad else seconds)

    done: list[int] = []
    first, second = read_documents([bad, good], Hasty(reader.nursery), KNOWLEDGE, done.append)
    assert first.document is bad
    assert "Not read, so it needs a person" in first.questions[0].what
    assert second.attributions
    assert done == [1, 2]


def test_process_that_dies_knows_again_what_was_known(reader: ReadingWorker) -> None:
    """A new process is taught before it reads."""
    reader.nursery.close()
    reading = reader.read(Document("g", SAID, "en", "text/plain"), 30.0)
    assert reading.attributions[0].places[0].place == "Port Ilen"
