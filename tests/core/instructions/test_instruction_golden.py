"""Check every word that a person in danger will read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from instruction_town import BOOK, case, plan

from safeconduct.core.instructions import instruct_party

GOLDEN = Path(__file__).parent / "golden"
ENGLISH = [
    ("drive", "P2", "harbour town"),
    ("wait_at_gate", "P5", "harbour town"),
    ("ride_from_home", "P6", "harbour town"),
]
EVERY = [
    ("walk_only", "P1", "harbour town"),
    ("walk_and_ride_over_midnight", "P3", "harbour town"),
    ("left_behind", "P4", "harbour town"),
    ("exercise_walk_and_ride", "P3", "EXERCISE harbour town"),
    ("exercise_left_behind", "P4", "EXERCISE harbour town"),
]
CASES = [(*told, language) for language in BOOK.words for told in (*EVERY, *(ENGLISH if language == "en" else ()))]


@pytest.mark.parametrize(("name", "party_id", "case_name", "language"), CASES)
def test_texts_are_these_and_no_others(name: str, party_id: str, case_name: str, language: str) -> None:
    """The texts of every language stand word for word as they were read; rewrite them with WRITE_GOLDEN=1."""
    instruction = instruct_party(case(case_name), plan(case_name), party_id, BOOK, language=language)
    text = f"{instruction.short}\n\n{instruction.long}"
    file = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("WRITE_GOLDEN") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
