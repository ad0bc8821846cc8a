"""Promise that a copy of the keys owes an erasure until it was rewritten after it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.vault import DUE_MILLIS, CaseId, Erasures


@given(st.lists(st.sampled_from(["erase", "a", "b"]), max_size=40))
def test_a_copy_owes_what_was_erased_since_it_was_rewritten(steps: list[str]) -> None:
    """In whatever order erasures and rewritings come."""
    erasures, since = Erasures(), {"a": 0, "b": 0}
    for number, step in enumerate(steps):
        if step == "erase":
            erasures = erasures.erase(CaseId(f"P{number}"), number)
            since = {copy: count + 1 for copy, count in since.items()}
        else:
            erasures = erasures.rewrite(step, len(erasures.cases))
            since[step] = 0
    assert erasures.owed_by(since) == {copy: count for copy, count in since.items() if count}


def test_after_a_minute_a_copy_that_was_not_reached_is_named() -> None:
    """By its oldest debt."""
    erasures = Erasures().erase(CaseId("P1"), 0).erase(CaseId("P2"), 50_000)
    assert erasures.find_overdue(["stick"], DUE_MILLIS) == set()
    assert erasures.find_overdue(["stick"], DUE_MILLIS + 1) == {"stick"}
    assert erasures.rewrite("stick", 1).find_overdue(["stick"], DUE_MILLIS + 1) == set()
