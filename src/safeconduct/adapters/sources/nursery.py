"""Run conversions, each in a process of its own that is forked from this one and bound to its limits.

Started by worker.py as `python -m safeconduct.adapters.sources.nursery`; loading trafilatura and the language model
takes a second, a fork takes milliseconds.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable

from safeconduct.adapters.sources.convert import convert_source
from safeconduct.adapters.sources.frames import read_frame, write_documents, write_error, write_frame
from safeconduct.adapters.sources.limits import Limits
from safeconduct.core.basics import CannotReadError, SafeconductError

ANSWER_BYTES_MAX = 400_000_000

# One of each kind that loads something of its own.
WARMING = (
    ("a.html", b"<html><body><article><p>Officials said on Monday that the gate was shut.</p></article></body></html>"),
    ("a.rss", b"<rss><channel><title>A</title><item><title>The gate is shut.</title></item></channel></rss>"),
    ("a.eml", b"From: a@example.org\nSubject: gate\n\nThe gate is shut.\n"),
    ("a.txt", "Das Tor ist für heute geschlossen.".encode("latin-1")),
)


def main() -> None:
    """Serve requests from stdin until it ends."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, sys.stdout.fileno())
    os.dup2(nothing, sys.stderr.fileno())  # libraries log what they dislike in a page; the cautions tell it better
    for name, data in WARMING:
        convert_source(data, name)
    answers.write(write_frame({"ready": True}))
    answers.flush()
    while True:
        try:
            asked, data = read_frame(requests.read)
        except EOFError:
            return
        limits = Limits(asked["wall_seconds"], asked["cpu_seconds"], asked["memory_bytes"])
        answers.write(_convert_apart(data, asked["name"], asked["charset"], limits))
        answers.flush()


def _convert_apart(data: bytes, name: str, charset: str, limits: Limits) -> bytes:
    """Return the answer of a child, and a frame of what it took."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _be_child(writing, lambda: _answer(data, name, charset, limits))
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


def _answer(data: bytes, name: str, charset: str, limits: Limits) -> bytes:
    limits.impose()
    try:
        return write_documents(convert_source(data, name, charset))
    except SafeconductError as error:
        return write_error(error)
    except MemoryError:
        needs = f"more than {limits.memory_bytes // 1_000_000:,} MB of memory"
        return write_error(CannotReadError(f"{name}: reading it takes {needs}; give the part that matters"))
    except Exception as error:  # whatever a library raises for bytes that nobody foresaw
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


if __name__ == "__main__":
    main()
