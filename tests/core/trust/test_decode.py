"""Promise that a signed body is read in one way or not at all."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from safeconduct.core.record import encode
from safeconduct.core.trust.decode import decode

ITEMS = st.text(max_size=20) | st.integers(-(10**15), 10**15) | st.booleans()
FIELDS = st.lists(ITEMS | st.lists(ITEMS, max_size=4), max_size=8)


@given(FIELDS)
def test_what_was_written_is_read(fields):
    """A list of texts, whole numbers, booleans and lists of them comes back as it was."""
    assert decode(encode(fields)) == fields


@given(FIELDS, st.data())
def test_no_other_bytes_say_the_same(fields, data):
    """Bytes that are read at all are those that would be written: changed bytes say something else, or nothing."""
    body = bytearray(encode(fields))
    at = data.draw(st.integers(0, len(body) - 1))
    body[at : at + data.draw(st.integers(0, 2))] = data.draw(
        st.sampled_from([b"", b"0", b"1", b":", b"]", b"-", b"\xff"])
    )
    try:
        read = decode(bytes(body))
    except ValueError:
        return
    assert encode(read) == bytes(body)


@given(st.binary(max_size=40))
@example(b"")
@example(b"[" * 5_000)
@example(b"s99999999:x")
def test_rubbish_is_refused_and_nothing_else_happens(body):
    """Whatever the bytes, they are read or a ValueError is raised, however deep they nest or long they claim to be."""
    try:
        decode(body)
    except ValueError:
        return
    assert encode(decode(body)) == body


@pytest.mark.parametrize(
    "body",
    [
        b"i07;",
        b"i-0;",
        b"i+7;",
        b"i7",
        b"s01:a",
        b"s2:a",
        b"s1:\xff",
        b"[i7;",
        b"[]x",
        b"n",
        b"d1.0;",
        b"{}",
        b"[[[]]]",
    ],
)
def test_what_is_not_written_so_is_refused(body):
    """Leading zeros, a minus before zero, cut or longer bytes, and values that nothing signed holds are refused."""
    with pytest.raises(ValueError, match=r"the one way|decode"):
        decode(body)
