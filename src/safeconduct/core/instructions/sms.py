"""Hold the texts of one instruction as SMS, and count what they take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from safeconduct.core.instructions.gsm7 import ONE_MESSAGE, septets

ONE_UCS2 = 70  # UTF-16 units in one SMS that is not joined to others


class Alphabet(StrEnum):
    """Name the two alphabets of an SMS."""

    GSM7 = "GSM-7"
    UCS2 = "UCS-2"

    @property
    def limit(self) -> int:
        """Return how many units one SMS holds."""
        return ONE_MESSAGE if self is Alphabet.GSM7 else ONE_UCS2


@dataclass(frozen=True, slots=True)
class SmsText:
    """Hold the parts: each is one SMS that can be read without the others, and is sent as one of its own."""

    parts: tuple[str, ...]

    @property
    def alphabets(self) -> tuple[Alphabet, ...]:
        """Return the alphabet of each part."""
        return tuple(alphabet_of(part) for part in self.parts)

    @property
    def units(self) -> tuple[int, ...]:
        """Return the septets or UTF-16 units of each part."""
        return tuple(count_units(part, alphabet_of(part)) for part in self.parts)


def alphabet_of(text: str) -> Alphabet:
    """Return the alphabet in which a network sends a text: one character outside GSM-7 turns all of it into UCS-2.

    >>> str(alphabet_of("Gate G1")), str(alphabet_of("Gate “G1”"))
    ('GSM-7', 'UCS-2')
    """
    return Alphabet.UCS2 if septets(text) is None else Alphabet.GSM7


@lru_cache(maxsize=65_536)  # statements are laid out again and again, and many parties share them
def count_units(text: str, alphabet: Alphabet) -> int:
    """Return the units a text takes; a character outside the alphabet counts as one septet, for it has to go.

    >>> count_units("[G1]", Alphabet.GSM7), count_units("[G1]", Alphabet.UCS2), count_units("😀", Alphabet.UCS2)
    (6, 4, 2)
    """
    if alphabet is Alphabet.GSM7:
        return septets(text) or len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
