"""Promise what the codes of a printed card prove."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.trust import check_code, derive_secret, list_codes, next_code
from safeconduct.core.trust.card_codes import A_CARD, DIGITS, WINDOW

SECRETS = st.binary(min_size=32, max_size=64)


@given(SECRETS, st.integers(1, 300))
def test_a_card_holds_each_code_once(secret, count):
    """So many codes of six digits, all different; the same secret gives the same, and a longer card begins so."""
    codes = list_codes(secret, count)
    assert len(set(codes)) == count
    assert all(len(code) == DIGITS and code.isdecimal() for code in codes)
    assert list_codes(secret, count + 5)[:count] == codes


@given(SECRETS, st.lists(st.booleans(), min_size=A_CARD, max_size=A_CARD))
def test_messages_prove_themselves_though_some_are_lost(secret, arrives):
    """The codes of messages that arrive are taken in order, each once; those of lost ones are void from then on."""
    codes, sent, crossed, lost = list_codes(secret), 0, 0, 0
    for arrived in arrives:
        drawn = next_code(codes, sent)
        assert drawn is not None
        code, sent = drawn
        lost = 0 if arrived else lost + 1
        if lost >= WINDOW:
            return
        if arrived:
            after = check_code(codes, crossed, code)
            assert after == sent
            crossed = after
            assert all(check_code(codes, crossed, void) is None for void in codes[:crossed])
    assert next_code(codes, sent) is None


@given(SECRETS, st.integers(0, A_CARD), st.integers(0, 10**DIGITS - 1))
def test_a_guess_is_right_for_the_next_few_codes_alone(secret, crossed, guess):
    """Of a million codes at most the window's are taken."""
    codes = list_codes(secret)
    taken = check_code(codes, crossed, f"{guess:0{DIGITS}}")
    assert (taken is not None) == (f"{guess:0{DIGITS}}" in codes[crossed : crossed + WINDOW])
    assert len(codes[crossed : crossed + WINDOW]) <= WINDOW


def test_codes_are_drawn_evenly():
    """The digits of many codes are as even as chance makes them: chi-square of 9 degrees under 27.9 (p = 0.001)."""
    digits = "".join(code for card in range(500) for code in list_codes(derive_secret(bytes(32), "P1", card)))
    expected = len(digits) / 10
    assert sum((digits.count(str(digit)) - expected) ** 2 / expected for digit in range(10)) < 27.9


def test_no_card_tells_of_another():
    """Another party, another card, another operation: another secret."""
    made = {
        derive_secret(secret, party, card) for secret in (bytes(32), b"1" * 32) for party in "PQ" for card in (1, 2)
    }
    assert len(made) == 8
    with pytest.raises(ValueError, match="32 bytes"):
        derive_secret(b"short", "P1", 1)
