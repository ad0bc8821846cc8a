"""Hold that what is not read goes to a person."""

from __future__ import annotations

import pytest

from safeconduct.core.intake.document import Document
from safeconduct.core.intake.languages import ask_for_reader, is_read_in_full


@pytest.mark.parametrize("language", ["fa", "ps", "ar", "fr", "uk", "es", "und", "xx"])
def test_other_languages_go_to_a_person(language: str) -> None:
    """Nothing is taken from the text, and the question says what language it is in."""
    reading = ask_for_reader(Document("1", "…", language, "text/plain"))
    assert not is_read_in_full(reading.document)
    assert not reading.attributions
    assert "give it to somebody who does" in reading.questions[0].what


def test_english_is_read() -> None:
    """English alone is read in full."""
    assert is_read_in_full(Document("1", "The gate is shut.", "en", "text/plain"))
