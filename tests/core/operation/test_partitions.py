"""Promise that devices which worked apart agree once they have heard each other, and promise nothing twice."""

from __future__ import annotations

import pytest
from partitions import run, run_forged


def _run_seeds(seeds: range) -> None:
    assert [seed for seed in seeds if run(seed) != (False, False)] == []


def test_ten_thousand_partitions_end_in_one_state():
    """Partitions, reordering, doubles, clocks an hour off: no device differs, no seat is oversold, no STOP is lost."""
    _run_seeds(range(10_000))


def test_acts_of_every_kind_end_in_one_state():
    """The same with plans, instructions, passes, messages, releases and warnings among what is done."""
    assert [seed for seed in range(20) if run(seed, kinds=True) != (False, False)] == []
    assert [seed for seed in range(10) if run_forged(seed, kinds=True) != (False, False)] == []


@pytest.mark.promises
def test_a_hundred_thousand_partitions_end_in_one_state():
    """The same, for a hundred thousand seeds."""
    _run_seeds(range(10_000, 110_000))


def test_devices_that_promise_beyond_their_shares_are_found():
    """The same days with devices that mind no share are oversold in many, so that the count above means something."""
    assert sum(run(seed, careless=True)[1] for seed in range(300)) > 30


def test_what_one_forges_divides_nobody_and_takes_nothing_back():
    """Rivals signed with one device's key, from any number on: all agree, and what was heard, and each STOP, stands."""
    assert [seed for seed in (*range(150), 996, 9_463) if run_forged(seed) != (False, False)] == []


def test_where_nobody_says_what_they_had_heard_a_forger_takes_back_the_beginning():
    """The same days, silent: histories are lost in some, so that the count above means something."""
    assert sum(run_forged(seed, silent=True)[1] for seed in range(60)) > 3


@pytest.mark.promises
def test_what_one_forges_divides_nobody_in_ten_thousand_seeds():
    """The same, for ten thousand seeds."""
    assert [seed for seed in range(10_000) if run_forged(seed) != (False, False)] == []
