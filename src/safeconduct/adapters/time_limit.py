"""Stop a computation that takes too long."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class _TookTooLongError(BaseException):
    """Rise above every `except Exception` on the way."""


def run_within(seconds: float, compute: Callable[[], T]) -> T | None:
    """Return what is computed, or None where it took longer (by the clock).

    In a process's main thread on POSIX; elsewhere nothing is stopped.

    >>> run_within(5.0, lambda: 7)
    7
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return compute()

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TookTooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return compute()
    except _TookTooLongError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
