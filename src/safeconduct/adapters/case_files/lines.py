"""Read a text file line by line without trusting it: bounded memory, every bad byte named with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from safeconduct.core.basics import Fault

LINE_CHARACTERS_MAX = 1_000_000
FILE_BYTES_MAX = 64_000_000  # of case.toml and plan.json, which are read whole

_BAD_BYTE = re.compile("[\udc80-\udcff]")  # what errors="surrogateescape" makes of a byte that is not UTF-8
UTF8_REMEDY = "save the file as UTF-8"


class Lines:
    """Give the lines of one file; `broken` tells afterwards whether any part of it could not be used."""

    def __init__(self, path: Path, name: str, faults: list[Fault], *, strict: bool) -> None:
        """Prepare to read; nothing is opened yet. `strict` refuses NUL bytes and forgives a byte-order mark."""
        self._path, self._name, self._faults, self._strict = path, name, faults, strict
        self.broken = False

    def __iter__(self) -> Iterator[str]:
        """Yield each line with its ending; a line that is too long ends the file, bad bytes are replaced."""
        encoding = "utf-8-sig" if self._strict else "utf-8"  # spreadsheets write a byte-order mark
        with self._path.open(encoding=encoding, errors="surrogateescape", newline="") as handle:
            number = 0
            while line := handle.readline(LINE_CHARACTERS_MAX + 1):
                number += 1
                if len(line) > LINE_CHARACTERS_MAX:
                    self._fault(number, f"a line longer than {LINE_CHARACTERS_MAX:,} characters", "break it into rows")
                    return
                bad = not line.isascii() and _BAD_BYTE.search(line) is not None
                if bad:
                    self._fault(number, "not UTF-8", UTF8_REMEDY)
                elif self._strict and "\0" in line:
                    self._fault(number, "a NUL byte", "write the file again as plain text; this one is damaged")
                    bad = True
                if bad and number == 1:
                    return  # another encoding, or no text at all: every further line would only say so again
                yield _BAD_BYTE.sub("\N{REPLACEMENT CHARACTER}", line).replace("\0", "") if bad else line

    def _fault(self, number: int, problem: str, remedy: str) -> None:
        self.broken = True
        self._faults.append(Fault(self._name, number, "", "", problem, remedy))


def find_file(path: Path, name: str, required: bool, faults: list[Fault]) -> bool:
    """Tell whether the file is there to be read; record a fault where it must be and is not."""
    if path.is_file():
        return True
    if path.exists():
        faults.append(Fault(name, 0, "", "", "not a plain file", "put a file of this name there"))
    elif required:
        faults.append(Fault(name, 0, "", "", "missing", "add the file to the folder"))
    return False


def read_whole(path: Path, name: str, faults: list[Fault]) -> str | None:
    """Return the text of a small file; None, with the fault recorded, where it cannot be."""
    if path.stat().st_size > FILE_BYTES_MAX:
        problem = f"larger than {FILE_BYTES_MAX // 1_000_000} MB"
        faults.append(Fault(name, 0, "", "", problem, "this file is small by nature: check that it is the right one"))
        return None
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.append(Fault(name, line, "", "", "not UTF-8", UTF8_REMEDY))
        return None
