"""Hold what the SMS alphabet and the check code promise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.instructions import is_sound, make_code, septets, to_gsm7
from safeconduct.core.instructions.check_code import ALPHABET, LENGTH
from safeconduct.core.instructions.gsm7 import BASIC, EXTENSION, shorten, sms_name


@given(st.text())
def test_code_finds_every_wrong_character_and_every_exchange(content: str) -> None:
    """One character read wrongly, or two neighbours exchanged, is never a sound code."""
    code = make_code(content)
    assert len(code) == LENGTH
    assert is_sound(code)
    for place in range(LENGTH):
        for other in set(ALPHABET) - {code[place]}:
            assert not is_sound(code[:place] + other + code[place + 1 :])
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert is_sound(swapped) == (swapped == code)


def test_code_alphabet_has_no_look_alikes() -> None:
    """Nothing that is read for another character stands in a code, and the size is a prime."""
    assert not set("0O1IL") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


def test_code_is_read_as_people_write_it() -> None:
    """Spaces, hyphens and small letters are forgiven; a wrong length or a foreign character is not."""
    code = make_code("x")
    assert is_sound(f" {code[:3].lower()}-{code[3:]} ")
    assert not is_sound(code[:-1])
    assert not is_sound(code + "2")
    assert not is_sound("O" + code[1:])
    assert not is_sound("")


@given(st.text())
def test_any_text_becomes_gsm7(text: str) -> None:
    """What comes out can be sent in 7 bits, and what could be sent already is left as it is."""
    sent = to_gsm7(text)
    assert septets(sent) is not None
    assert to_gsm7(sent) == sent
    if septets(text) is not None:
        assert sent == text


def test_alphabet_is_that_of_the_standard() -> None:
    """3GPP TS 23.038: 127 characters beside the escape; nine more behind it and the page break, each two septets."""
    assert len(BASIC) == 127
    assert len(EXTENSION) == 10
    assert not BASIC & EXTENSION
    assert {"é", "à", "ñ", "Ç"} <= BASIC
    assert not {"á", "ç", "`", "í", "ó", "ú"} & BASIC
    assert septets("€") == 2
    assert septets("[{}]") == 8


def test_names_are_carried_whole_or_not_at_all() -> None:
    """Accents go; a letter that would vanish takes the name with it."""
    assert sms_name("Calle Ávila n.º 5") == "Calle Avila n.o 5"
    assert sms_name("Łódź – “Główna”") == 'Lodz - "Glowna"'
    assert sms_name("شارع 5") == ""
    assert sms_name("Gate Б") == ""


@given(st.text(alphabet=sorted(BASIC | EXTENSION)), st.integers(2, 40))
def test_shortening_keeps_the_beginning(text: str, most: int) -> None:
    """A cut text fits, begins as the whole does and shows the cut."""
    cut = shorten(text, most)
    assert (septets(cut) or 0) <= most
    assert cut == text or (cut.endswith("..") and text.startswith(cut[:-2]))
