"""Cut a stretch of a message into the clauses that may each be a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.span_index import cut_long

LONGEST_SENTENCE = 500  # code points; what is longer is cut, so that what is looked for in a sentence stays bounded
# A stop ends a sentence, not an abbreviation or a number; so does a line's end where the next is no run-on.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\bNo)(?<!\bapprox)[.!]{1,9}(?=\s|$|[A-Z][a-z])|"
    r"\?+|\n|;|\.\.+|…"
    r"|,? (?:break|BREAK|Break)[,.:]? "
)
PART = re.compile(
    r",\s+(?:and |but |so )?|\s+(?:but|BUT|though|while|whereas|and|AND|&|\+)\s+|\s[-–—]\s|\s\+\s", re.IGNORECASE
)
FILLER = re.compile(
    r"^(?:(?:and|but|so|also|hi|hello|hey|ok|okay|yes|yeah|yep|yup|nope|no|well|oh|omg|lol|fyi|update|urgent|"
    r"note|guys|all|hmm|btw|"
    r"roger|copy|copied|copy that|affirm|affirmative|wilco|negative|say again|i say again|be advised|sitrep|"
    r"contact|correction|"
    r"flash|ps|as of now|now|info|thx|thanks|understood|confirmed|message|all stations|more|wait)"
    r"(?:[,.:;!]+\s*|\s+-\s+)|(?:hi|hello|hey|guys|folks|fyi|btw|be advised|also|i say again|say again|sitrep|"
    r"urgent|and|but|lol|update|omg|roger|affirm)\s+)+",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:[\s,.;:!(-]*\b(?:over|out|how copy|wait out|over and out|stand by|standing by|will chk|will check|"
    r"say again|tho|"
    r"acknowledge|pls send help|send help|bt|lol|be careful|take care|stay safe|please advise|ack|wait one|end|"
    r"break)\b)+[\s.!]*$|[\s,;:.!?…-]+$",
    re.IGNORECASE,
)


def cut_sentences(text: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """Go through the sentences of a stretch, each with whether it is asked."""
    at = span.start
    for match in _END.finditer(text, span.start, span.end):
        for part in cut_long(text, Span(at, match.start()), LONGEST_SENTENCE):
            if kept := trim(text, part):
                yield kept, match.group().startswith("?")
        at = match.end()
    for part in cut_long(text, Span(at, span.end), LONGEST_SENTENCE):
        if kept := trim(text, part):
            yield kept, False


def cut_parts(text: str, span: Span) -> list[Span]:
    """Return the parts of a sentence between its commas and conjunctions."""
    parts, at = [], span.start
    for match in PART.finditer(text, span.start, span.end):
        parts.append(Span(at, match.start()))
        at = match.end()
    parts.append(Span(at, span.end))
    return [kept for part in parts if (kept := trim(text, part))]


def trim(text: str, span: Span) -> Span | None:
    """Leave out greetings, prowords and marks around a clause; None where nothing is left.

    >>> trim("Roger, gate open, over.", Span(0, 23))
    Span(start=7, end=16)
    """
    start, end = span.start, span.end
    start += len(text[start:end]) - len(text[start:end].lstrip(" \t\n,;:-–—.!?>*•"))
    if match := FILLER.match(text[start:end]):
        start += match.end()
    while (
        start < end
        and (tail := TAIL.search(text[start:end]))
        and tail.end() == end - start
        and tail.start() < tail.end()
    ):
        end = start + tail.start()
    return Span(start, end) if start < end else None
