"""Hold what every catalogue promises: the same messages, a state for each, words that an SMS can carry."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import pytest
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.adapters.words import LANGUAGES, BrokenCatalogueError, load_words, read_catalogue
from safeconduct.core.instructions import Alphabet, DateForm, Direction, Review, to_gsm7

OWN = re.compile(r"(solar-month|weekday|month)-\d+")  # names that only some languages have to give
VALUE = re.compile(r"\{ \$([a-z-]+)")
CALENDAR = {"weekday", "weekday-short", "day", "month", "month-short", "year", "solar-day", "solar-month", "solar-year"}
every_language = pytest.mark.parametrize("language", sorted(LANGUAGES))


def _texts(language: str) -> dict[str, str]:
    return {one.message: one.text for one in load_words(language).wordings}


@every_language
def test_every_language_says_all_that_english_says(language: str) -> None:
    """No message is missing or left over, and each has the values that the English one has."""
    own, english = _texts(language), _texts("en")
    assert {name for name in own if not OWN.fullmatch(name)} == set(english)
    for name, text in english.items():
        if name.startswith("date-"):
            assert set(VALUE.findall(own[name])) <= CALENDAR
        else:
            assert set(VALUE.findall(own[name])) == set(VALUE.findall(text)), name


@every_language
def test_the_state_of_each_string_is_said(language: str) -> None:
    """English is reviewed; every string of another language is machine-drafted until a speaker has looked."""
    words = load_words(language)
    states = {one.review for one in words.wordings}
    assert states == ({Review.REVIEWED} if language == "en" else {Review.DRAFTED})
    assert words.machine_drafted == (language != "en")


@every_language
def test_words_of_an_sms_stay_in_its_alphabet(language: str) -> None:
    """No curly quote, no-break space, joiner or mark in an SMS; what GSM-7 lacks is an accent that may be dropped."""
    words = load_words(language)
    for name, text in _texts(language).items():
        if not name.startswith(("sms-", "kind-", "things-in-short", "comma", "metres", "kilometres")):
            continue
        bad = [
            char
            for char in text
            if unicodedata.category(char) in ("Cf", "Pi", "Pf", "Zl", "Zp") or char in "\u00a0\u202f"
        ]
        assert not bad, (name, bad)
        if words.alphabet is Alphabet.GSM7:
            plain = VALUE.sub("{ $", text)
            assert len(to_gsm7(plain)) == len(plain), name


@every_language
def test_script_is_the_language_s_own(language: str) -> None:
    """Right-to-left words hold no Latin letter, Ukrainian none of Latin or of Russian alone; values aside."""
    words = load_words(language)
    for one in words.wordings:
        text = re.sub(r"\{[^{}]*->|\[\w+\]|\{ \$[a-z-]+ \}", "", one.text)
        if words.direction is Direction.RTL:
            assert not re.search("[A-Za-z]", text), one.message
        if language == "uk":
            assert not re.search("[A-Za-zыэъёЫЭЪЁ]", text), one.message
        if language == "fa-AF":
            assert not set("ي\u0643ىة") & set(text), one.message  # Arabic's yeh and kaf are others
        if language == "ar":
            assert not set("یکپچگ") & set(text), one.message


@every_language
def test_the_quick_way_says_what_fluent_says(language: str) -> None:
    """A message put together without Fluent's resolver is, letter for letter, what the resolver gives."""
    from importlib.resources import files

    text = files("safeconduct.adapters.words").joinpath("catalogues", f"{language}.ftl").read_text(encoding="utf-8")
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    words = load_words(language)
    for one in words.wordings:
        if one.message.startswith("date-"):
            continue
        values: dict[str, str | int] = {name: f"<{name}>" for name in VALUE.findall(one.text)}
        for size in (1, 2, 3, 5, 11, 21, 100) if "size" in values else (0,):
            values |= {"size": size} if size else {}
            said, errors = bundle.format_pattern(bundle.get_message(one.message).value, values)
            assert errors == []
            assert words.say(one.message, **values) == said


@pytest.mark.parametrize(
    ("language", "full", "sms"),
    [
        ("en", "Tuesday 4 March 2031", "Tue 4 Mar"),
        ("fa-AF", "سه‌شنبه 13 حوت 1409، برابر با 4 مارچ 2031", "سه شنبه 13 حوت/4 مارچ"),
        ("ps", "سه‌شنبه 13 کب 1409، برابره له 4 مارچ 2031", "سه شنبه 13 کب/4 مارچ"),
        ("ar", "الثلاثاء 4 مارس 2031", "الثلاثاء 4 مارس"),
        ("fr", "mardi 4 mars 2031", "mar 4 mars"),
        ("es", "martes 4 de marzo de 2031", "mar 4 mar"),
        ("uk", "вівторок, 4 березня 2031 року", "вт 4 бер"),
    ],
)
def test_dates_are_said_as_people_say_them(language: str, full: str, sms: str) -> None:
    """Weekday, day and month in the language's own words; both calendars in Dari and Pashto."""
    words, day = load_words(language), dt.date(2031, 3, 4)
    assert words.date(DateForm.FULL, day) == full
    assert words.date(DateForm.SMS, day) == sms


