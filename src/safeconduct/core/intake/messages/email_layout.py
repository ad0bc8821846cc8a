"""Cut an e-mail into what its sender wrote, and what the sender forwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.messages.segment import Line, Segment
from safeconduct.core.intake.quoted_replies import find_quoted_replies
from safeconduct.core.intake.span_index import SpanIndex

HEADER = re.compile(r"(From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Message-ID|Importance):", re.IGNORECASE)
FROM = re.compile(r"From:\s*\"?(?P<who>[^<\"\n]+)", re.IGNORECASE)
FORWARDED = re.compile(r"^-+ ?Forwarded message.*$|^Begin forwarded message:.*$", re.IGNORECASE | re.MULTILINE)
SALUTATION = re.compile(r"(dear|hi|hello|hey|all|team|good (morning|evening|afternoon|day))\b[^.!?]{0,30}[,!:]?$", re.I)
SIGN_OFF = re.compile(
    r"((best|kind|warm) )?(regards|wishes)|best|thanks?( you)?|many thanks|cheers|sincerely|yours\b.*|stay safe|br|--",
    re.IGNORECASE,
)


def is_email(lines: Sequence[Line]) -> bool:
    """Tell whether the text begins with headers."""
    return sum(1 for line in lines[:5] if HEADER.match(line.text)) >= 2 and bool(HEADER.match(lines[0].text))


def cut_email(text: str, lines: Sequence[Line]) -> Iterator[Segment]:
    """Go through the paragraphs of the sender, and of whom the sender forwards; what is quoted is left out."""
    divider = FORWARDED.search(text)
    own = [line for line in lines if not divider or line.span.end <= divider.start()]
    at = body[0].span.start if (body := _strip_headers(own)) else len(text)  # the headers themselves are no quote
    quoted = [
        Span(at + span.start, at + span.end)
        for span in find_quoted_replies(text[at : divider.start() if divider else len(text)])
    ]
    passed = [line for line in lines if divider and line.span.start >= divider.end()]
    yield from _cut_part(text, own, quoted, relayed=False)
    yield from _cut_part(text, passed, (), relayed=True)


def _cut_part(text: str, lines: Sequence[Line], quoted: Sequence[Span], *, relayed: bool) -> Iterator[Segment]:
    """Join the lines of each paragraph between the headers and the sign-off."""
    sender = next((match["who"].strip().lower() for line in lines[:6] if (match := FROM.match(line.text))), "")
    body = _strip_headers(lines)
    replies = SpanIndex(quoted, lambda span: span)
    start, end = None, 0
    for line in body:
        out = replies.overlapping(line.span) or SALUTATION.fullmatch(line.text)
        parted = start is not None and text.count("\n", end, line.span.start) > 1
        ends = bool(SIGN_OFF.fullmatch(line.text.rstrip(",.!")))
        if start is not None and (out or parted or ends):
            yield Segment(Span(start, end), sender, relayed=relayed)
            start = None
        if ends:
            break
        if not out:
            start, end = line.span.start if start is None else start, line.span.end
    if start is not None:
        yield Segment(Span(start, end), sender, relayed=relayed)


def _strip_headers(lines: Sequence[Line]) -> Sequence[Line]:
    at = 0
    while at < len(lines) and HEADER.match(lines[at].text):
        at += 1
    return lines[at:]
