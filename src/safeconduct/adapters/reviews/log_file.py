"""Keep the log of a review beside its reading: a JSON object a line, each on the disk before the next is asked for."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from safeconduct.adapters.readings.reading_json import reading_to_json
from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, SafeconductError
from safeconduct.core.intake.reading import Reading
from safeconduct.core.intake.review import Action, Entry, parse_grade

FORMAT = "urn:safeconduct:review-log"
ENDING = ".review.jsonl"
MOVE_AWAY = "move the log away to begin a new one"


class LogFile:
    """Append to the log of one review, and hold it so that nobody else does meanwhile."""

    def __init__(self, file: Path, handle: int, entries: list[Entry]) -> None:
        """Take an open, locked file that ends with a whole line."""
        self._file, self._handle, self._entries = file, handle, entries

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, in order."""
        return tuple(self._entries)

    def append(self, entry: Entry) -> None:
        """Write an entry; when this returns, a power cut does not take it back."""
        _write_line(self._handle, self._file, _entry_to_json(entry))
        self._entries.append(entry)


class LogFiles:
    """Open the logs of reviews; fills the port ReviewLogs."""

    @contextmanager
    def open(self, reading_file: Path, reading: Reading) -> Iterator[LogFile]:
        """Give the log of a reading, made where there is none; a line torn by a crash is dropped.

        Raises:
            InputFaultsError: where lines are damaged, or the log is of another reading.
            SafeconductError: where somebody else has it open, or the disk refuses.
        """
        file = find_log(reading_file)
        try:
            handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        except OSError as error:
            raise SafeconductError(f"cannot write {file}: {error.strerror}: check the disk and the rights") from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise SafeconductError(f"{file}: somebody else is reviewing this; wait until they are done") from None
            yield LogFile(file, handle, _begin(handle, file, reading))
        finally:
            os.close(handle)

    def read(self, reading_file: Path, reading: Reading) -> tuple[Entry, ...]:
        """Return the entries of a reading's log, none where there is no log; nothing is written."""
        file = find_log(reading_file)
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise CannotReadError(f"{file}: {error.strerror}: check the disk and the rights") from error
        return tuple(_parse(data[: data.rfind(b"\n") + 1], file, reading))


def find_log(reading_file: Path) -> Path:
    """Return where the log of a reading is.

    >>> find_log(Path("in/briefing.json")).name
    'briefing.review.jsonl'
    """
    return reading_file.with_name(reading_file.stem + ENDING)


def _begin(handle: int, file: Path, reading: Reading) -> list[Entry]:
    data = file.read_bytes()
    whole = data.rfind(b"\n") + 1
    entries = _parse(data[:whole], file, reading)
    if whole < len(data):
        os.ftruncate(handle, whole)  # it was never acknowledged: the crash came before fsync returned
    if not whole:
        _write_line(handle, file, {"format": FORMAT, "reading": _fingerprint(reading)})
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return entries


def _write_line(handle: int, file: Path, said: dict[str, Any]) -> None:
    data = (json.dumps(said, ensure_ascii=False) + "\n").encode()
    try:
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    except OSError as error:
        raise SafeconductError(f"cannot write {file}: {error.strerror}: this decision is not kept") from error


def _fingerprint(reading: Reading) -> str:
    """Tell a reading from every other: decisions on one say nothing about another, even of the same text."""
    text = json.dumps(reading_to_json(reading), sort_keys=True)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def _parse(data: bytes, file: Path, reading: Reading) -> list[Entry]:
    """Return the entries of whole lines; raise InputFaultsError with every damaged line."""
    faults: list[Fault] = []
    entries: list[Entry] = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            said = json.loads(line)
            if number == 1:
                _check_head(said, reading)
            else:
                entries.append(_entry_from_json(said))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            problem = str(error) if number == 1 else f"no entry of a review: {error!r}"
            faults.append(Fault(file.name, number, "", line.decode(errors="replace"), problem, MOVE_AWAY))
    if faults:
        raise InputFaultsError(faults)
    return entries


def _check_head(said: Any, reading: Reading) -> None:
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValueError("not the log of a review")
    if said.get("reading") != _fingerprint(reading):
        raise ValueError("the log of another reading: what was decided there says nothing about this one")


def _entry_to_json(entry: Entry) -> dict[str, Any]:
    return {
        "action": str(entry.action),
        "item": entry.item_id,
        "by": entry.by,
        "at": entry.at,
        "seconds": entry.seconds,
        "reason": entry.reason,
        "grade": entry.grade,
        "corrections": dict(entry.corrections),
        "undoes": entry.undoes,
    }


def _entry_from_json(said: dict[str, Any]) -> Entry:
    if said["grade"]:
        parse_grade(said["grade"])
    return Entry(
        action=Action(said["action"]),
        item_id=str(said["item"]),
        by=str(said["by"]),
        at=float(said["at"]),
        seconds=float(said["seconds"]),
        reason=str(said["reason"]),
        grade=str(said["grade"]),
        corrections=tuple((str(name), str(text)) for name, text in said["corrections"].items()),
        undoes=None if said["undoes"] is None else int(said["undoes"]),
    )
