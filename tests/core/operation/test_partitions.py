"""Promise that devices which worked apart agree once they have heard each other, and promise nothing twice."""

from __future__ import annotations

import pytest
from partitions import run


def _run_seeds(seeds: range) -> None:
    assert [seed for seed in seeds if run(seed) != (False, False)] == []


def test_ten_thousand_partitions_end_in_one_state():
    """Partitions, reordering, doubles, clocks an hour off: no device differs, no seat is oversold, no STOP is lost."""
    _run_seeds(range(10_000))


@pytest.mark.promises
def test_a_hundred_thousand_partitions_end_in_one_state():
    """The same, for a hundred thousand seeds."""
    _run_seeds(range(10_000, 110_000))


def test_devices_that_promise_beyond_their_shares_are_found():
    """The same days with devices that mind no share are oversold in many, so that the count above means something."""
    assert sum(run(seed, careless=True)[1] for seed in range(300)) > 30
