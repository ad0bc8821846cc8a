"""Cut radio logs and chats into what each sender wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.messages.segment import Line, Segment, most

_CLOCK = (
    r"\[?\(?(?:\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?,? )?"
    r"(?P<when>\d{1,2}:\d{2}(?::\d{2})?|\d{4}(?:Z|hrs|h|L)?)(?: ?[ap]m)?\]?\)?"
)
_FREE = r"[@~]?[^\W\d_][^:<>\[\]\n]{0,24}?"
_NICK = r"[@~]?[A-Za-z][\w.\-]*(?: [A-Z0-9][\w.\-]*){0,2}"
# The prefixes that chats and logs put before what somebody writes: the time first, last, or not at all.
PREFIXES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_CLOCK}:?,? ?(?:- )?<?(?P<who>{_FREE})>?(?: ?(?:->|→|>|to|TO|DE) ?{_NICK})? ?(?::|(?<=>)|- ) ?",
        rf"<(?P<who>{_FREE})> ?{_CLOCK}:? ?",
        rf"<(?P<who>{_FREE})>:? ?",
        rf"(?P<who>{_NICK}),? ?{_CLOCK} ?:?(?: |$)",
    )
)
BARE = re.compile(rf"(?P<who>{_NICK})(?: \([^)]*\))?: ")
CALL = re.compile(r"[A-Z][A-Za-z\-]+(?: [A-Z0-9][A-Za-z0-9\-]*)*")
DTG = re.compile(r"(?P<when>\d{6}[A-Z](?: ?[A-Z]{3}(?: ?\d{2,4})?)?)\b:?")
CLOCK_FIRST = re.compile(r"(?P<when>\d{4}[A-Z]?|\d{2}:\d{2})(?: ?(?:hrs|h))?\b[:,]? ?(?:- )?")
PROWORDS = re.compile(
    r"\b(over|out|roger|wilco|say again|i say again|wait out|this is|copy|affirm|affirmative|how copy|break|sitrep|"
    r"radio check|\w+ \d DE \w+)\b[.,!]?",
    re.IGNORECASE,
)
# "OTTER BASE this is OTTER 4", "HERON 2 to HERON BASE", "FALCON 3 DE FALCON 1", "BASE, BASE, HERON 2": who calls whom.
# All is bounded: a name may be read as one or two, and a hostile line has a thousand.
_NAME = r"[A-Za-z]{1,40}(?: (?:\d{1,9}|BASE|Base|base|[A-Z][A-Za-z]{0,40})(?: ?\d{1,9})?)?"
CALLS = (
    re.compile(rf"(?:{_NAME},? ){{1,6}}?(?:this is|THIS IS|DE|de) (?P<who>{_NAME})[:.,]? ?"),
    re.compile(rf"(?P<who>{_NAME}) (?:to|TO|for|FOR|>|->) {_NAME}[:,.]? ?"),
    re.compile(rf"{_NAME}, (?P<who>{_NAME})[:,] "),
    re.compile(r"(?P<who>[A-Z]{2,}(?: \d+)?)[:,] "),
)


def is_radio(lines: Sequence[Line]) -> bool:
    """Tell whether the lines are of a radio log: a date-time group first, calls, or prowords at the ends."""
    first = lines[0].text
    if DTG.match(first):
        return True
    spoken = [line for line in lines if _prefix(line) or CLOCK_FIRST.match(line.text) or _call(line.text)]
    words = sum(len(PROWORDS.findall(line.text)) for line in lines)
    return bool(most(spoken and [line in spoken for line in lines], 0.3)) and words >= max(1, len(lines) // 3)


def is_chat(lines: Sequence[Line]) -> bool:
    """Tell whether most lines begin with who writes, and when."""
    if most([_prefix(line) for line in lines], 0.5):
        return True
    names = [match["who"] for line in lines if (match := BARE.match(line.text))]
    return len(names) >= 0.6 * len(lines) and len(set(names)) < len(names) and len(names) > 2


def cut_log(lines: Sequence[Line]) -> Iterator[Segment]:
    """Go through what each sender wrote; a line without a prefix belongs to the one before it."""
    sender, when = "", None
    for line in lines:
        at = line.span.start
        if match := _prefix(line) or BARE.match(line.text):
            if _is_name(match["who"]):
                sender = match["who"].lower()
                inside = match.groupdict()
                when = Span(at + match.start("when"), at + match.end("when")) if inside.get("when") else when
                at += match.end()
        elif match := DTG.match(line.text) or CLOCK_FIRST.match(line.text):
            when = Span(at + match.start("when"), at + match.end("when"))
            at += match.end()
            at += len(line.text[at - line.span.start :]) - len(line.text[at - line.span.start :].lstrip())
        if call := _call(line.text[at - line.span.start :]):
            sender = call["who"].lower()
            at += call.end()
        if at < line.span.end:
            yield Segment(Span(at, line.span.end), sender.lstrip("@~"), when)


def _prefix(line: Line) -> re.Match[str] | None:
    return next((match for pattern in PREFIXES if (match := pattern.match(line.text))), None)


def _call(text: str) -> re.Match[str] | None:
    return next((match for pattern in CALLS if (match := pattern.match(text)) and _is_name(match["who"])), None)


def _is_name(who: str) -> bool:
    """Tell a name from a word that opens a remark."""
    return who.split()[0].lower() not in {"affirm", "affirmative", "negative", "note", "ps", "re", "roger", "update"}
