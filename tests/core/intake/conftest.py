"""Find the parser that the tests of intake share."""

from __future__ import annotations

import pytest

from safeconduct.adapters.spacy_parser import SpacyParser


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """Give the parser, loaded once."""
    return SpacyParser()
