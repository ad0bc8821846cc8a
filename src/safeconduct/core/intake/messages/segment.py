"""Hold a stretch of a message that one sender wrote at one time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.intake.document import Span


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line that is not empty, without the space around it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold what one sender wrote at one time; spans are of the message's text.

    Empty fields are taken from the message as a whole.
    """

    span: Span
    sender: str = ""  # as written, in lower case; "" = whoever sent the message
    when: Span | None = None  # where the text says when this was written
    where: Span | None = None  # where the text says of which place this is
    relayed: bool = False  # its sender spoke, and somebody else wrote it down
    doubted: bool = False  # marked as not confirmed
    whole: bool = False  # one statement, "Gate 1: open"
    topic: str = ""  # words that tell what it is about, if it does not: the box that is ticked


def cut_lines(text: str) -> tuple[Line, ...]:
    """Return the lines that hold something."""
    return tuple(
        Line(Span(match.start(), match.end()), match.group()) for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)
    )


def most(matches: Sequence[object], least: float = 0.6) -> bool:
    """Tell whether so large a part is found."""
    return bool(matches) and sum(1 for match in matches if match) >= least * len(matches)
