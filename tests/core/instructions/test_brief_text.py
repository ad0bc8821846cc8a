"""Promise that a line that everybody gets is one SMS in every language."""

from __future__ import annotations

import pytest

from safeconduct.adapters.words import LANGUAGES, load_words
from safeconduct.core.instructions import lint_sms
from safeconduct.core.instructions.brief_text import BRIEF, write_brief


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("message", BRIEF)
def test_a_line_is_one_sms_with_mark_and_code(language: str, message: str) -> None:
    """With the mark of an exercise and a card's code it still fits one, in the language's alphabet."""
    text = write_brief(load_words(language), message, exercise=True, card_code="123456")
    assert lint_sms(text).is_one
    assert text.endswith(" 123456")
    assert text.startswith(load_words(language).say("sms-exercise"))
