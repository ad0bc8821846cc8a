"""Hold the log of a review to its laws: it only grows, and how an item stands follows from it alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.review import (
    OPEN,
    Action,
    Decision,
    Entry,
    Grade,
    Verdict,
    changes_anything,
    find_pace,
    fold_log,
    parse_grade,
    undo_last,
)

decisions = st.builds(
    Decision,
    item_id=st.sampled_from(["A1", "A2", "R1"]),
    action=st.sampled_from([Action.ACCEPT, Action.CORRECT, Action.REJECT, Action.SKIP]),
    grade=st.sampled_from(["", "A1", "B2", "F6"]),
    reason=st.sampled_from(["", "said twice"]),
    seconds=st.floats(0, 100),
    corrections=st.sampled_from([(), (("claim", "threat"),), (("radius", "90"), ("claim", "none"))]),
)


def sign(*decided: Decision) -> list[Entry]:
    """Sign decisions in turn."""
    return [decision.sign("duty1", float(number)) for number, decision in enumerate(decided)]


@given(st.lists(decisions, max_size=8), decisions)
def test_undoing_is_as_if_it_had_never_been_decided(before: list[Decision], last: Decision) -> None:
    """A decision and its undo leave every item as it stood, and the log two entries longer."""
    log = sign(*before)
    decided = [*log, last.sign("duty1", 50.0)]
    undo = undo_last(decided, "duty1", 51.0)
    assert undo is not None
    assert fold_log([*decided, undo]) == fold_log(log)


@given(st.lists(decisions, min_size=1, max_size=8))
def test_undoing_again_and_again_leads_back_to_the_beginning(before: list[Decision]) -> None:
    """As many undos as decisions leave nothing decided; one more has nothing to undo."""
    log = sign(*before)
    for _ in before:
        undo = undo_last(log, "duty2", 60.0)
        assert undo is not None
        log.append(undo)
    assert fold_log(log) == {}
    assert undo_last(log, "duty2", 61.0) is None


@given(st.lists(decisions, max_size=8), decisions)
def test_deciding_the_same_again_changes_nothing(before: list[Decision], last: Decision) -> None:
    """What the log says already is known as such."""
    log = [*sign(*before), last.sign("duty1", 50.0)]
    assert not changes_anything(log, last.sign("duty2", 90.0))


def test_only_an_accepted_item_is_verified() -> None:
    """Nothing, a grade or a skip leaves an item undecided; a correction accepts it as corrected."""
    log = sign(
        Decision("A1", Action.GRADE, "B2"),
        Decision("A2", Action.SKIP),
        Decision("A3", Action.CORRECT, corrections=(("claim", "threat"),)),
        Decision("A4", Action.REJECT, reason="said twice"),
    )
    standings = fold_log(log)
    found = {ident: standings.get(ident, OPEN).verdict for ident in ("A1", "A2", "A3", "A4", "A5")}
    assert found == {
        "A1": Verdict.OPEN, "A2": Verdict.SKIPPED, "A3": Verdict.ACCEPTED, "A4": Verdict.REJECTED, "A5": Verdict.OPEN,
    }  # fmt: skip
    assert (standings["A4"].reason, standings["A4"].by) == ("said twice", "duty1")


def test_a_skip_takes_back_no_decision() -> None:
    """Leafing on over an accepted item leaves it accepted."""
    log = sign(Decision("A1", Action.ACCEPT), Decision("A1", Action.SKIP))
    assert fold_log(log)["A1"].verdict is Verdict.ACCEPTED


def test_the_grade_is_a_persons_and_stays_through_later_decisions() -> None:
    """F6 until somebody grades; accepting and correcting leave the grade, a rejection too."""
    log = sign(Decision("A1", Action.ACCEPT))
    assert fold_log(log)["A1"].grade == Grade("F", "6")
    log = sign(Decision("A1", Action.GRADE, "C3"), Decision("A1", Action.ACCEPT), Decision("A1", Action.REJECT))
    assert fold_log(log)["A1"].grade == Grade("C", "3")


@pytest.mark.parametrize("text", ["", "B", "G1", "B7", "B22", "2B"])
def test_a_grade_is_a_letter_and_a_digit(text: str) -> None:
    """Anything else is refused, never taken for the nearest grade."""
    with pytest.raises(ValueError, match="A to F"):
        parse_grade(text)


def test_the_pace_is_the_median_over_the_items_that_were_timed() -> None:
    """Two looks at one item are added; scripted decisions take no time and are not counted."""
    log = sign(
        Decision("A1", Action.GRADE, "B2", seconds=4.0),
        Decision("A1", Action.ACCEPT, seconds=6.0),
        Decision("A2", Action.ACCEPT, seconds=30.0),
        Decision("A3", Action.ACCEPT, seconds=20.0),
        Decision("A4", Action.ACCEPT),
    )
    assert find_pace(log) == (20.0, 3)
    assert find_pace([]) == (None, 0)
