"""Promise that no hour lets more through than the quota, whatever is done to the clocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.vault import LIMITS, Door, Limit, Quota, Running, Spent, Window

LIMIT = Limit(5, 100)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 3)), max_size=200))
def test_no_stretch_holds_more_than_its_limit(steps: list[tuple[int, int]]) -> None:
    """Ask as one likes: in any 100 units, wherever they begin, at most 5 are let through."""
    window, now, taken = Window(), 0, []
    for passed, count in steps:
        now += passed
        if window.may_take(LIMIT, now, count):
            window = window.take(LIMIT, now, count)
            taken += [now] * count
    assert all(sum(begin <= at < begin + LIMIT.millis for at in taken) <= LIMIT.count for begin in taken)


@given(st.lists(st.integers(0, 40), max_size=50))
def test_the_wait_said_is_the_wait(steps: list[int]) -> None:
    """One unit earlier it is still refused, at the time said it is granted."""
    window, now = Window(), 0
    for passed in steps:
        now += passed
        wait = window.wait_millis(LIMIT, now)
        assert window.may_take(LIMIT, now) == (wait == 0)
        if wait:
            assert not window.may_take(LIMIT, now + wait - 1)
            assert window.may_take(LIMIT, now + wait)
        else:
            window = window.take(LIMIT, now)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 10_000)), max_size=50))
def test_the_running_clock_never_goes_back_nor_ahead_of_the_machine(readings: list[tuple[str, int]]) -> None:
    """Boots and readings in any order, made up or not: it does not go back, and gains no more than a boot has run."""
    running = Running()
    for boot, up in readings:
        later = running.advance(boot, up)
        assert running.millis <= later.millis <= running.millis + up
        running = later


def test_equal_limits_are_counted_apart() -> None:
    """Sixty erasures leave sixty identities."""
    assert LIMITS[Quota.ERASURES] == LIMITS[Quota.IDENTITIES]
    door = Door().take(Spent(Quota.ERASURES, 60), 0)
    assert (door.count_left(Quota.ERASURES, 0), door.count_left(Quota.IDENTITIES, 0)) == (0, 60)


def test_the_service_may_open_sixty_identities_an_hour() -> None:
    """The figure that the design rests on."""
    assert LIMITS[Quota.IDENTITIES] == Limit(60, 3_600_000)
