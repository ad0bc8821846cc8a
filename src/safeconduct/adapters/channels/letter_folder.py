"""Write each text into a file of its own, to be printed and carried; fills the port Channel."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path

from safeconduct.core.delivery import Handover, Heard, Known, Outcome, Signal

FOLDER_MODE, FILE_MODE = 0o700, 0o600


class LetterFolder:
    """Keep one file for each recipient and text, open to its owner alone; the same text again is the same file."""

    def __init__(self, folder: Path) -> None:
        """Name the folder."""
        self._folder = folder

    async def open(self) -> None:
        """Do nothing: the folder is made with the first letter."""

    async def hand_over(self, handover: Handover) -> Outcome:
        """Write a letter in one step; it is on the disk when this returns."""
        try:
            await asyncio.to_thread(self._write, handover)
        except OSError as error:
            return Outcome(Signal.NOT_TAKEN, why=f"the disk refuses: {error.strerror}")
        return Outcome(Signal.TAKEN, f"{handover.name}.txt")

    async def ask(self, known: Known) -> Outcome | None:
        """Tell whether the letter lies there, or has been taken away to be carried."""
        return Outcome(Signal.TAKEN) if (self._folder / f"{known.name}.txt").exists() else None

    async def hear(self) -> Sequence[Heard]:
        """Return nothing: paper does not answer."""
        return ()

    async def thank(self, tokens: Sequence[int]) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""

    def _write(self, handover: Handover) -> None:
        part = self._folder / f".{handover.name}.part"
        self._folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(f"{handover.to.value}\n\n{handover.text}\n")
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(self._folder / f"{handover.name}.txt")
        _sync(self._folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
