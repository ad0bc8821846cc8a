"""Find what a text costs as an SMS, and which of its characters make it cost more.

Source: 3GPP TS 23.040, section 9.2.3.24.1: each of several joined SMS loses room to a header that numbers it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from safeconduct.core.instructions.gsm7 import BASIC, EXTENSION, to_gsm7
from safeconduct.core.instructions.isolate import MARKS
from safeconduct.core.instructions.sms import Alphabet, alphabet_of, count_units

JOINED = {Alphabet.GSM7: 153, Alphabet.UCS2: 67}  # units in each of several joined SMS
_MIXED = re.compile(r"[A-Za-z][A-Za-z0-9/._-]* +\d[\d:.,]*")  # an id and a number with no word between them


@dataclass(frozen=True, slots=True)
class SmsCharacter:
    """Show one character that an SMS should not hold."""

    char: str
    name: str  # its Unicode name
    times: int
    instead: str  # what GSM-7 has for it; "" = nothing


@dataclass(frozen=True, slots=True)
class SmsFindings:
    """Say what a text costs as an SMS, and what to look at."""

    alphabet: Alphabet
    units: int
    limit: int  # units in one SMS of this alphabet
    segments: int  # SMS that are paid for
    forcing: tuple[SmsCharacter, ...]  # what turns it into UCS-2, in the order of the text
    unseen: tuple[SmsCharacter, ...]  # what takes room and shows nothing; an old phone draws a box
    turned: tuple[str, ...]  # an id and a number that stand the wrong way round in right-to-left text

    @property
    def is_one(self) -> bool:
        """Tell whether it is one SMS."""
        return self.segments <= 1


def lint_sms(text: str) -> SmsFindings:
    """Return what the text costs and which characters cost it; any text is answered, the empty one with no segment.

    >>> found = lint_sms("Go to “North Gate”")
    >>> str(found.alphabet), found.units, found.segments, [(one.char, one.instead) for one in found.forcing]
    ('UCS-2', 18, 1, [('“', '"'), ('”', '"')])
    """
    alphabet = alphabet_of(text)
    outside = Counter(char for char in text if char not in BASIC and char not in EXTENSION)
    unseen = Counter(char for char in text if _is_unseen(char))
    rtl = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
    return SmsFindings(
        alphabet=alphabet,
        units=count_units(text, alphabet),
        limit=alphabet.limit,
        segments=count_segments(text),
        forcing=tuple(_show(char, times) for char, times in outside.items()),
        unseen=tuple(_show(char, times) for char, times in unseen.items()),
        turned=tuple(_MIXED.findall(text)) if rtl else (),
    )


def count_segments(text: str) -> int:
    """Return how many SMS a network makes of a text; a character of two units is never cut in half.

    >>> count_segments("a" * 160), count_segments("a" * 161), count_segments("ж" * 70), count_segments("ж" * 71)
    (1, 2, 1, 2)
    """
    alphabet = alphabet_of(text)
    if count_units(text, alphabet) <= alphabet.limit:
        return 1 if text else 0
    segments, room = 1, JOINED[alphabet]
    for char in text:
        takes = count_units(char, alphabet)
        if takes > room:
            segments, room = segments + 1, JOINED[alphabet]
        room -= takes
    return segments


def _show(char: str, times: int) -> SmsCharacter:
    instead = " " if unicodedata.category(char) == "Zs" else to_gsm7(char)
    return SmsCharacter(char, unicodedata.name(char, f"U+{ord(char):04X}"), times, instead)


def _is_unseen(char: str) -> bool:
    """Tell marks of direction and joining, odd spaces and control characters."""
    category = unicodedata.category(char)
    return (
        char in MARKS or category == "Cf" or (category == "Zs" and char != " ") or (category == "Cc" and char != "\n")
    )
