"""Promise that the time of a reading is bounded, and that what is left out is said."""

from __future__ import annotations

import time

import numpy as np
import pytest

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.intake import read
from safeconduct.core.intake.document import Document
from safeconduct.core.intake.places import Gazetteer

NOTHING = read.Knowledge(Gazetteer(()))


def test_a_long_text_is_read_as_far_as_it_may(parser: SpacyParser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to the end of a paragraph, with a question for the rest, and offsets that still fit."""
    monkeypatch.setattr(read, "CHARACTERS_MAX", 60)
    text = "Police said the gate is shut.\nThe mayor said the bridge is open.\nThe army said nothing."
    document = Document("d", text, "en", "text/plain", original_offsets=np.arange(len(text) + 1, dtype=np.int32))
    reading = read.read_document(document, parser, NOTHING)
    assert reading.document.text == text[:30]
    assert reading.document.original_offsets is not None
    assert len(reading.document.original_offsets) == 31
    assert [said.speaker.canonical for said in reading.attributions] == ["police"]
    assert "Only the first 30 of" in reading.questions[0].what


def test_one_word_over_and_over_does_not_stop_the_reader(parser: SpacyParser) -> None:
    """Ten thousand characters of it take little more than parsing them."""
    text = "army " * 2_000
    parser.parse(text)
    began = time.process_time()
    read.read_document(Document("d", text, "en", "text/html"), parser, NOTHING)
    assert time.process_time() - began < 12
