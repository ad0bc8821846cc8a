"""Write a line that everybody gets as one SMS: STOP, hold, no change, or how to answer."""

from __future__ import annotations

from safeconduct.core.instructions.gsm7 import to_gsm7
from safeconduct.core.instructions.sms import Alphabet
from safeconduct.core.instructions.words import Words

BRIEF = ("sms-stop", "sms-hold", "sms-no-change", "sms-nothing-new", "sms-menu")
"""Each fits one SMS in every language, with the mark of an exercise and a card's code."""


def write_brief(words: Words, message: str, exercise: bool, card_code: str = "") -> str:
    """Return a line of the catalogue, marked where it is an exercise, with the next code of the reader's card."""
    pieces = (words.say("sms-exercise") if exercise else "", words.say(message), card_code)
    text = " ".join(piece for piece in pieces if piece)
    return to_gsm7(text) if words.alphabet is Alphabet.GSM7 else text
