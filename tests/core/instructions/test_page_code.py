"""Promise that a code survives how people type it, and that a slip is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.instructions.reach import CODES, complete_code, group_code, read_code

NUMBERS = st.integers(0, CODES - 1)


@given(NUMBERS, st.sampled_from([0x30, 0x660, 0x6F0, 0x966]), st.sampled_from(["", " ", "-", "\u2009", "\u200f", "."]))
def test_a_code_is_read_in_any_digits(number: int, zero: int, between: str) -> None:
    """Digits of any script, with anything usual between them, give the code."""
    code = complete_code(number)
    assert len(code) == 10
    assert read_code(between.join(chr(zero + int(digit)) for digit in code)) == code
    assert read_code(group_code(code)) == code


@given(NUMBERS, st.integers(0, 9), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(number: int, at: int, more: int) -> None:
    """No code is another code with one digit changed."""
    code = complete_code(number)
    assert read_code(code[:at] + str((int(code[at]) + more) % 10) + code[at + 1 :]) is None


@given(NUMBERS, st.integers(0, 8))
def test_two_digits_exchanged_are_noticed(number: int, at: int) -> None:
    """No code is another code with two neighbours exchanged."""
    code = complete_code(number)
    changed = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert changed == code or read_code(changed) is None


@pytest.mark.parametrize("text", ["", "12345", "70123456750", "7012345675x", "7" * 5000, "701234567५५"])
def test_other_texts_are_no_codes(text: str) -> None:
    """Too few, too many, letters and long texts are refused without an error."""
    assert read_code(text) is None


@pytest.mark.parametrize("number", [-1, CODES])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    """There are a thousand million codes and no more."""
    with pytest.raises(ValueError, match="a code is made of"):
        complete_code(number)
