"""Promise that a device's time never goes back, and that a wrong clock is noticed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.record import HybridTime, find_offset, hear, tick

TIMES = st.builds(HybridTime, st.integers(0, 10**13), st.integers(0, 10**6))


@given(TIMES, TIMES, st.integers(0, 10**13))
def test_what_follows_comes_after(last, heard, wall):
    """An event is after one's own last and after all that was heard, whatever the wall clock says."""
    assert tick(hear(last, heard), wall) > max(last, heard)


def test_a_clock_a_minute_ahead_is_said():
    """Up to a minute is nothing; beyond, the difference is told."""
    assert find_offset(HybridTime(160_000), 100_000) == 0
    assert find_offset(HybridTime(160_001), 100_000) == 60_001
