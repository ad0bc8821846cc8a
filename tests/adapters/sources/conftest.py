"""Give the sources that tests read, and what checks their offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from safeconduct.adapters.apart.client import Nursery
from safeconduct.adapters.sources.worker import SourceWorker
from safeconduct.core.intake.document import Document


@pytest.fixture(scope="session")
def worker() -> Iterator[SourceWorker]:
    """Start the converting process once."""
    with Nursery() as nursery:
        yield SourceWorker(nursery)


@pytest.fixture
def check_words() -> Callable[[Document, str], None]:
    """Give a check that every word of a text stands in the original where its offsets say."""

    def check(document: Document, original: str) -> None:
        places = range(len(original) + 1) if document.original_offsets is None else document.original_offsets.tolist()
        assert len(places) > len(document.text)
        assert all(earlier <= later for earlier, later in pairwise(places))
        at = 0
        for word in document.text.split():
            at = document.text.index(word, at)
            for letter, place in zip(word, places[at:], strict=False):
                assert original[place] == letter or not letter.isalpha()
            at += len(word)

    return check
