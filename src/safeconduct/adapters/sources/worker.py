"""Convert sources in a process that can be killed: bounded time, bounded memory, and an error in words."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import safeconduct
from safeconduct.adapters.sources.draft import BYTES_MAX, MEGABYTE
from safeconduct.adapters.sources.frames import read_answer, read_frame, write_frame
from safeconduct.adapters.sources.limits import STARTING_SECONDS, Limits
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.document import Document

GRACE_SECONDS = 5.0  # after which the process that should have stopped a conversion is stopped itself


@dataclass(frozen=True, slots=True)
class Usage:
    """Say what the last conversion took."""

    peak_bytes: int
    cpu_seconds: float
    wall_seconds: float


class SourceWorker:
    """Convert sources apart from the program; one conversion at a time. Linux and macOS."""

    bytes_max = BYTES_MAX

    def __init__(self, limits: Limits | None = None) -> None:
        """Take the limits; nothing is started before the first conversion."""
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self.last_usage: Usage | None = None

    def __enter__(self) -> Self:
        """Serve within a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the process."""
        self.close()

    def read(self, data: bytes, name: str, charset: str = "") -> tuple[Document, ...]:
        """Return the documents of a source; raise CannotReadError or InputFaultsError, in bounded time."""
        if len(data) > BYTES_MAX:
            limit = f"{BYTES_MAX // MEGABYTE} MB, the most that any source may be"
            raise CannotReadError(f"{name}: larger than {limit}; give the part that matters")
        self._start()
        limits = self.limits
        asked = {
            "name": name, "charset": charset, "wall_seconds": limits.wall_seconds, "cpu_seconds": limits.cpu_seconds,
            "memory_bytes": limits.memory_bytes,
        }  # fmt: skip
        begun = time.monotonic()
        deadline = begun + limits.wall_seconds + GRACE_SECONDS
        try:
            self._send(write_frame(asked, data))
            used, _ = self._receive(deadline)
            said, beside = self._receive(deadline)
            self.last_usage = Usage(used["peak_bytes"], used["cpu_seconds"], time.monotonic() - begun)
            return read_answer(said, beside)
        except (EOFError, BrokenPipeError, KeyError, TypeError, ValueError):
            self.close()
            raise CannotReadError(f"{name}: reading it broke down and was stopped; give its text as .txt") from None
        except KeyboardInterrupt:  # the rest of an answer must not be taken for the next one
            self.close()
            raise

    def close(self) -> None:
        """Stop the process; the next conversion starts another."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        home = str(Path(safeconduct.__file__).parents[1])
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # a forked process must have one thread
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "safeconduct.adapters.sources.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **threads, "PYTHONPATH": os.pathsep.join(paths)},
        )
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

    def _receive(self, deadline: float) -> tuple[dict[str, Any], bytes]:
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
