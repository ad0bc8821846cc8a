"""Promise that a join code survives being read out, shows a slip, and fits one operator."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.operation.joining import ALPHABET, digest_code, fits, read_code, write_code

CODES = st.binary(min_size=6, max_size=6)


@given(CODES)
def test_a_code_comes_back_as_it_is_read_out(chance):
    """Small letters, no hyphens, and O, I and L for the figures they look like give the same code."""
    written = write_code(chance)
    body, check = written[:-1], written[-1]
    spoken = body.lower().replace("-", " ").replace("0", "o").replace("1", "l") + check
    assert read_code(written) == read_code(spoken) == chance


@given(CODES, st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_sign_shows(chance, at, sign):
    """Any single sign that is mistaken makes it no code."""
    signs = write_code(chance).replace("-", "")
    wrong = signs[:at] + sign + signs[at + 1 :]
    assert (read_code(wrong) is None) == (wrong != signs)


@given(CODES, st.integers(0, 8))
def test_two_neighbours_exchanged_show(chance, at):
    """Two neighbouring signs in the wrong order make it no code."""
    signs = write_code(chance).replace("-", "")
    wrong = signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]
    assert (read_code(wrong) is None) == (wrong != signs)


@pytest.mark.parametrize("text", ["", "00041", "ZZZZZ-ZZZZZ-0", "00041-06105-?", "00041-0610U-A"])
def test_what_is_no_code_is_none(text):
    """Too short, too great or with a strange sign: no code, and no error."""
    assert read_code(text) is None


@given(CODES, CODES)
def test_a_code_fits_the_operator_it_was_made_for(chance, other):
    """Another code, or the same one for somebody else, does not fit."""
    digest = digest_code(chance, "o7")
    assert fits(chance, "o7", digest)
    assert not fits(chance, "o8", digest)
    assert fits(other, "o7", digest) == (other == chance)
