"""Hold the keyboard of a review to its promises: what each key does, and that nothing else does anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from harbour_reading import SETTING, make_reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safeconduct.adapters.reviews.log_file import LogFiles
from safeconduct.core.intake.review import Action, Entry, Verdict, fold_log
from safeconduct.interfaces.cli._keys import BACKSPACE, CLEAR, DOWN, END, ENTER, ESCAPE, RESIZE, UP
from safeconduct.interfaces.cli._review_loop import Review
from safeconduct.interfaces.cli._review_screen import View, draw


@dataclass
class WrittenKeys:
    """Give the keys of a list, then no more."""

    keys: Iterator[str]

    def read(self) -> str:
        """Return the next."""
        return next(self.keys, END)


@dataclass
class Sitting:
    """Hold what a sitting left behind."""

    entries: tuple[Entry, ...]
    views: list[View] = field(default_factory=list)

    def verdicts(self) -> dict[str, Verdict]:
        """Return how the items stand."""
        return {ident: standing.verdict for ident, standing in fold_log(self.entries).items()}


def press(folder: Path, *keys: str) -> Sitting:
    """Press keys in one sitting; the clock goes on by a second at each look."""
    views: list[View] = []
    clock = count(100)
    with LogFiles().open(folder / "brief.json", make_reading()) as log:
        Review(
            make_reading(), log, SETTING, "duty1", WrittenKeys(iter(keys)), views.append,
            lambda: float(next(clock)), lambda: float(next(clock)),
        ).run()  # fmt: skip
        return Sitting(log.entries, views)


def test_accept_reject_and_skip_go_on_to_what_is_open(tmp_path: Path) -> None:
    """Each is one key, a rejection takes a reason too; the reason, who and when are kept."""
    sitting = press(tmp_path, "a", "r", "2", ENTER, "s", "q")
    assert sitting.verdicts() == {"A1": Verdict.ACCEPTED, "A2": Verdict.REJECTED, "A3": Verdict.SKIPPED}
    rejected = sitting.entries[1]
    assert (rejected.reason, rejected.by) == ("not about danger", "duty1")
    assert all(entry.at > 100 and entry.seconds > 0 for entry in sitting.entries)
    assert [view.item.item_id for view in sitting.views][::5] == ["A1", "R1"]


def test_a_rejection_needs_a_reason_and_can_be_left(tmp_path: Path) -> None:
    """Enter alone keeps asking; Esc goes back and decides nothing."""
    sitting = press(tmp_path, "r", ENTER, "n", "o", "x", BACKSPACE, CLEAR, *"wrong gate", ENTER, "r", "x", ESCAPE, "q")
    assert [(entry.action, entry.reason) for entry in sitting.entries] == [(Action.REJECT, "wrong gate")]


def test_a_grade_takes_two_keys_and_decides_nothing(tmp_path: Path) -> None:
    """Wrong keys are passed over; Esc leaves the grade as it was."""
    sitting = press(tmp_path, "g", "x", "b", "9", "2", "g", "c", ESCAPE, "q")
    assert [(entry.action, entry.grade) for entry in sitting.entries] == [(Action.GRADE, "B2")]
    assert sitting.verdicts() == {"A1": Verdict.OPEN}
    assert sitting.views[-1].item.item_id == "A1"


def test_fields_are_corrected_one_after_the_other_and_kept_together(tmp_path: Path) -> None:
    """One entry holds them all; a value that cannot be is asked for again."""
    keys = ["n", "n", "c", "2", CLEAR, *"Gate 9", ENTER, CLEAR, *"Gate 2", ENTER, "1", CLEAR, *"threat", ENTER, ENTER]
    sitting = press(tmp_path, *keys, "q")
    (entry,) = sitting.entries
    assert (entry.item_id, entry.action) == ("A3", Action.CORRECT)
    assert dict(entry.corrections) == {"place": "Gate 2 @ -71.2043,-29.921", "claim": "threat"}
    assert any("no place that is known" in view.message for view in sitting.views)


def test_a_correction_that_is_left_changes_nothing(tmp_path: Path) -> None:
    """Esc drops all fields; Enter with nothing changed decides nothing."""
    sitting = press(
        tmp_path, "c", "3", CLEAR, "9", ENTER, ESCAPE, "c", "3", ENTER, ENTER, "c", "3", ESCAPE, ESCAPE, "q"
    )
    assert sitting.entries == ()


def test_undo_goes_back_to_the_item_and_over_sittings(tmp_path: Path) -> None:
    """The last decision first, whichever item it was on; with nothing left it says so."""
    press(tmp_path, "a", "a", "q")
    sitting = press(tmp_path, "u", "u", "u", "q")
    assert sitting.verdicts() == {}
    assert [view.item.item_id for view in sitting.views] == ["A3", "A2", "A1", "A1"]
    assert sitting.views[-1].message == "there is nothing to undo"
    assert len(sitting.entries) == 4


def test_the_next_sitting_goes_on_where_the_last_ended(tmp_path: Path) -> None:
    """At the first open item; where all are decided, at the first that was skipped."""
    press(tmp_path, "a", "s", "q")
    assert press(tmp_path, "q").views[0].item.item_id == "A3"
    assert press(tmp_path, "a", "a", "a", "q").views[-1].message.endswith("Nothing is open any more: q quits.")
    assert press(tmp_path, "q").views[0].item.item_id == "A2"


def test_a_terminal_that_goes_away_loses_nothing(tmp_path: Path) -> None:
    """Wherever the keys end, in the midst of a reason too, what was decided is there."""
    for ending in ([], ["r"], ["r", "x"], ["g"], ["g", "b"], ["c"], ["c", "1"], ["?"]):
        (tmp_path / "brief.review.jsonl").unlink(missing_ok=True)
        assert press(tmp_path, "a", *ending).verdicts() == {"A1": Verdict.ACCEPTED}


def test_the_pace_is_on_the_screen(tmp_path: Path) -> None:
    """None before the first decision; then the last and the median."""
    views = press(tmp_path, "a", "a", "q").views
    assert views[0].pace == "no times yet"
    assert views[-1].pace.startswith("last ")
    assert "median" in views[-1].pace


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*"acrgusnpjk?123b", ENTER, ESCAPE, BACKSPACE, UP, DOWN, RESIZE, ""]), max_size=20))
def test_no_row_of_keys_breaks_it(tmp_path: Path, keys: list[str]) -> None:
    """Any keys in any order: every screen can be drawn, and the log can be read again."""
    (tmp_path / "brief.review.jsonl").unlink(missing_ok=True)
    sitting = press(tmp_path, *keys)
    for view in sitting.views:
        assert len(draw(view, 80, 24, True)) == 24
    assert LogFiles().read(tmp_path / "brief.json", make_reading()) == sitting.entries
