"""Hold what is found to be quoted of an earlier message."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.intake.quoted_replies import find_quoted_replies


def quoted(text: str) -> list[str]:
    """Give the quoted stretches as text."""
    return [text[span.start : span.end] for span in find_quoted_replies(text)]


def test_marked_lines_and_what_introduces_them_are_quoted() -> None:
    """The line that names the writer of the earlier message belongs to it."""
    assert quoted("It is shut.\n\nOn Monday Ilo wrote:\n> Is it open?\n> Now?\nGo home.\n> No\n") == [
        "On Monday Ilo wrote:\n> Is it open?\n> Now?\n",
        "> No\n",
    ]


def test_all_below_a_divider_is_quoted() -> None:
    """Below the line or the headers that a mail program puts over the earlier message, nothing is new."""
    assert quoted("Shut.\n-----Original Message-----\nIs it open?") == ["-----Original Message-----\nIs it open?"]
    block = "From: Ilo\nSent: Monday\nTo: Desk\nSubject: gate\n\nIs it open?"
    assert quoted(f"Shut.\n\n{block}") == [block]


def test_colon_alone_quotes_nothing() -> None:
    """A heading, a sentence with "wrote:" in its middle and single header words are the writer's own."""
    assert quoted("From: the desk\nHe wrote: the gate is shut.\nState:\nshut") == []


@settings(deadline=None)
@given(st.text("> ab:\nwrote", max_size=60))
def test_stretches_are_in_order_apart_and_whole_lines(text: str) -> None:
    """Each begins a line, and they never overlap."""
    end = 0
    for span in find_quoted_replies(text):
        assert end <= span.start < span.end <= len(text)
        assert span.start == 0 or text[: span.start].splitlines(keepends=True)[-1] != text[: span.start].rstrip("\n")
        end = span.end
