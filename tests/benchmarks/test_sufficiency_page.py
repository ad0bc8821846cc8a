"""Promise that docs/benchmarks-sufficiency.md says what was measured, and that what it says is good enough."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from safeconduct.core.sufficiency import estimate_chance
from sufficiency_coverage import invent_rates, write_page

ROOT = Path(__file__).resolve().parents[2]
RESULT = json.loads((ROOT / "benchmarks" / "results" / "sufficiency_coverage.json").read_text(encoding="utf-8"))


def test_the_page_is_what_the_result_says() -> None:
    """Nobody has written a figure by hand."""
    page = (ROOT / "docs" / "benchmarks-sufficiency.md").read_text(encoding="utf-8")
    assert page == write_page(RESULT)


def test_what_was_measured_keeps_what_is_promised() -> None:
    """200 truths, 95 % intervals that hold at least as many as they say, a city in a minute, and one answer by all."""
    coverage, city = RESULT["coverage"], RESULT["city"]
    assert coverage["truths"] == len(coverage["rows"]) == 200
    assert coverage["covered"] == sum(row["low"] <= row["truth"] <= row["high"] for row in coverage["rows"])
    assert estimate_chance(coverage["covered"], 200).high >= 0.95
    assert city["days"] == 1000
    assert max(row["seconds"] for row in city["rows"]) <= 60.0
    assert len({row["digest"] for row in city["rows"]}) == 1
    assert len(city["rows"]) == 3


def test_invented_rates_differ_and_are_rates() -> None:
    """Each case has its own, and the same each time."""
    assert invent_rates(1) == invent_rates(1) != invent_rates(2)
    assert np.mean([invent_rates(seed).flight_cancelled for seed in range(50)]) > 0.05
