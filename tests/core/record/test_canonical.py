"""Promise that a value has one encoding, and an encoding one value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.record import encode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def _same(a: object, b: object) -> bool:
    """Tell whether two values are the same in type and content."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_same, a, b))
    return type(a) is type(b) and repr(a) == repr(b)


@given(VALUES, VALUES)
def test_values_have_the_same_bytes_only_if_they_are_the_same(a, b):
    """Two values are encoded alike if and only if they are alike."""
    assert (encode(a) == encode(b)) == _same(a, b)


def test_the_order_of_a_map_is_not_part_of_it():
    """Maps that hold the same are encoded alike."""
    assert encode({"a": 1, "b": 2}) == encode({"b": 2, "a": 1})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1: 2}, b"bytes", {"a": {3}}, object()])
def test_what_json_cannot_hold_is_refused(value):
    """A value that would not come back from the store is not recorded."""
    with pytest.raises(ValueError, match="can be recorded"):
        encode(value)
