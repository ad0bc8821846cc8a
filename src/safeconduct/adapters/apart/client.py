"""Ask a process that can be killed, and never wait for it longer than agreed."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import safeconduct
from safeconduct.adapters.apart.frames import raise_error, read_frame, write_frame
from safeconduct.adapters.apart.limits import Limits
from safeconduct.core.basics import CannotReadError

STARTING_SECONDS = 60.0  # for the process to load what it needs, on a slow laptop
GRACE_SECONDS = 5.0  # after which the process that should have stopped a task is stopped itself

Frame = tuple[dict[str, Any], bytes]


@dataclass(frozen=True, slots=True)
class Usage:
    """Say what the last task took."""

    peak_bytes: int
    cpu_seconds: float
    wall_seconds: float


class Nursery:
    """Have tasks done apart from the program, one at a time. Linux and macOS."""

    def __init__(self) -> None:
        """Nothing is started before the first task."""
        self._process: subprocess.Popen[bytes] | None = None
        self._known: bytes | None = None
        self.last_usage: Usage | None = None

    def __enter__(self) -> Self:
        """Serve within a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the process."""
        self.close()

    def know(self, known: bytes) -> None:
        """Have what is known loaded, now and whenever the process must be started anew."""
        if known == self._known and self.is_running():
            return
        self._known = known
        if self.is_running():
            self._teach()
        else:
            self._start()

    def ask(self, asked: dict[str, Any], data: bytes, limits: Limits) -> Frame:
        """Return the answer to a task, in bounded time; `asked["name"]` stands in the words of errors.

        Raises:
            CannotReadError: where it was refused, took too long or too much memory, or broke down.
            InputFaultsError: with every fault of a table at once.
        """
        if not self.is_running():
            self._start()
        begun = time.monotonic()
        deadline = begun + limits.wall_seconds + GRACE_SECONDS
        try:
            self._send(write_frame({**asked, "limits": asdict(limits)}, data))
            used, _ = self._receive(deadline)
            said, beside = self._receive(deadline)
            self.last_usage = Usage(used["peak_bytes"], used["cpu_seconds"], time.monotonic() - begun)
        except (EOFError, BrokenPipeError, KeyError, TypeError, ValueError):
            self.close()
            raise CannotReadError(
                f"{asked['name']}: reading it broke down and was stopped; give its text as .txt"
            ) from None
        except KeyboardInterrupt:  # the rest of an answer must not be taken for the next one
            self.close()
            raise
        raise_error(said)
        return said, beside

    def close(self) -> None:
        """Stop the process; the next task starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def is_running(self) -> bool:
        """Tell whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def _start(self) -> None:
        self.close()
        home = str(Path(safeconduct.__file__).parents[1])
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # a forked process must have one thread
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "safeconduct.adapters.apart.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **threads, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self._await_ready()
        if self._known is not None:
            self._teach()

    def _teach(self) -> None:
        assert self._known is not None
        self._send(write_frame({"know": True}, self._known))
        self._await_ready()

    def _await_ready(self) -> None:
        try:
            self._receive(time.monotonic() + STARTING_SECONDS)
        except (EOFError, ValueError):
            self.close()
            raise CannotReadError("the process that reads sources did not start; run `make setup` again") from None

    def _send(self, frame: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(frame)
        self._process.stdin.flush()

    def _receive(self, deadline: float) -> Frame:
        """Return the next frame; raise EOFError where it does not come in time."""
        assert self._process is not None
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()

        def read(size: int) -> bytes:
            pieces, missing = [], size
            while missing:
                left = deadline - time.monotonic()
                if left <= 0 or not select.select([pipe], [], [], left)[0]:
                    break
                piece = os.read(pipe, min(missing, 1 << 20))
                if not piece:
                    break
                pieces.append(piece)
                missing -= len(piece)
            return b"".join(pieces)

        return read_frame(read)
