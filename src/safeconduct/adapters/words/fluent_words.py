"""Speak a language from its Fluent catalogue; Babel gives numbers, weekdays and months.

Digits are the European ones in every language, in SMS and page: codes, vehicles and a phone's clock have them, people
in Kabul read both, and a Persian six is drawn as an Arabic one by some fonts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal

from safeconduct.adapters.words.catalogue import Catalogue, read_catalogue
from safeconduct.core.instructions import Alphabet, DateForm, Direction, Phrasebook, Review, Wording, Words
from safeconduct.core.instructions.solar_hijri import to_solar_hijri


class Language(NamedTuple):
    """Describe a language; its numbers are written as in the locale `numbers`."""

    name: str
    direction: Direction
    alphabet: Alphabet
    numbers: str


LANGUAGES = {
    "en": Language("English", Direction.LTR, Alphabet.GSM7, "en"),
    "fa-AF": Language("Dari", Direction.RTL, Alphabet.UCS2, "en"),  # with European digits Kabul writes 1.5
    "ps": Language("Pashto", Direction.RTL, Alphabet.UCS2, "en"),
    "ar": Language("Arabic", Direction.RTL, Alphabet.UCS2, "en"),
    "fr": Language("French", Direction.LTR, Alphabet.GSM7, "fr"),
    "es": Language("Spanish", Direction.LTR, Alphabet.GSM7, "es"),
    "uk": Language("Ukrainian", Direction.LTR, Alphabet.UCS2, "uk"),
}
"""A language is a catalogue and a line here."""
_GREGORIAN = {
    DateForm.FULL: "{weekday} {day} {month} {year}",
    DateForm.LONG: "{weekday} {day} {month}",
    DateForm.SMS: "{weekday} {day} {month}",
    DateForm.SMS_BRIEF: "{weekday} {day} {month}",
    DateForm.SMS_LATER: "{weekday}",
    DateForm.SMS_LEAST: "{day} {month}",
}
"""What a language of two calendars says of a day that has no known date in the other."""
_ZWNJ = "\u200c"  # shows as a box on an old phone


class FluentWords:
    """Speak one language (fills `Words`)."""

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        self.language = language
        self.name, self.direction, self.alphabet, numbers = LANGUAGES[language]
        self.wordings: Sequence[Wording] = catalogue.wordings
        self.machine_drafted = any(wording.review is not Review.REVIEWED for wording in catalogue.wordings)
        self._say = catalogue.say
        self._plain = {name: say({}) for name, say in catalogue.say.items() if not _has_values(say)}
        self._calendar = _name_days(language, self._plain)
        self._number = lru_cache(maxsize=4096)(lambda value: format_decimal(value, "0.#", locale=numbers))
        self._date = lru_cache(maxsize=4096)(self._write_date)

    def say(self, message: str, /, **values: str | int) -> str:
        """Return the message with its values filled in; KeyError where there is no such message or value."""
        said = self._plain.get(message)
        return self._say[message](values) if said is None else said

    def number(self, value: float) -> str:
        """Return a number as the language writes it, to one decimal at most."""
        return self._number(value)

    def date(self, form: DateForm, day: dt.date) -> str:
        """Return a day's date, in every calendar that the language's people use."""
        return self._date(form, day)

    def _write_date(self, form: DateForm, day: dt.date) -> str:
        weekday, solar = day.weekday(), to_solar_hijri(day)
        values: dict[str, str | int] = {
            "weekday": self._calendar.weekdays[weekday],
            "weekday-short": self._calendar.weekdays_short[weekday],
            "day": day.day,
            "month": self._calendar.months[day.month - 1],
            "month-short": self._calendar.months_short[day.month - 1],
            "year": day.year,
        }
        say = self._say[form]
        if "solar-month-1" in self._plain and solar is None:
            say = _GREGORIAN[form].format_map
        elif "solar-month-1" in self._plain and solar:
            values |= {"solar-day": solar.day, "solar-year": solar.year}
            values["solar-month"] = self._plain[f"solar-month-{solar.month}"]
        text = say(values)
        return text.replace(_ZWNJ, " ") if form.startswith("date-sms") else text


class _Calendar(NamedTuple):
    """Hold the names of days, Monday first, and of months."""

    weekdays: Sequence[str]
    weekdays_short: Sequence[str]
    months: Sequence[str]
    months_short: Sequence[str]


def _name_days(language: str, plain: Mapping[str, str]) -> _Calendar:
    """Return Babel's names, or the catalogue's where it has its own: CLDR's Pashto weekdays are not those in use."""
    locale = Locale.parse(language, sep="-")
    weekdays, short = get_day_names("wide", locale=locale), get_day_names("abbreviated", locale=locale)
    months = get_month_names("wide", locale=locale)
    months_short = get_month_names("abbreviated", locale=locale)
    return _Calendar(
        [plain.get(f"weekday-{day + 1}", weekdays[day]) for day in range(7)],
        [plain.get(f"weekday-{day + 1}", short[day].rstrip(".")) for day in range(7)],
        [plain.get(f"month-{month}", months[month]) for month in range(1, 13)],
        [plain.get(f"month-{month}", months_short[month].rstrip(".")) for month in range(1, 13)],
    )


def _has_values(say: object) -> bool:
    """Tell whether a message cannot be said without values."""
    try:
        say({})  # type: ignore[operator]
    except KeyError:
        return True
    return False


class _Shelf(Mapping[str, Words]):
    """Hold every language, each read when it is first spoken."""

    def __getitem__(self, language: str) -> Words:
        return load_words(language)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


@lru_cache(maxsize=len(LANGUAGES))
def load_words(language: str) -> FluentWords:
    """Return the words of a language of `LANGUAGES`; KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    text = files(__package__).joinpath("catalogues", f"{language}.ftl").read_text(encoding="utf-8")
    return FluentWords(language, read_catalogue(text, language))


def load_phrasebook(default: str = "en") -> Phrasebook:
    """Return every language, with one for those who have none.

    >>> load_phrasebook().of("FA").say("kind-gate"), load_phrasebook().of("xx").say("kind-gate")
    ('دروازه', 'gate')
    """
    return Phrasebook(_Shelf(), default)
