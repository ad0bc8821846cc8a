"""Which quotes are found in a text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.attribution.paragraphs import find_paragraphs
from safeconduct.core.intake.attribution.quotes import Quote, find_quotes


def quotes_of(text: str) -> tuple[Quote, ...]:
    return find_quotes(text, find_paragraphs(text))


@pytest.mark.parametrize(
    "text",
    [
        "He said “we stay” twice.",
        'He said "we stay" twice.',
        "He said ‘we stay’ twice.",
        "He said 'we stay' twice.",
        "He said «we stay» twice.",
        "He said „we stay“ twice.",
        "He said ''we stay'' twice.",
        "He said ``we stay'' twice.",
    ],
)
def test_every_kind_of_mark_is_known(text: str) -> None:
    """Straight, curly, single, double, angled and typewritten marks all make quotes."""
    (quote,) = quotes_of(text)
    assert text[quote.inner.start : quote.inner.end] == "we stay"
    assert quote.closed


@pytest.mark.parametrize(
    "text", ["The guards' post isn't Ann's.", "It’s the drivers’ road.", "the class of '94 and '95"]
)
def test_an_apostrophe_is_no_quote(text: str) -> None:
    """Genitives, contractions and cut years open nothing."""
    assert quotes_of(text) == ()


def test_a_quote_of_several_paragraphs_is_followed() -> None:
    """A paragraph that opens with a mark goes on with the quote left open before it."""
    first, second = quotes_of("“The road is shut.\n“It stays shut,” she said.")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_a_quote_in_a_quote_is_an_inner_one() -> None:
    """What somebody quotes within a quote has depth two."""
    text = "“They told us ‘go home’ at noon,” he said."
    outer, inner = quotes_of(text)
    assert (outer.depth, inner.depth) == (1, 2)
    assert text[inner.inner.start : inner.inner.end] == "go home"


@given(st.text(alphabet="ab ,.\n\"'“”‘’«»„`", max_size=120))
def test_outer_quotes_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    """Every quote lies within the text, its inside within its marks, and outer quotes apart from each other."""
    quotes = quotes_of(text)
    assert all(0 <= q.outer.start < q.outer.end <= len(text) and q.outer.holds(q.inner) for q in quotes)
    outer = [q.outer for q in quotes if q.depth == 1]
    assert not any(first.overlaps(second) for first, second in itertools.pairwise(outer))
