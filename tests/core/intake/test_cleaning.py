"""Hold what cleaning promises: nothing hostile stays, nothing else goes, and every character knows its place."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.intake.cleaning import clean_text
from safeconduct.core.intake.hostile_characters import HOSTILE
from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_plain, map_to

HOSTILE_POINTS = [first for ranges in HOSTILE.values() for first, _ in ranges]
pieces = st.one_of(st.characters(), st.sampled_from([*map(chr, HOSTILE_POINTS), "\r\n", "gate ", "\u0430", "\u200c"]))
texts = st.lists(pieces).map("".join)


@settings(deadline=None)
@given(texts)
def test_character_that_stays_is_found_at_its_offset(text: str) -> None:
    """The text and the original agree at every offset, line breaks apart; offsets rise; the last is the end."""
    cleaned = clean_text(map_plain(text)).mapped
    places = cleaned.offsets.tolist()
    assert len(places) == len(cleaned.text) + 1
    assert places[-1] == len(text)
    assert all(earlier < later for earlier, later in pairwise(places))
    for character, place in zip(cleaned.text, places, strict=False):
        assert character == text[place] or (character == "\n" and text[place] in "\r\v\f\x85\u2028\u2029\n")


@settings(deadline=None)
@given(texts)
def test_nothing_hostile_stays(text: str) -> None:
    """Of the listed characters none is left, whatever comes in."""
    points = [ord(character) for character in clean_text(map_plain(text)).mapped.text]
    assert not [
        point for point in points for ranges in HOSTILE.values() for first, last in ranges if first <= point <= last
    ]
    assert ord("\r") not in points


@settings(deadline=None)
@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """A clean text comes back as it is."""
    once = clean_text(map_plain(text)).mapped.text
    assert clean_text(map_plain(once)).mapped.text == once


@settings(deadline=None)
@given(st.text("abc xyz\n\tمیéд-“”—👍", max_size=40))
def test_honest_text_is_left_alone(text: str) -> None:
    """Letters of every script, punctuation, tabs and line feeds stay; compatibility forms are not folded."""
    assert clean_text(map_plain(text)).mapped.text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the \u202egate", "turn the direction"),
        ("the \u2066gate\u2069", "turn the direction"),
        ("ga\u200bte", "cannot be seen"),
        ("ga\u00adte", "soft hyphens"),
        ("gate\U000e0041\U000e0042", "tag characters, which can carry a hidden text taken out: 2"),
        ("ga\0te", "control characters taken out: 1 (U+0000)"),
        ("gate \ud800", "halves of characters"),
        ("at\ufeff the gate", "cannot be seen"),
    ],
)
def test_each_removal_is_said(text: str, words: str) -> None:
    """The operator reads what was taken out, how often and where it began."""
    cleaned = clean_text(map_plain(text))
    assert words in " ".join(cleaned.cautions)
    assert "the first in line 1" in " ".join(cleaned.cautions)
    assert cleaned.mapped.text.replace(" ", "") in ("thegate", "gate", "atthegate")


def test_byte_order_mark_of_a_file_is_no_cause_for_doubt() -> None:
    """It goes without a word, and the offsets begin behind it."""
    cleaned = clean_text(map_plain("\ufeffgate"))
    assert (cleaned.mapped.text, cleaned.cautions, cleaned.mapped.offsets[0]) == ("gate", (), 1)


def test_joiners_of_persian_stay_without_a_word() -> None:
    """Persian is misspelt without U+200C."""
    text = "مردم به خانه می\u200cروند و برمی\u200cگردند"
    cleaned = clean_text(map_plain(text))
    assert (cleaned.mapped.text, cleaned.cautions) == (text, ())


def test_joiners_that_do_no_work_are_said() -> None:
    """Between Latin letters, or by the dozen, they may hide words: they stay, and it is said."""
    assert "no script needs them: 2" in clean_text(map_plain("ga\u200cte sh\u200dut")).cautions[0]
    assert any("suspiciously many" in caution for caution in clean_text(map_plain("م\u200cی" + "\u200c" * 9)).cautions)


def test_word_of_two_scripts_is_said_and_left() -> None:
    """A Cyrillic letter in a Latin word imitates another word; it is not replaced."""
    cleaned = clean_text(map_plain("one\nthe \u0430irport is shut"))
    assert cleaned.mapped.text == "one\nthe \u0430irport is shut"
    assert cleaned.cautions == ("the word '\u0430irport' in line 2 mixes Latin and Cyrillic letters: read it twice",)


def test_neighbouring_words_of_two_scripts_are_no_cause_for_doubt() -> None:
    """Names in their own script stand in many an honest text."""
    assert clean_text(map_plain("the daily Правда says; Ελλάδα too")).cautions == ()


def test_line_breaks_of_every_system_become_one() -> None:
    """Each stands for one line feed."""
    assert clean_text(map_plain("a\r\nb\rc\u2028d\x85e\vf")).mapped.text == "a\nb\nc\nd\ne\nf"


def test_offsets_of_an_extracted_text_go_through() -> None:
    """What was cut out of a page keeps its places in the page."""
    extracted = join_mapped([map_plain("ga\u200b", 10), map_to("te", 20, 26)])
    cleaned = clean_text(extracted).mapped
    assert (cleaned.text, cleaned.offsets.tolist()) == ("gate", [10, 11, 20, 20, 26])


def test_five_million_characters_are_cleaned_in_moments() -> None:
    """Time grows with the length alone, whatever the characters."""
    text = "a\u0430\u200c\u202e" * 200_000
    assert len(clean_text(MappedText(text, np.arange(len(text) + 1, dtype=np.int32))).mapped.text) == 600_000
