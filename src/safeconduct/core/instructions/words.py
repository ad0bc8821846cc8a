"""Name what an instruction needs of a language, and find the language of a party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from safeconduct.core.instructions.sms import Alphabet
from safeconduct.core.people import Party


class Direction(StrEnum):
    """Name the direction in which a language is written."""

    LTR = "ltr"
    RTL = "rtl"


class Review(StrEnum):
    """Name whether somebody who speaks the language has read a string."""

    REVIEWED = "reviewed"
    DRAFTED = "machine-drafted"


class DateForm(StrEnum):
    """Name how much of a date is said; two calendars are both said in the first three."""

    FULL = "date-full"  # weekday, day, month, year
    LONG = "date-long"  # the same without the year
    SMS = "date-sms"  # abbreviated
    SMS_BRIEF = "date-sms-brief"  # in one calendar
    SMS_LATER = "date-sms-later"  # of a moment within a week after one that is said in full
    SMS_LEAST = "date-sms-least"  # in one calendar, without the weekday


@dataclass(frozen=True, slots=True)
class Wording:
    """Show one string of a language to somebody who is to review it; `{ $name }` stands for what is filled in."""

    message: str
    text: str
    review: Review


class Words(Protocol):
    """Speak one language."""

    @property
    def language(self) -> str:
        """Return the language's tag (BCP 47), as in `fa-AF`."""
        ...

    @property
    def name(self) -> str:
        """Return the language's English name."""
        ...

    @property
    def direction(self) -> Direction:
        """Return the direction in which it is written."""
        ...

    @property
    def alphabet(self) -> Alphabet:
        """Return the alphabet of its SMS."""
        ...

    @property
    def machine_drafted(self) -> bool:
        """Tell whether any string of it has not been reviewed by a speaker."""
        ...

    @property
    def wordings(self) -> Sequence[Wording]:
        """Return every string, in the catalogue's order."""
        ...

    def say(self, message: str, /, **values: str | int) -> str:
        """Return the message with its values filled in; KeyError where there is no such message or value."""
        ...

    def number(self, value: float) -> str:
        """Return a number as the language writes it, to one decimal at most."""
        ...

    def date(self, form: DateForm, day: date) -> str:
        """Return a day's date, in every calendar that the language's people use."""
        ...


PLAIN_TAGS = {
    "fa": "fa-AF",
    "prs": "fa-AF",
    "pus": "ps",
    "pbt": "ps",
    "ara": "ar",
    "fra": "fr",
    "spa": "es",
    "ukr": "uk",
}
"""The language that stands for a tag: whoever writes `fa` in a register of Kabul means Dari."""


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Hold the words of every language by its tag, and the one to use where a party's language has none."""

    words: Mapping[str, Words]
    default: str = "en"

    def find(self, tag: str) -> Words | None:
        """Return the words for a tag, in any case and with any region; None where there are none.

        `FA`, `fa_AF` and `prs` are Dari, `es-CL` is Spanish.
        """
        whole = tag.strip().replace("_", "-").lower()
        plain = whole.split("-")[0]
        for known in self.words:
            if known.lower() == whole:
                return self.words[known]
        known = PLAIN_TAGS.get(plain, plain)
        return self.words.get(known)

    def of(self, tag: str) -> Words:
        """Return the words for a tag, or those of the default."""
        return self.find(tag) or self.find(self.default) or self.words["en"]

    def count_missing(self, parties: Sequence[Party]) -> dict[str, int]:
        """Count the parties whose language has no words here, by their tag; "" = none is known."""
        return dict(Counter(party.language for party in parties if self.find(party.language) is None))