def test_a_day_without_a_solar_date_is_said_in_the_other_calendar() -> None:
    """Where the rule of the leap years is not known to hold, no date is guessed."""
    for language in ("fa-AF", "ps"):
        for form in DateForm:
            assert "4" in load_words(language).date(form, dt.date(2131, 3, 4)) or form is DateForm.SMS_LATER
        assert "2131" in load_words(language).date(DateForm.FULL, dt.date(2131, 3, 4))


@pytest.mark.parametrize(("language", "said"), [("fr", "1,2"), ("uk", "1,2"), ("ar", "1.2"), ("fa-AF", "1.2")])
def test_numbers_have_the_language_s_mark_and_european_digits(language: str, said: str) -> None:
    """A distance has its decimal mark, and digits that every phone draws alike."""
    assert load_words(language).number(1.2) == said
    assert load_words(language).number(2.0) == "2"


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), st.sampled_from(sorted(LANGUAGES)))
def test_every_day_has_a_name_short_enough_for_an_sms(day: dt.date, language: str) -> None:
    """A date takes at most 30 units in full and 19 without what may go, and no mark that shows as a box."""
    words = load_words(language)
    assert len(words.date(DateForm.SMS, day)) <= 30
    assert len(words.date(DateForm.SMS_BRIEF, day)) <= 19
    assert "\u200c" not in words.date(DateForm.SMS, day)
    assert str(day.day) in words.date(DateForm.FULL, day)


@every_language
def test_what_is_never_dropped_fits_one_part_on_any_day(language: str) -> None:
    """The first statement, the vehicle and the time to ask fit beside mark, number and code, whatever the date."""
    words = load_words(language)
    if words.alphabet is Alphabet.GSM7:
        return
    room = 70 - len(f"1/4 {words.say('sms-exercise')} ") - len(" 2345678")
    days = [dt.date(2031, 1, 1) + dt.timedelta(days=day) for day in range(366)]
    least = max((words.date(DateForm.SMS_LEAST, day) for day in days), key=len)
    brief = max((words.date(DateForm.SMS_BRIEF, day) for day in days), key=len)
    kinds = [words.say(f"kind-{kind}") for kind in ("transit-point", "gate")]
    position = len("-29.9712,-171.3412") + (2 if words.direction is Direction.RTL else 0)
    for place in (*(f"{kind} 12345678" for kind in kinds), "x" * position):
        for verb in ("walk", "drive", "be-there"):
            moment = words.say("sms-moment", day=least, time="23:55")
            assert len(words.say(f"sms-{verb}-brief", moment=moment, place=place)) <= room
    moment = words.say("sms-moment", day=brief, time="23:55")
    assert len(words.say("sms-board-brief", vehicle="12345678/1234", time=moment)) <= room
    assert len(words.say("sms-ask", moment=moment)) <= room
    assert len(words.say("sms-stay")) <= room
    assert len(words.say("sms-fail-brief", time="23:55")) <= room


def test_an_unknown_message_or_value_is_an_error_not_a_text() -> None:
    """No party ever reads a placeholder."""
    words = load_words("en")
    with pytest.raises(KeyError):
        words.say("no-such-message")
    with pytest.raises(KeyError):
        words.say("check-code")
    with pytest.raises(KeyError):
        words.say("size")
    with pytest.raises(KeyError):
        load_words("tlh")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = b\n", "does not say whether a speaker has reviewed it"),
        ("# seen\na = b\n", "does not say whether a speaker has reviewed it"),
        ("# reviewed\na = b\n# reviewed\na = c\n", "stands there twice"),
        ("# reviewed\na = { $b\n", "no Fluent"),
    ],
)
def test_a_catalogue_that_is_not_right_is_refused(text: str, problem: str) -> None:
    """A string without its state, one that stands twice, or what is no Fluent: refused, with the remedy."""
    with pytest.raises(BrokenCatalogueError, match=problem):
        read_catalogue(text, "xx")


def test_a_review_may_name_who_and_when() -> None:
    """What stands behind the state is for people."""
    catalogue = read_catalogue("# reviewed by a speaker from Herat, 2031-03-04\na = b { $c }\n", "fa-AF")
    assert [(one.message, one.text, one.review) for one in catalogue.wordings] == [("a", "b { $c }", Review.REVIEWED)]
