"""Lay out a field message: tell its style, and cut it into segments with who sent each and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.core.intake.document import Document, Span
from safeconduct.core.intake.messages.abbreviations import MARKS
from safeconduct.core.intake.messages.email_layout import cut_email, is_email
from safeconduct.core.intake.messages.form_layout import cut_form, is_form
from safeconduct.core.intake.messages.log_layout import cut_log, is_chat, is_radio
from safeconduct.core.intake.messages.segment import Segment, cut_lines

SHORT = 320  # code points of a text message at most: two of the usual length
TITLED = frozenset({"application/cap+xml", "application/rss+xml", "text/html"})  # published, so no field message


class Style(StrEnum):
    """Tell how a message is laid out."""

    SMS = "sms"
    RADIO = "radio"
    EMAIL = "email"
    CHAT = "chat"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold the style of a message, and its segments in order of the text."""

    style: Style
    segments: tuple[Segment, ...]


def find_layout(document: Document) -> Layout | None:
    r"""Return how a field message is laid out; None where the document does not look like one.

    Most lines of a radio log, a chat or a form are of its form; an e-mail begins with headers, or came in as one. A
    text message is short, in one paragraph, and written as such: with an abbreviation, a small letter first, or no full
    stop last. All else is an article, and is not read as a message.

    >>> layout = find_layout(Document("d", "0514 HERON 2: Gate 1 shut, over\n0515 BASE: Roger", "en", "text/plain"))
    >>> layout.style, [segment.sender for segment in layout.segments]
    (<Style.RADIO: 'radio'>, ['heron 2', 'base'])
    """
    if document.media_type in TITLED:
        return None
    lines = cut_lines(document.text)
    if not lines:
        return None
    if document.media_type == "message/rfc822" or is_email(lines):
        return Layout(Style.EMAIL, tuple(cut_email(document.text, lines)))
    if is_radio(lines):
        return Layout(Style.RADIO, tuple(cut_log(lines)))
    if is_chat(lines):
        return Layout(Style.CHAT, tuple(cut_log(lines)))
    if is_form(lines):
        return Layout(Style.FORM, tuple(cut_form(document.text, lines)))
    if not document.title and _is_text_message(document.text):
        return Layout(Style.SMS, (Segment(Span(lines[0].span.start, lines[-1].span.end)),))
    return None


def _is_text_message(text: str) -> bool:
    stripped = text.strip()
    if len(stripped) > SHORT or "\n\n" in stripped or any(mark in stripped for mark in '"“”'):
        return False
    words = {word.lower() for word in re.findall(r"[\w/]+", stripped)}
    return bool(words & MARKS) or stripped[0].islower() or stripped[-1].isalnum()
