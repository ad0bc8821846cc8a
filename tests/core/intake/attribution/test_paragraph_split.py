"""How a text is split into paragraphs."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.attribution.paragraphs import find_paragraphs


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_paragraphs(text)]


def test_each_line_of_an_unwrapped_text_is_a_paragraph() -> None:
    """Lines that end a sentence or a lead-in are paragraphs of their own."""
    assert split("From the Herald:\nThe gate is shut.\n\n  It rains.\n") == [
        "From the Herald:",
        "The gate is shut.",
        "It rains.",
    ]


def test_a_wrapped_line_goes_on() -> None:
    """A line wrapped by hand in the middle of a sentence stays with the next one."""
    text = "The convoy left the harbour at noon and reached the\nsecond bridge at three.\nAll are safe."
    assert split(text) == [text.rsplit("\n", 1)[0], "All are safe."]


def test_a_heading_is_no_wrapped_line() -> None:
    """A short line over a long one is a heading: the next word would have fitted on it."""
    assert split("What we know\nThe gate has been shut since Monday, and nobody may pass.")[0] == "What we know"


@given(st.text(alphabet="ab .:\n\r\t”", max_size=200))
def test_paragraphs_hold_all_that_is_not_blank_in_order(text: str) -> None:
    """No word is lost or read twice, whatever the text."""
    spans = find_paragraphs(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
