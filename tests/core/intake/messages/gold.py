"""Read field messages with the reading that a person wrote under them (README.md tells the notation)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from safeconduct.core.intake.document import Span
from safeconduct.core.intake.reading import Certainty, Polarity, Precision

FOLDER = Path(__file__).parent
STYLES = ("sms", "radio", "email", "chat", "form")
_EVENTS = (
    "explosion shooting indirect_fire attack_threat detention harassment kidnapping checkpoint_open "
    "checkpoint_closed road_open road_closed gate_open gate_closed crowd movement_of_armed_actors medical "
    "infrastructure all_clear rumour_other"
)
EVENTS = frozenset(_EVENTS.split())
FIELDS = 8  # content, speaker, event, polarity, certainty, place, time, number


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one statement of a message as a person read it; "" = none, speaker "-" = the sender."""

    content: Span
    speaker: str
    event: str
    polarity: Polarity
    certainty: Certainty
    place: str = ""
    precision: str = ""
    time: str = ""  # as written
    value: str = ""  # TIMEX3
    number: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Hold one message with its statements."""

    name: str  # for faults: "dev message 3 (sms)"
    style: str
    received: datetime
    sender: str
    text: str
    statements: tuple[Said, ...]


def read_half(half: str) -> tuple[Message, ...]:
    """Return the messages of a half.

    Raises:
        ValueError: naming the message whose notation is wrong.
    """
    return tuple(parse_messages((FOLDER / half / "messages.txt").read_text(encoding="utf-8"), half))


def parse_messages(text: str, half: str) -> Iterator[Message]:
    """Go through the messages written in the notation."""
    for number, block in enumerate(re.split(r"^### ", text, flags=re.MULTILINE)[1:], start=1):
        head, *lines = block.splitlines()
        style, received, sender = (part.strip() for part in head.split("|"))
        name = f"{half} message {number} ({style})"
        if style not in STYLES:
            raise ValueError(f"{name}: no such style")
        gold = [line[2:] for line in lines if line.startswith("= ")]
        body = "\n".join(line for line in lines if not line.startswith("= ")).strip("\n")
        statements = tuple(_parse_statement(line, body, name) for line in gold)
        yield Message(name, style, datetime.fromisoformat(received), sender, body, statements)


def _parse_statement(line: str, text: str, name: str) -> Said:
    cells = [cell.strip() for cell in line.split(" | ")]
    if not 5 <= len(cells) <= FIELDS:
        raise ValueError(f"{name}: {len(cells)} fields in {line!r}")
    cells = [*cells, *["-"] * (FIELDS - len(cells))]
    start = text.find(cells[0])
    if start < 0:
        raise ValueError(f"{name}: {cells[0]!r} does not stand in the text")
    if cells[2] not in EVENTS:
        raise ValueError(f"{name}: no such event as {cells[2]!r}")
    place, _, precision = cells[5].rpartition(":") if cells[5] != "-" else ("", "", "")
    words, _, value = cells[6].rpartition("=") if cells[6] != "-" else ("", "", "")
    try:
        polarity, certainty = Polarity(cells[3]), Certainty(cells[4])
        if precision:
            Precision(precision)
    except ValueError as fault:
        raise ValueError(f"{name}: {fault} in {line!r}") from None
    for written in (place, words):
        if written and written not in text:
            raise ValueError(f"{name}: {written!r} does not stand in the text")
    return Said(
        Span(start, start + len(cells[0])), cells[1], cells[2], polarity, certainty, place, precision, words, value,
        "" if cells[7] == "-" else cells[7],
    )  # fmt: skip
