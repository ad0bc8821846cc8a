"""Promise that an identity comes back as it was sealed, and that nothing else is taken for one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.vault import SIZES, Contact, Document, Identity, is_id, pad, parse_identity, unpad

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
IDENTITIES = st.builds(
    Identity,
    names=st.none() | st.lists(TEXT, max_size=8).map(tuple),
    birth_year=st.none() | st.integers(1880, 2100),
    phones=st.none() | st.lists(TEXT, max_size=8).map(tuple),
    documents=st.none() | st.lists(st.builds(Document, TEXT, TEXT, TEXT), max_size=8).map(tuple),
    home=st.none() | TEXT,
    contacts=st.none() | st.lists(st.builds(Contact, TEXT, TEXT), max_size=8).map(tuple),
)


@given(IDENTITIES.filter(lambda one: one != Identity()))
def test_an_identity_goes_through_json_unchanged(identity: Identity) -> None:
    """What was not asked stays not asked, and "none" stays none."""
    assert parse_identity(json.loads(json.dumps(identity.to_json()))) == identity


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
KEYS = st.sampled_from(["kind", "number", "channel", "x"])
ANYTHING = st.recursive(LEAVES, lambda held: st.lists(held, max_size=3) | st.dictionaries(KEYS, held), max_leaves=6)


@given(ANYTHING)
def test_whatever_is_no_identity_is_a_fault_without_its_value(said: Any) -> None:
    """Never another error, and no fault carries what was given: it may be logged."""
    with pytest.raises(InputFaultsError) as caught:
        parse_identity({"shoe": 1, "names": said})
    assert all(fault.value == "" for fault in caught.value.faults)


def test_every_fault_comes_at_once() -> None:
    """All fields that do not fit, in one go."""
    with pytest.raises(InputFaultsError) as caught:
        parse_identity({"names": "Ada", "birth_year": 12, "home": "", "shoe": 1, "documents": [{"kind": "x"}]})
    assert {fault.column for fault in caught.value.faults} == {"", "names", "birth_year", "home", "documents"}


@given(st.binary(max_size=SIZES[-1] - 1))
def test_padding_leaves_one_of_three_lengths(data: bytes) -> None:
    """And comes off again, whatever the data end with."""
    assert len(pad(data)) in SIZES
    assert unpad(pad(data)) == data


def test_what_is_too_long_is_not_padded() -> None:
    """Nor is what was never padded taken off."""
    with pytest.raises(ValueError, match="too many"):
        pad(bytes(SIZES[-1]))
    with pytest.raises(ValueError, match="not padded"):
        unpad(bytes(SIZES[0]))


@pytest.mark.parametrize("text", ["", "Ada Lovelace", "P/1", "x" * 41, "۱", "a\n", None, 5])
def test_no_sentence_is_an_id(text: object) -> None:
    """What the ledger keeps of an ask holds no name by its form."""
    assert not is_id(text)
