"""Test that the table of docs/risk.md is of the figures, and that they hold what the page says."""

from __future__ import annotations

import json

from hidden_page import replace_part
from route_risk import FILE, PAGE, word_table


def test_table_is_of_the_figures() -> None:
    """docs/risk.md has what the program writes of benchmarks/results/route_risk.json."""
    page, result = PAGE.read_text(encoding="utf-8"), json.loads(FILE.read_text(encoding="utf-8"))
    assert replace_part(page, "routes", word_table(result)) == page
    assert all(row["independent covered"] < row["covered"] - 0.2 for row in result["rows"])


def test_a_row_outside_what_is_asked_is_marked() -> None:
    """A world that covers too little, and one that covers too much."""
    result = json.loads(FILE.read_text(encoding="utf-8"))
    for covered, marks in ((0.84, 1), (0.9, 0), (0.98, 1)):
        row = result["rows"][0] | {"covered": covered}
        assert word_table(result | {"rows": [row]}).count("% *") == marks
