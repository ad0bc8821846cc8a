"""Check every word that a person in danger will read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from instruction_town import BOOK, case, grid, plan

from safeconduct.core.instructions import instruct_party
from safeconduct.core.network import Landmark

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
LANDMARKS = (
    Landmark("Kino", grid().x[1] + 0.0004, grid().y[1]),
    Landmark("Blue Mosque", grid().x[1] + 0.0001, grid().y[1], (("fa-AF", "مسجد آبی"), ("uk", "Блакитна мечеть"))),
    Landmark("Water tower", grid().x[7] + 0.0007, grid().y[7]),
)
"""At the one turn of P3's way two, the nearer of which is named; and one 60 m from where it goes straight on."""
CASES = [(*told, language) for language in BOOK.words for told in (*EVERY, *(ENGLISH if language == "en" else ()))]


@pytest.mark.parametrize("language", BOOK.words)
def test_a_turn_is_known_by_what_stands_there(language: str) -> None:
    """The nearest landmark by the name that the language has for it, on the page; the SMS and the way stay the same."""
    plain = instruct_party(case(), plan(), "P3", BOOK, language=language)
    instruction = instruct_party(case(landmarks=LANDMARKS), plan(), "P3", BOOK, language=language)
    file = GOLDEN / f"walk_by_landmarks.{language}.txt"
    if os.environ.get("WRITE_GOLDEN") == "1":
        file.write_text(instruction.long, encoding="utf-8")
    assert instruction.long == file.read_text(encoding="utf-8")
    name = LANDMARKS[1].name_in(language)
    assert [part[:-7] for part in instruction.parts] == [part[:-7] for part in plain.parts]  # but for the check code
    assert (instruction.long.count(name), "Kino" in instruction.long, name in plain.long) == (1, False, False)
    assert (instruction.geometry, instruction.substance == plain.substance) == (plain.geometry, False)


@pytest.mark.parametrize(("name", "party_id", "case_name", "language"), CASES)
def test_texts_are_these_and_no_others(name: str, party_id: str, case_name: str, language: str) -> None:
    """The texts of every language stand word for word as they were read; rewrite them with WRITE_GOLDEN=1."""
    instruction = instruct_party(case(case_name), plan(case_name), party_id, BOOK, language=language)
    text = f"{instruction.short}\n\n{instruction.long}"
    file = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("WRITE_GOLDEN") == "1":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
