"""Promise that an operation keeps its answers to "is it enough?", and knows the newest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safeconduct.adapters.sufficiency_file import AnswerFolder
from safeconduct.core.basics import CannotReadError, InputFaultsError

SPAN = {"value": 0.5, "low": 0.4, "high": 0.6}
ANSWER = {
    "case": "EXERCISE harbour", "case_digest": "c0", "plan_digest": "p0", "made": "2031-03-04T18:00:00+00:00",
    "days": 40, "people": 9, "people_planned": 9, "chance_all_out": SPAN, "chance_planned_out": SPAN,
    "people_out": {**SPAN, "bad_day": 7, "typical_day": 9, "good_day": 9}, "held_up": {}, "search_luck": None,
    "changes": [], "not_tried": [],
}  # fmt: skip
EVENING = 1930413600.0  # 2031-03-04T18:00:00+00:00


def test_the_newest_answer_is_found_by_when_it_was_made(tmp_path: Path) -> None:
    """Whatever the order of keeping; none before the first."""
    folder = AnswerFolder()
    assert folder.find_newest(tmp_path) is None
    later = {**ANSWER, "plan_digest": "p1", "made": "2031-03-05T18:00:00+00:00"}
    folder.keep(tmp_path, EVENING + 86400, json.dumps(later))
    kept_in = folder.keep(tmp_path, EVENING, json.dumps(ANSWER))
    assert kept_in == tmp_path / "sufficiency" / "20310304T180000Z.json"
    newest = folder.find_newest(tmp_path)
    assert newest is not None
    assert (newest.made_millis, newest.case, newest.plan) == (round((EVENING + 86400) * 1000), "c0", "p1")
    assert newest.said == later
    assert not newest.is_stale([("p1", "c0")])
    assert newest.is_stale([("p1", "c0"), ("p0", "c0")])
    assert newest.is_stale([("p1", "c1")])


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    """Half a file, and one that lacks a key: never taken for an answer."""
    folder = AnswerFolder()
    folder.keep(tmp_path, EVENING, "{")
    with pytest.raises(CannotReadError, match="20310304T180000Z"):
        folder.find_newest(tmp_path)
    folder.keep(tmp_path, EVENING, json.dumps({**ANSWER, "days": "many"}))
    with pytest.raises(InputFaultsError):
        folder.find_newest(tmp_path)
