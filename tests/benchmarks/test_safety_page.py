"""Promise that the page of safety is what its generator writes of the results, and hides nothing that is not kept."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from safety_page import read_results, word_page

ROOT = Path(__file__).resolve().parents[2]
RESULTS = read_results(ROOT / "benchmarks" / "results")
STORE, VAULT, OPERATION = range(3)


def test_the_page_is_what_the_results_say() -> None:
    """Nobody has written figures by hand, and none are older than the results."""
    assert (ROOT / "docs" / "safety.md").read_text(encoding="utf-8") == word_page(*RESULTS)


@pytest.mark.parametrize(
    ("of", "path", "worse"),
    [
        (STORE, ["power", "sound disk", "wrong"], {"lost": 1}),
        (STORE, ["power", "sound disk", "cuts"], 10),
        (STORE, ["kills", "wrong"], {"lost": 1}),
        (STORE, ["restart", "sqlite, seconds to restart", 2], 2.5),
        (STORE, ["restart", "postgresql, seconds to restart, the server's included", 0], 10.5),
        (STORE, ["drill", "seconds lost"], 61.0),
        (STORE, ["restart", "sqlite, seconds to restore and check"], 301.0),
        (STORE, ["throughput", "postgresql", 0, "events a second"], 990),
        (VAULT, ["takeover", "identities"], 61),
        (VAULT, ["takeover", "largest_answer"], 2),
        (VAULT, ["seized", "found"], 1),
        (VAULT, ["erase", "owed"], {"stick": 1}),
        (VAULT, ["erase", "recovered"], 1),
        (VAULT, ["one_person", "exports"], 1),
        (OPERATION, ["two_people", "released by one"], 1),
        (OPERATION, ["two_people", "released by two"], 0),
        (OPERATION, ["mutations", "of a log", "unseen"], 1),
        (OPERATION, ["mutations", "of rows", "unseen"], 1),
        (OPERATION, ["partitions", "short", "differed"], 1),
        (OPERATION, ["partitions", "long", "oversold"], 1),
        (OPERATION, ["partitions", "long", "seeds"], 99_999),
        (OPERATION, ["seized", "found"], 1),
        (OPERATION, ["seized", "found where one home is planted"], 0),
    ],
)
def test_what_is_not_kept_is_said(of, path, worse) -> None:
    """One figure worse than promised, be it of one run of several, stands as NO and in the list below the table."""
    results = copy.deepcopy(RESULTS)
    place = results[of]
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = worse
    before, after = word_page(*RESULTS), word_page(*results)
    assert after.count("**NO**") == before.count("**NO**") + 1
    assert after.count(" is promised.") == before.count(" is promised.") + 1


def test_nothing_is_not_kept_unsaid() -> None:
    """Every NO of the table stands in the list below it."""
    page = word_page(*RESULTS)
    assert page.count("**NO**") == page.count(" is promised.")
