"""Describe a message: one text, to one recipient, by one channel after the other until it has arrived."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from safeconduct.core.record.canonical import Json, encode

PARTS_MAX = 20
DIGEST_SIGNS = 32
TOPIC = "message"
"""Under which the texts of messages wait in a store's outbox."""

_IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")  # with what an attempt adds it stays an id of the vault
_CHANNEL = re.compile(r"[a-z][a-z0-9_-]{0,19}")


class About(StrEnum):
    """Name what a message is for."""

    INSTRUCTION = "instruction"
    NO_CHANGE = "no change"
    STOP = "stop"
    HOLD = "hold"
    WARNING = "warning"
    ANSWER = "answer"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Message:
    """Hold what one recipient is told; its words wait in the outbox and are never in an event."""

    ident: str
    case: str  # whose address the vault opens: one, always
    party: str
    about: About
    channels: tuple[str, ...]  # the first one first
    parts: tuple[str, ...]  # each stands alone
    not_after_millis: int  # since 1970, UTC: later it is worth nothing
    language: str = "en"
    replaces: str = ""  # the message that is void once this one is queued
    substance: str = ""  # of an instruction: another as soon as it says anything else; "" for all other messages
    crossed: int = 0  # codes of the recipient's card that are used up once this one is read; 0 = it carries none

    def digest(self) -> str:
        """Return what the record holds of the words: it shows an edit, and not the words."""
        said = encode([self.ident, self.language, list(self.parts)])
        return hashlib.sha256(said).hexdigest()[:DIGEST_SIGNS]


def find_message_fault(message: Message) -> str:
    """Return why a message cannot be queued, without a word of it; "" where it can.

    >>> good = Message("m1", "P1", "P1", About.INSTRUCTION, ("sms",), ("Stay where you are.",), 5)
    >>> find_message_fault(good)
    ''
    """
    if not _IDENT.fullmatch(message.ident):
        return "a message's id has 1 to 20 letters, digits, - and _"
    if not message.channels or len(set(message.channels)) < len(message.channels):
        return f"{message.ident}: name each channel once, and one at least"
    if not all(_CHANNEL.fullmatch(one) for one in message.channels):
        return f"{message.ident}: a channel's name has 1 to 20 small letters, digits, - and _"
    if not 1 <= len(message.parts) <= PARTS_MAX or not all(one.strip() for one in message.parts):
        return f"{message.ident}: a message has 1 to {PARTS_MAX} parts, and none is empty"
    return ""


def write_body(message: Message) -> Json:
    """Return what waits in the outbox until the message is closed."""
    return {
        "ident": message.ident,
        "case": message.case,
        "party": message.party,
        "about": message.about.value,
        "channels": list(message.channels),
        "parts": list(message.parts),
        "not_after_millis": message.not_after_millis,
        "language": message.language,
        "replaces": message.replaces,
        "substance": message.substance,
        "crossed": message.crossed,
    }


def read_body(body: Any) -> Message:
    """Return the message of what `write_body` gave; raise ValueError where it is none.

    >>> good = Message("m1", "P1", "P1", About.INSTRUCTION, ("sms",), ("Stay where you are.",), 5)
    >>> read_body(write_body(good)) == good
    True
    """
    if not isinstance(body, Mapping):
        raise ValueError("no message waits there")
    names = ("ident", "case", "party", "about", "language", "replaces", "substance")
    texts = {key: str(body.get(key, "")) for key in names}
    about = About(texts.pop("about"))
    until, crossed = body.get("not_after_millis"), body.get("crossed", 0)
    channels, parts = _read_list(body, "channels"), _read_list(body, "parts")
    if not isinstance(until, int) or not isinstance(crossed, int):
        raise ValueError("a message says until when it holds, and how many codes it uses up")
    return Message(about=about, channels=channels, parts=parts, not_after_millis=until, crossed=crossed, **texts)


def _read_list(body: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = body.get(key)
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{key} of a message are a list of texts")
    return tuple(value)
