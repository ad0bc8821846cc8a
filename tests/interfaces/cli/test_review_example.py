"""Hold the example of the demo together: its decisions find their words in its briefing."""

from __future__ import annotations

import csv
from pathlib import Path

from harbour_reading import SETTING

from safeconduct.core.intake.review import Action, check_field, parse_grade

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def test_every_decision_speaks_of_words_that_stand_once_in_the_briefing() -> None:
    """So whatever ids a reading gives, each decision finds its statement; and each of them is sound."""
    text = (EXAMPLES / "briefing.txt").read_text(encoding="utf-8")
    assert text.startswith("EXERCISE")
    with (EXAMPLES / "decisions.csv").open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == 10
    for row in rows:
        assert text.count(row["item"]) == 1
        Action(row["decision"])
        if row["grade"]:
            parse_grade(row["grade"])
        for name in ("radius", "time", "speaker", "origin"):
            if row[name]:
                check_field("statement", name, row[name], SETTING)
