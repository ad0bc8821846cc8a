"""Promise one recipient a message, bounded rates, plain replies, and nobody without word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.delivery import (
    About,
    Address,
    Meaning,
    Message,
    Thread,
    fill_bucket,
    find_message_fault,
    find_silent,
    parse_reply,
    read_body,
    write_body,
)

GOOD = Message("m1", "P1", "P1", About.INSTRUCTION, ("sms", "mail"), ("Stay where you are.",), 5)
HOUR = 3_600_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a@b.invalid,c@d.invalid",
        "a@b.invalid c@d.invalid",
        "a@b@c",
        "+999;+998",
        "+999\r\nBcc: x",
        "A <a@b.invalid>",
    ],
)
def test_an_address_is_of_one_recipient(text):
    """What any channel could read as a list, or as a header, is no address; the error repeats nothing of it."""
    with pytest.raises(ValueError, match="address") as caught:
        Address(text)
    assert not text or text not in str(caught.value)


def test_a_letters_address_is_one_line():
    """Blanks, commas and brackets of a street are one recipient's on paper; a second line or a list is not."""
    assert Address("12 Mill Street (back door), Harbour", on_paper=True).value.startswith("12 Mill")
    for text in ("", "  ", "12 Mill Street\n14 Mill Street", "12 Mill Street; 14 Mill Street", "12\tMill", "a@b c@d"):
        with pytest.raises(ValueError, match="address"):
            Address(text, on_paper=True)


def test_an_address_shows_itself_to_nobody():
    """A log or a traceback that prints an address prints three dots."""
    assert "999" not in repr(Address("+999700000001")) + str([Address("+999700000001")])


@pytest.mark.parametrize(
    "change",
    [
        {"ident": "m 1"},
        {"ident": "m" * 21},
        {"channels": ()},
        {"channels": ("sms", "sms")},
        {"channels": ("SMS",)},
        {"parts": ()},
        {"parts": ("Stay.", " ")},
        {"parts": ("x",) * 21},
    ],
)
def test_a_message_that_is_none_is_refused(change):
    """Ids, channels and parts are checked before anything is queued."""
    assert find_message_fault(GOOD) == ""
    assert find_message_fault(replace(GOOD, **change))


def test_a_changed_word_changes_the_digest():
    """The record's digest shows an edit of the words that wait, of their order and of their language."""
    said = replace(GOOD, parts=("a", "b"))
    others = [replace(said, parts=("b", "a")), replace(said, parts=("ab",)), replace(said, language="ps"), GOOD]
    assert len({one.digest() for one in (said, *others)}) == 5
    assert read_body(write_body(said)) == said


@pytest.mark.parametrize("body", [None, [], {"ident": "m1"}, {**write_body(GOOD), "parts": "Stay"}])
def test_what_is_no_message_is_not_read_as_one(body):
    """A row of the outbox that holds something else is refused."""
    with pytest.raises(ValueError, match=r".+"):
        read_body(body)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 40)), max_size=30))
def test_no_more_passes_than_a_channel_bears(asks):
    """Over any time no more than the burst and what came back since passes, and a clock put back wins nothing."""
    bucket, passed, now = fill_bucket(3.0, 10.0, 0), 0, 0
    for step, count in asks:
        now += step
        bucket, some = bucket.take(count, now - 3 * (step % 7))
        passed += some
        assert passed <= 10 + 3.0 * now / 1000
    assert bucket.wait_millis(now) <= 334


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1", Meaning.GOING),
        (" 1. ", Meaning.GOING),
        ("١", Meaning.GOING),
        ("۱", Meaning.GOING),
        ("२", Meaning.CANNOT),
        ("2 please", Meaning.CANNOT),
        ("Yes, we go! Thank you", Meaning.GOING),
        ("بلی", Meaning.GOING),
        ("نعم شكرا", Meaning.GOING),
        ("так", Meaning.GOING),
        ("sí", Meaning.GOING),
        ("oui merci", Meaning.GOING),
        ("هو", Meaning.GOING),
        ("نه", Meaning.CANNOT),
        ("لا", Meaning.CANNOT),
        ("ні", Meaning.CANNOT),
        ("we can't", Meaning.CANNOT),
        ("3", Meaning.HELP),
        ("my child is bleeding HELP", Meaning.HELP),
        ("допоможіть нам будь ласка", Meaning.HELP),
        ("yes but help", Meaning.HELP),
        ("1 child is sick", Meaning.UNCLEAR),
        ("at 1 oclock", Meaning.UNCLEAR),
        ("we are not going", Meaning.UNCLEAR),
        ("1 or 2", Meaning.UNCLEAR),
        ("10", Meaning.UNCLEAR),
        ("", Meaning.UNCLEAR),
        ("who are you?", Meaning.UNCLEAR),
    ],
)
def test_plain_replies_are_understood_and_others_left_to_a_person(text, meaning):
    """Digits of any script and words of each language count; what could mean something else is unclear."""
    assert parse_reply(text) is meaning


@given(st.text(max_size=60))
def test_any_text_is_a_reply(text):
    """Nothing that somebody sends makes the reader fail."""
    assert parse_reply(text) in Meaning


def test_nobody_hears_nothing_for_longer_than_the_set_hours():
    """Everybody is due who is not known to have heard since, the longest silence first."""
    parties = {"P1": 0, "P2": 0, "P3": 9 * HOUR, "P4": 0}
    threads = {"P2": Thread(reached_millis=2 * HOUR), "P4": Thread(reached_millis=7 * HOUR)}
    silent = find_silent(parties, threads, ["P2"], 10 * HOUR, 6)
    assert [(one.party, one.open_message) for one in silent] == [("P1", False), ("P2", True)]
