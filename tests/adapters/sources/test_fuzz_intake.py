"""Hold for three seconds what benchmarks/fuzz_intake.py holds for ten minutes."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from fuzz_intake import SEEDS, find_broken, make_case
from safeconduct.adapters.sources.convert import convert_source
from safeconduct.core.basics import SafeconductError
from safeconduct.core.intake.document import Document


@pytest.mark.parametrize("name", SEEDS)
def test_seed_is_read(name: str) -> None:
    """Only a source that was good can be spoiled."""
    assert not any(find_broken(document) for document in convert_source(SEEDS[name], name))


def test_spoiled_sources_give_documents_or_our_errors() -> None:
    """No other error, no offset that does not fit, no hostile character, for the first cases of a fixed seed."""
    rng = random.Random(3)
    read = refused = 0
    for _ in range(80):
        name, data = make_case(rng)
        try:
            documents = convert_source(data[:60_000], name)
        except SafeconductError:
            refused += 1
        else:
            read += 1
            assert not any(find_broken(document) for document in documents)
    assert read > 10
    assert refused > 10


def test_fuzzer_sees_what_is_broken() -> None:
    """A hostile character or an offset too few would not go unseen."""
    assert find_broken(Document("1", "a\u202e", "en", "text/plain")) == "a hostile character"
    assert (
        find_broken(Document("1", "ab", "en", "text/plain", original_offsets=_array(0, 1)))
        == "offsets that do not fit the text"
    )
    assert (
        find_broken(Document("1", "ab", "en", "text/plain", original_offsets=_array(1, 0, 2))) == "offsets that go back"
    )


def _array(*places: int) -> NDArray[np.int32]:
    return np.array(places, np.int32)
