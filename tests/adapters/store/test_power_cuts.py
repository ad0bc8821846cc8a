"""Promise that a power cut takes nothing that was acknowledged, and leaves nothing half done."""

from __future__ import annotations

import pytest

from store_trials import cut_many, run_store


def count_wrong(seeds: range, cuts: int, synchronous: str = "EXTRA", failing: bool = False) -> list[list[str]]:
    """Return what was wrong after each cut that left something wrong."""
    return [wrong for seed in seeds for wrong in cut_many(seed, cuts, synchronous, failing) if wrong]


def test_power_cuts_lose_nothing():
    """At 300 random moments of 6 stores, with writes dropped, torn and reordered: all acknowledged events are there."""
    assert count_wrong(range(6), 50) == []


def test_a_disk_whose_syncs_fail_loses_nothing_that_was_acknowledged():
    """Where fsync fails and the system drops what it held for written, no event is acknowledged behind the hole."""
    assert count_wrong(range(100, 104), 50, failing=True) == []


def test_the_failing_disk_makes_the_store_refuse_and_go_on(tmp_path):
    """The trial above means something: stores refuse appends there, and acknowledge others later."""
    run = run_store(tmp_path, 100, failing=True)
    later = run.acknowledged(len(run.trace))
    assert run.refused
    assert len(later) > 3
    assert not run.refused & later


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
def test_the_trial_finds_a_store_that_does_not_sync(synchronous: str):
    """The trial can fail: without the syncs of every commit it finds losses."""
    assert any(one.startswith(("lost", "damaged")) for wrong in count_wrong(range(6), 25, synchronous) for one in wrong)


def test_the_trial_finds_a_store_that_does_not_sync_its_folder():
    """With synchronous=FULL alone, the journal from before the switch to WAL may come back and undo what followed."""
    assert ["not begun"] in count_wrong(range(3), 25, "FULL")


@pytest.mark.promises
def test_power_cuts_lose_nothing_in_the_long_run():
    """The same at 100,000 moments of 250 stores, half of them on a disk whose syncs fail."""
    assert count_wrong(range(1000, 1125), 400) == []
    assert count_wrong(range(2000, 2125), 400, failing=True) == []
