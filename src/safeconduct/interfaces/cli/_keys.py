"""Read single keys from a terminal, and tell when its window changes."""

from __future__ import annotations

import codecs
import os
import select
import signal
import sys
import termios
import tty
from types import FrameType, TracebackType
from typing import Any, Protocol

ENTER, BACKSPACE, CLEAR, ESCAPE = "ENTER", "BACKSPACE", "CLEAR", "ESCAPE"
UP, DOWN, RESIZE, END = "UP", "DOWN", "RESIZE", "END"
SEQUENCES = {"\x1b[A": UP, "\x1b[B": DOWN, "\x1bOA": UP, "\x1bOB": DOWN, "\x1b[C": "n", "\x1b[D": "p"}
PLAIN = {
    "\r": ENTER, "\n": ENTER, "\x7f": BACKSPACE, "\x08": BACKSPACE, "\x15": CLEAR, "\x0c": RESIZE, "\x04": END,
}  # fmt: skip
ESCAPE_SECONDS = (
    0.05  # after which an escape that nothing follows is the key itself; a slow link sends its bytes together
)


class Keys(Protocol):
    """Give keys."""

    def read(self) -> str:
        """Wait for a key: one character, or one of the names above; END when no more will come."""
        ...


class TerminalKeys:
    """Read the keys of the terminal on stdin; whatever happens, the terminal is left as it was found."""

    def __init__(self) -> None:
        """Prepare; the terminal changes when the block is entered."""
        self._handle = sys.stdin.fileno()
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="ignore")
        self._waiting = ""

    def __enter__(self) -> TerminalKeys:
        """Take keys one by one and do not echo them; a change of the window wakes whoever waits."""
        self._before = termios.tcgetattr(self._handle)
        tty.setcbreak(self._handle)
        self._wake, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        self._on_resize = signal.signal(signal.SIGWINCH, self._ring)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Put the terminal back."""
        signal.signal(signal.SIGWINCH, self._on_resize)
        termios.tcsetattr(self._handle, termios.TCSADRAIN, self._before)
        os.close(self._wake)
        os.close(self._bell)

    def read(self) -> str:
        """Wait for a key."""
        while not self._waiting:
            ready, _, _ = select.select([self._handle, self._wake], [], [])
            if self._wake in ready:
                os.read(self._wake, 1024)
                return RESIZE
            if not self._take():
                return END
        for sequence, name in SEQUENCES.items():
            if self._starts_with(sequence):
                return name
        letter, self._waiting = self._waiting[0], self._waiting[1:]
        if letter == "\x1b":
            self._waiting = ""  # an escape alone, or a sequence that means nothing here
            return ESCAPE
        return PLAIN.get(letter, letter if letter.isprintable() else "")

    def _starts_with(self, sequence: str) -> bool:
        if self._waiting == "\x1b" and select.select([self._handle], [], [], ESCAPE_SECONDS)[0]:
            self._take()
        if not self._waiting.startswith(sequence):
            return False
        self._waiting = self._waiting[len(sequence) :]
        return True

    def _take(self) -> bool:
        """Read what is there; False at the end."""
        try:
            data = os.read(self._handle, 1024)
        except OSError:  # the terminal is gone
            return False
        self._waiting += self._decoder.decode(data)
        return bool(data)

    def _ring(self, number: int, frame: FrameType | None) -> Any:  # noqa: ARG002  (the form of a handler)
        os.write(self._bell, b"x")
