"""Hold the words that texts of warnings must and must not have, by language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Protocol

from safeconduct.core.warnings.action import Action


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold one language's words."""

    actions: Mapping[Action, str]
    exercise: tuple[str, ...]  # the first is the mark that texts of an exercise begin with
    weekdays: tuple[str, ...]  # Monday first
    digits: str = "0123456789"


class WarningWords(Protocol):
    """Say what warnings say, in several languages."""

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """Return the words of each language, by its code."""
        ...

    def say(self, language: str, key: str, given: Mapping[str, str]) -> str:
        """Return one message with its gaps filled."""
        ...

    def count_unreviewed(self, language: str) -> int:
        """Return how many messages of a language nobody has reviewed."""
        ...


def say_clock(moment: float, offset_seconds: int, lexicon: Lexicon) -> str:
    """Return hour and minute in the language's digits; seconds are cut, never rounded up.

    >>> say_clock(59.0, 3600, Lexicon({}, (), (), "۰۱۲۳۴۵۶۷۸۹"))
    '۰۱:۰۰'
    """
    text = _local(moment, offset_seconds).strftime("%H:%M")
    return "".join(lexicon.digits[int(sign)] if sign.isdecimal() else sign for sign in text)


def say_weekday(moment: float, offset_seconds: int, lexicon: Lexicon) -> str:
    """Return the local day of the week.

    >>> say_weekday(0.0, 0, Lexicon({}, (), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")))
    'Thu'
    """
    return lexicon.weekdays[_local(moment, offset_seconds).weekday()]


def is_other_day(moment: float, since: float, offset_seconds: int) -> bool:
    """Tell whether a moment lies on another local day than `since`: its clock alone would mislead then."""
    return _local(moment, offset_seconds).date() != _local(since, offset_seconds).date()


def level(text: str) -> str:
    """Return a text as it is compared: digits of any script as 0 to 9, case folded, one space between words.

    >>> level("Until  ۱۸:۰۰")
    'until 18:00'
    """
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return " ".join(plain.casefold().split())


def has_words(text: str, words: str) -> bool:
    """Tell whether words stand in a text as whole words, whatever the case and the script of digits.

    >>> has_words("EXERCISE: stay", "exercise"), has_words("exercises", "exercise")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(level(words))}(?!\w)", level(text)) is not None


def find_clocks(text: str) -> Sequence[str]:
    """Return the times of day that a text names.

    >>> find_clocks("from 14:05 until ۱۸:۰۰")
    ['14:05', '18:00']
    """
    return re.findall(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])", level(text))


def _local(moment: float, offset_seconds: int) -> datetime:
    return datetime.fromtimestamp(moment, timezone(timedelta(seconds=offset_seconds)))
