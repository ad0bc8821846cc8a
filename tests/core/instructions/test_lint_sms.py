"""Hold what the linter says of a text as an SMS."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.instructions import Alphabet, lint_sms
from safeconduct.core.instructions.gsm7 import BASIC, EXTENSION
from safeconduct.core.instructions.lint_sms import count_segments


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "segments"),
    [
        ("", Alphabet.GSM7, 0, 0),
        ("a" * 160, Alphabet.GSM7, 160, 1),
        ("a" * 161, Alphabet.GSM7, 161, 2),
        ("a" * 306, Alphabet.GSM7, 306, 2),
        ("a" * 307, Alphabet.GSM7, 307, 3),
        ("€" * 80, Alphabet.GSM7, 160, 1),
        ("a" * 152 + "€" + "a" * 152, Alphabet.GSM7, 306, 3),  # the escape pair does not fit into the first
        ("ж" * 70, Alphabet.UCS2, 70, 1),
        ("ж" * 71, Alphabet.UCS2, 71, 2),
        ("ж" * 134, Alphabet.UCS2, 134, 2),
        ("ж" * 66 + "😀" + "ж" * 66, Alphabet.UCS2, 134, 3),  # nor is a pair of units cut
        ("a" * 70 + "’", Alphabet.UCS2, 71, 2),  # one curly quote halves the room
    ],
)
def test_alphabet_units_and_segments_are_those_of_the_standard(
    text: str, alphabet: Alphabet, units: int, segments: int
) -> None:
    """160 septets or 70 units alone, 153 or 67 each in several; nothing of two units is cut."""
    found = lint_sms(text)
    assert (found.alphabet, found.units, found.segments) == (alphabet, units, segments)
    assert found.is_one == (segments <= 1)


def test_what_forces_ucs2_is_named_with_what_to_write_instead() -> None:
    """Curly quotes, no-break spaces and isolates are each shown with their name and number."""
    found = lint_sms("“Gate”\u00a0\u2066G1\u2069 now, “now”")
    shown = {one.char: (one.name, one.times, one.instead) for one in found.forcing}
    assert shown["“"] == ("LEFT DOUBLE QUOTATION MARK", 2, '"')
    assert shown["\u00a0"] == ("NO-BREAK SPACE", 1, " ")
    assert shown["\u2066"] == ("LEFT-TO-RIGHT ISOLATE", 1, "")
    assert [one.char for one in found.unseen] == ["\u00a0", "\u2066", "\u2069"]
    assert lint_sms("Gate G1 now").forcing == ()


def test_an_id_beside_a_number_is_found_in_arabic_script_alone() -> None:
    """In right-to-left text a time right after a Latin id is drawn on its wrong side; a word between them helps."""
    assert lint_sms("دروازه G1 10:35.").turned == ("G1 10:35.",)
    assert lint_sms("دروازه G1 در 10:35.").turned == ()
    assert lint_sms("Gate G1 10:35.").turned == ()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_any_text_is_counted(text: str) -> None:
    """The segments hold the units, and nothing forces UCS-2 in a text of GSM-7."""
    found = lint_sms(text)
    room = 153 if found.alphabet is Alphabet.GSM7 else 67
    assert found.segments == 1 or found.units > found.limit or not text
    assert found.units <= max(found.limit, found.segments * room)
    assert (found.alphabet is Alphabet.GSM7) == (not found.forcing) == (set(text) <= BASIC | EXTENSION)
    assert count_segments(text + "a") >= found.segments
