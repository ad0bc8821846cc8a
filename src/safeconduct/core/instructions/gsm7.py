"""Write text in the 7-bit alphabet of the SMS, and count its septets.

One unit of a character set that has no room for 'á', Cyrillic or Arabic; a single character outside it turns the whole
message into UCS-2 with 70 characters instead of 160.
Source: 3GPP TS 23.038 (formerly GSM 03.38), default alphabet and its extension table.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")  # each is sent as an escape and a character: two septets
ONE_MESSAGE = 160  # septets in one SMS that is not joined to others

# Letters and marks that Unicode does not take apart by itself.
_LIKENESS = {
    "‘": "'", "’": "'", "‚": ",", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "⁄": "/", "×": "x",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "œ": "oe", "Œ": "OE", "ı": "i",
    "ħ": "h", "Ħ": "H",
}  # fmt: skip


def septets(text: str) -> int | None:
    """Return how many septets the text takes in an SMS, or None where it is not in the alphabet.

    >>> septets("Gate G1"), septets("[G1]"), septets("Ángel")
    (7, 6, None)
    """
    if BASIC.issuperset(text):
        return len(text)
    if not all(char in BASIC or char in EXTENSION for char in text):
        return None
    return len(text) + sum(char in EXTENSION for char in text)


def to_gsm7(text: str) -> str:
    """Return the text in the alphabet: accents it lacks are dropped, what has no likeness is left out.

    >>> to_gsm7("Álvarez — café")
    'Alvarez - café'
    """
    return text if BASIC.issuperset(text) else "".join(map(_carry, text))


@lru_cache(maxsize=65_536)
def sms_name(name: str) -> str:
    """Return a name for an SMS, or "" where a letter or digit of it would be lost: half a name misleads.

    >>> sms_name("Los Cóndores"), sms_name("Майдан 3"), sms_name("Δρόμος")
    ('Los Condores', '', '')
    """
    for char in name:
        if unicodedata.category(char)[0] in "LN" and not _carry(char):
            return ""
    return " ".join(to_gsm7(name).split())


def shorten(text: str, most: int) -> str:
    """Cut a text of the alphabet to so many septets; two dots show the cut.

    >>> shorten("B1", 6), shorten("SECTOR-NORTH", 8)
    ('B1', 'SECTOR..')
    """
    if (septets(text) or 0) <= most:
        return text
    while (septets(text) or 0) > most - 2:
        text = text[:-1]
    return text + ".."


@lru_cache(maxsize=4096)
def _carry(char: str) -> str:
    """Return what stands for one character; "" where nothing does."""
    if char in BASIC or char in EXTENSION:
        return char
    if char in _LIKENESS:
        return _LIKENESS[char]
    parts = (_LIKENESS.get(part, part) for part in unicodedata.normalize("NFKD", char))
    return "".join(part for part in parts if part in BASIC or part in EXTENSION)
