"""Check every word that a person in danger will read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from instruction_town import case, plan

from safeconduct.core.instructions import instruct_party

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "party_id", "case_name"),
    [
        ("walk_only", "P1", "harbour town"),
        ("drive", "P2", "harbour town"),
        ("walk_and_ride_over_midnight", "P3", "harbour town"),
        ("left_behind", "P4", "harbour town"),
        ("wait_at_gate", "P5", "harbour town"),
        ("ride_from_home", "P6", "harbour town"),
        ("exercise_walk_and_ride", "P3", "EXERCISE harbour town"),
        ("exercise_left_behind", "P4", "EXERCISE harbour town"),
    ],
)
def test_texts_are_these_and_no_others(name: str, party_id: str, case_name: str) -> None:
    """The English texts stand word for word as they were read and approved; rewrite them with WRITE_GOLDEN=1."""
    instruction = instruct_party(case(case_name), plan(case_name), party_id)
    text = f"{instruction.short}\n\n{instruction.long}"
    file = GOLDEN / f"{name}.en.txt"
    if os.environ.get("WRITE_GOLDEN") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
