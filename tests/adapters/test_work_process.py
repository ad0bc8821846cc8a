"""Promise that long work is done apart, says how far it is, and that what goes wrong in it is said as it is."""

from __future__ import annotations

import os

import pytest

from safeconduct.adapters.work_process import work_apart
from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError


def name_process(tell):
    """Say where the work is done."""
    tell(0.5, "half")
    return os.getpid()


def find_faults(_):
    """Raise two faults."""
    raise InputFaultsError(
        [Fault("case.toml", 3, "start", "noon", "no time", "write one"), Fault("a", 0, "", "", "b", "c")]
    )


def refuse(_):
    """Raise what happened in the world."""
    raise SafeconductError("the plan is not feasible")


def break_down(_):
    """Raise what nobody foresaw, with a name in it."""
    raise ValueError("Ada Quill")


def die(_):
    """End without a word."""
    os._exit(3)


def test_work_is_done_by_another_process_that_says_how_far_it_is():
    """What it makes comes back."""
    heard = []
    assert work_apart(name_process, lambda share, words: heard.append((share, words))) != os.getpid()
    assert heard == [(0.5, "half")]


@pytest.mark.parametrize(
    ("work", "said"), [(refuse, "not feasible"), (break_down, "failed at this work"), (die, "was ended: ask anew")]
)
def test_what_goes_wrong_is_said(work, said):
    """Without the words of what nobody foresaw; a process that dies is an error, and nobody waits for it."""
    with pytest.raises(SafeconductError, match=said) as caught:
        work_apart(work, lambda _, __: None)
    assert "Quill" not in str(caught.value)


def test_faults_come_back_as_they_were_raised():
    """Each with its place and remedy."""
    with pytest.raises(InputFaultsError) as caught:
        work_apart(find_faults, lambda _, __: None)
    assert [one.remedy for one in caught.value.faults] == ["c", "write one"]
