"""Test that times are found, told apart from mere numbers, and pinned to the day they mean."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from time_sentences import HELD_OUT, SEEN, UNSEEN, Row

from safeconduct.adapters.spacy_parser import SpacyParser
from safeconduct.core.basics import parse_time
from safeconduct.core.intake.times import find_times

WRITTEN = date(2031, 3, 6)
EAST = 7200
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize("row", SEEN + HELD_OUT + UNSEEN, ids=lambda row: row[0])
def test_each_sentence_gives_its_times(row: Row, parser: SpacyParser) -> None:
    """Words, value, kind and mod are those of the table, and nothing else is taken for a time."""
    sentence, expected = row
    found = find_times(sentence, parser.parse(sentence), WRITTEN, EAST).mentions
    got = tuple((sentence[m.span.start : m.span.end], m.value, m.kind, m.mod) for m in found)
    assert got == expected


def test_a_weekday_is_the_same_day_when_written_on_it(parser: SpacyParser) -> None:
    """What was said "on Sunday", written on a Sunday, was said that day and not a week before."""
    text = "Speaking to reporters on Sunday, the minister warned of floods."
    assert find_times(text, parser.parse(text), date(2031, 3, 9)).mentions[0].value == "2031-03-09"


def test_without_a_date_what_hangs_on_it_stays_open_and_is_asked_for() -> None:
    """No date is made up; one question asks for it, and one for the offset of the local clock."""
    found = find_times("On Sunday they met; today at 0430 they left. It began in 1999.", None, None)
    assert [mention.value for mention in found.mentions] == ["XXXX-WXX-7", "XXXX-XX-XXT04:30", "1999"]
    assert ["When was this" in q.what for q in found.questions] == [True, False]
    assert "offset" in found.questions[1].what


def test_nothing_is_asked_where_nothing_hangs_on_it() -> None:
    """A text whose times are all absolute needs no date."""
    assert find_times("Built in 1999, shut since 2021-08-22T04:30Z.", None, None).questions == ()


def test_a_day_and_month_that_could_change_places_are_asked_for() -> None:
    """03/04/2029 may be March or April: the value says neither."""
    found = find_times("Dated 03/04/2029.", None, WRITTEN, EAST)
    assert found.mentions[0].value == "2029-XX-XX"
    assert "which the month" in found.questions[0].what


def test_hours_from_now_need_the_moment() -> None:
    """ "in two hours" is a clock time when the moment of writing is known, and a question when only its day is."""
    moment = parse_time("2031-03-06T22:30:00+02:00")
    text = "We will move in two hours."
    assert find_times(text, None, moment, EAST).mentions[0].value == "2031-03-07T00:30"
    only_day = find_times(text, None, WRITTEN, EAST)
    assert only_day.mentions[0].value == "PT2H"
    assert "At what time" in only_day.questions[0].what


def test_an_hour_past_midnight_is_tomorrow_for_who_writes_at_night(parser: SpacyParser) -> None:
    """An order of 22:30 to move at 0430 means the next morning; a report of it means the past one."""
    moment = parse_time("2031-03-06T22:30:00+02:00")
    for text, day in (("Move at 0430.", "07"), ("They will move at 0430.", "07"), ("They moved at 0430.", "06")):
        value = find_times(text, parser.parse(text), moment, EAST).mentions[0].value
        assert value == f"2031-03-{day}T04:30", text


@settings(deadline=None)
@given(
    reference=st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    day=st.integers(1, 7),
    frame=st.sampled_from(("It fell on {}.", "It will fall on {}.", "It falls on {}.", "Last {}.", "Next {}.", "{}.")),
)
def test_a_weekday_lies_within_a_week_and_is_that_weekday(reference: date, day: int, frame: str) -> None:
    """Whatever the words, the day found is of the right name and at most seven days away."""
    text = frame.format(_WEEKDAYS[day - 1])
    value = date.fromisoformat(find_times(text, None, reference).mentions[0].value)
    assert value.isoweekday() == day
    assert abs(value - reference) <= timedelta(days=7)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789:-/., abdeimnoprstuyMaySunZL\n"), max_size=60))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    """Spans lie in the text, are not empty and do not overlap, whatever the text; nothing raises."""
    at = 0
    for mention in find_times(text, None, WRITTEN, EAST).mentions:
        assert at <= mention.span.start < mention.span.end <= len(text)
        assert mention.value
        at = mention.span.end


@pytest.mark.parametrize("part", ["1", "12:3", "1,000", "31 May ", "a "])
def test_a_long_run_of_anything_is_no_trouble(part: str) -> None:
    """100,000 characters of one kind raise nothing."""
    find_times((part * 100_000)[:100_000], None, WRITTEN, EAST)


@pytest.mark.shared
def test_the_times_of_a_real_article_are_found(shared: Path, parser: SpacyParser) -> None:
    """Of its gold times at least 13 of 15 are found, and every one with a comparable value has that value."""
    folder = shared / "data" / "intake"
    gold = json.loads((folder / "article_gold.json").read_text("utf-8"))
    text = (folder / "article.txt").read_text("utf-8")
    found = find_times(text, parser.parse(text), date.fromisoformat(gold["reference_date"])).mentions
    times = {
        (time["span"]["start"], time["span"]["end"]): time["norm"]
        for attribution in gold["attributions"]
        for time in attribution["times"]
        if time["span"]
    }
    hits = {
        span: [mention.value for mention in found if mention.span.start < span[1] and span[0] < mention.span.end]
        for span in times
    }
    assert sum(map(bool, hits.values())) >= 13, hits
    comparable = {
        span: norm for span, norm in times.items() if " " not in norm and ".." not in norm and "?" not in norm
    }
    assert len(comparable) >= 9
    assert {span: norm for span, norm in comparable.items() if norm not in hits[span]} == {}
