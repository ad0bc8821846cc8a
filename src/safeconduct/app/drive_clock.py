"""Drive the clock of an exercise: pause it, let it run, or let it run many times as fast."""

from __future__ import annotations

import threading
from collections.abc import Callable

from safeconduct.app.ports import EventStore

PACES = (0, 1, 10, 60, 600)
"""Seconds of the exercise in each second: 0 pauses."""


class DrivenClock:
    """Tell the time of an exercise; many threads may ask and drive at once. It never goes back."""

    def __init__(self, start_millis: int, monotonic: Callable[[], float]) -> None:
        """Begin at a moment (milliseconds since 1970), paused; `monotonic` counts seconds that pass in the world."""
        self._lock = threading.Lock()
        self._monotonic, self._pace = monotonic, 0
        self._base_millis, self._since = start_millis, monotonic()

    @property
    def pace(self) -> int:
        """Return how many seconds of the exercise pass in a second."""
        return self._pace

    def now_millis(self) -> int:
        """Return the exercise's time.

        >>> seconds = iter([0.0, 1.0, 3.0])
        >>> clock = DrivenClock(5_000, lambda: next(seconds))
        >>> clock.set_pace(60)
        >>> clock.now_millis()
        125000
        """
        with self._lock:
            return self._tell(self._monotonic())

    def set_pace(self, pace: int) -> None:
        """Let it run so fast from now on; raise ValueError for what is none of PACES."""
        if pace not in PACES:
            raise ValueError(f"the pace is one of {', '.join(map(str, PACES))}")
        with self._lock:
            now = self._monotonic()
            self._base_millis, self._since, self._pace = self._tell(now), now, pace

    def leap(self, to_millis: int) -> None:
        """Go on to a later moment at once; to an earlier one it does not go back."""
        with self._lock:
            now = self._monotonic()
            self._base_millis, self._since = max(self._tell(now), to_millis), now

    def _tell(self, now: float) -> int:
        return self._base_millis + int((now - self._since) * 1000) * self._pace


def find_start(store: EventStore) -> int:
    """Return the moment at which an exercise goes on: that of its newest event, for no clock goes back."""
    return max((one.event.time.millis for one in store.read()), default=store.now_millis())
