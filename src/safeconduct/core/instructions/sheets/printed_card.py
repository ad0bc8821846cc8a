"""Join what is printed on one card: its text and sketch, and what lets its reader trust it."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.instructions.isolate import isolate_code
from safeconduct.core.instructions.phrases import say_metres
from safeconduct.core.instructions.sheets.card_text import CardText
from safeconduct.core.instructions.sheets.map_sketch import Sketch, draw_sketch
from safeconduct.core.instructions.words import Direction, Words

MAP_MILLIMETRES = (93.0, 46.0)
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class CardSeal:
    """Give what proves a card, and the messages that come after it."""

    qr: str  # armour of the signed short text, as a QR code carries it
    key_name: str  # by `name_key`, for people to compare
    number: int  # of the party's card, from 1
    codes: tuple[str, ...]  # one-time codes for SMS, in their order


@dataclass(frozen=True, slots=True)
class CardLabels:
    """Give what stands beside codes, key and map, in the card's language; "" where there is none."""

    check: str
    trust: str
    number: str
    page: str
    codes: str
    keep: str
    north: str
    bar: str


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """Give a card as a printer needs it; without a seal it is for rehearsal, and says so."""

    text: CardText
    sketch: Sketch
    seal: CardSeal | None
    labels: CardLabels


def complete_card(text: CardText, words: Words, seal: CardSeal | None, page_number: str = "") -> PrintedCard:
    """Return the card with its map and its labels; `page_number` is the code of its page, as it is printed."""
    told, say, rtl = text.instruction, words.say, words.direction is Direction.RTL
    sketch = draw_sketch(told.routes, text.steps, told.home, MAP_MILLIMETRES)
    labels = CardLabels(
        say("check-code", code=isolate_code(told.check_code, rtl)),
        say("card-unsigned") if seal is None else say("card-signed"),
        "" if seal is None else say("card-number", number=isolate_code(str(seal.number), rtl)),
        say("card-page", number=isolate_code(page_number.replace(" ", NO_BREAK), rtl)) if page_number else "",
        "" if seal is None else say("card-codes"),
        say("card-keep"),
        say("heading-north"),
        say_metres(words, sketch.bar_metres),
    )
    return PrintedCard(text, sketch, seal, labels)
