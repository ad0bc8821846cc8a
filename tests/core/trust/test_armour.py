"""Promise that the text of a QR code or a page gives the signed bytes back, and that other texts do not."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.trust import from_base45, from_base64url, to_base45, to_base64url


@given(st.binary(max_size=300))
def test_bytes_come_back(data):
    """Both armours give back what they were given."""
    assert from_base45(to_base45(data, "I1:"), "I1:") == data
    assert from_base64url(to_base64url(data)) == data


@given(st.text(alphabet="0AZ9 $%*+-./:az_é", max_size=12))
def test_one_text_for_the_same_bytes(text):
    """A text that is read at all is the one that would be written."""
    for read, write in ((from_base45, to_base45), (from_base64url, to_base64url)):
        try:
            data = read(text)
        except ValueError:
            continue
        assert write(data) == text


@pytest.mark.parametrize(
    ("plain", "armoured"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")]
)
def test_base45_is_that_of_the_standard(plain, armoured):
    """The examples of RFC 9285 come out."""
    assert to_base45(plain) == armoured


@pytest.mark.parametrize("text", ["P1:AB", "I1:A", "I1:ZZZ", "I1::::", "i1:AB"])
def test_a_text_of_another_kind_or_cut_is_refused(text):
    """Another prefix, a lone sign, groups that stand for more than two bytes: no bytes come of them."""
    with pytest.raises(ValueError, match="not the text"):
        from_base45(text, "I1:")


@given(st.binary(min_size=1, max_size=300))
def test_a_qr_code_holds_it_as_letters_and_digits(data):
    """The text is all of the alphanumeric mode, in which a code holds most."""
    assert segno.make(to_base45(data, "P1:"), micro=False).mode in ("alphanumeric", "numeric")
