"""Do one task in a child that is forked from this process, bound to its limits and killed where it passes them."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable

from safeconduct.adapters.apart.frames import write_error, write_frame
from safeconduct.adapters.apart.limits import Limits
from safeconduct.core.basics import CannotReadError, SafeconductError

ANSWER_BYTES_MAX = 400_000_000


def do_apart(task: Callable[[], bytes], name: str, limits: Limits) -> bytes:
    """Return the frame of what a child took, then the frame that it answers, or that of an error.

    `name` stands in the words of errors. This process must have one thread. Never raises, whatever the task does.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_child(writing, lambda: _answer(task, name, limits))
    os.close(writing)
    answer, in_time = _read_until(reading, time.monotonic() + limits.wall_seconds)
    os.close(reading)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    if not in_time or os.WIFSIGNALED(status) or not answer:
        answer = write_error(CannotReadError(_word_death(name, status, in_time, limits)))
    used = {"peak_bytes": usage.ru_maxrss * 1024, "cpu_seconds": usage.ru_utime + usage.ru_stime}
    return write_frame(used) + answer


def _be_child(writing: int, answer: Callable[[], bytes]) -> None:
    """Write the answer and be gone, whatever happens: nothing may return into the loop of the parent."""
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer())
    finally:
        os._exit(0)


def _answer(task: Callable[[], bytes], name: str, limits: Limits) -> bytes:
    limits.impose()
    try:
        return task()
    except SafeconductError as error:
        return write_error(error)
    except MemoryError:
        needs = f"more than {limits.memory_bytes // 1_000_000:,} MB of memory"
        return write_error(CannotReadError(f"{name}: reading it takes {needs}; give the part that matters"))
    except Exception as error:  # whatever is raised for bytes that nobody foresaw
        return write_error(
            CannotReadError(f"{name}: unforeseen trouble in it ({type(error).__name__}); save it as .txt")
        )


def _read_until(pipe: int, deadline: float) -> tuple[bytes, bool]:
    """Return what comes from a pipe until it ends, and whether it ended in time."""
    pieces: list[bytes] = []
    size = 0
    while (left := deadline - time.monotonic()) > 0 and size <= ANSWER_BYTES_MAX:
        if not select.select([pipe], [], [], left)[0]:
            break
        piece = os.read(pipe, 1 << 20)
        if not piece:
            return b"".join(pieces), True
        pieces.append(piece)
        size += len(piece)
    return b"", False


def _word_death(name: str, status: int, in_time: bool, limits: Limits) -> str:
    instead = "give the part that matters, or its text as .txt"
    if not in_time or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)):
        return f"{name}: reading it took longer than {limits.wall_seconds:g} seconds and was stopped; {instead}"
    return f"{name}: reading it broke down, perhaps for lack of memory, and was stopped; {instead}"
