"""Keep the log of who opened an origin and why: a JSON object a line, each sealed with the one before it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from pathlib import Path

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, SafeconductError
from safeconduct.core.picture.origin import Receipt, Request, digest_request

FIRST_SEAL = "0" * 64


class OriginLog:
    """Append to one log; fills the port OriginLog."""

    def __init__(self, file: Path) -> None:
        """Name the file; it is made with the first request."""
        self._file = file

    def append(self, request: Request) -> Receipt:
        """Keep a request and return its receipt; when this returns, a power cut does not take it back.

        Raises:
            InputFaultsError: where a line of the log was changed or taken out.
            SafeconductError: where the disk refuses.
        """
        try:
            handle = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise SafeconductError(
                f"cannot write {self._file}: {error.strerror}: nothing is opened without it"
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            lines = self._file.read_bytes().splitlines()
            seal = _check(lines, self._file.name)
            said = {
                "entry": len(lines) + 1,
                "who": request.who,
                "why": request.why,
                "at": request.at,
                "linked_by": request.linked_by,
                "events": list(request.events),
            }
            data = (json.dumps({**said, "seal": _seal(seal, said)}, ensure_ascii=False) + "\n").encode()
            while data:
                data = data[os.write(handle, data) :]
            os.fsync(handle)
        except OSError as error:
            raise SafeconductError(
                f"cannot write {self._file}: {error.strerror}: nothing is opened without it"
            ) from error
        finally:
            os.close(handle)
        return Receipt(digest_request(request), len(lines) + 1)

    def read(self) -> tuple[Request, ...]:
        """Return every request, in order.

        Raises:
            InputFaultsError: where a line of the log was changed or taken out.
            CannotReadError: where there is no such log.
        """
        try:
            lines = self._file.read_bytes().splitlines()
        except OSError as error:
            raise CannotReadError(f"{self._file}: {error.strerror}; name the log of earlier openings") from error
        _check(lines, self._file.name)
        said = [json.loads(line) for line in lines]
        return tuple(Request(one["who"], one["why"], one["at"], one["linked_by"], tuple(one["events"])) for one in said)


def _check(lines: list[bytes], name: str) -> str:
    """Return the seal of the last line; raise InputFaultsError at the first line whose seal does not fit."""
    seal = FIRST_SEAL
    for number, line in enumerate(lines, 1):
        try:
            said = json.loads(line)
            given = said.pop("seal")
        except (ValueError, KeyError, AttributeError, TypeError):
            given, said = "", {}
        seal = _seal(seal, said)
        if given != seal or said.get("entry") != number:
            remedy = "find out who changed the log; move it away to begin a new one"
            raise InputFaultsError([Fault(name, number, "seal", "", "this line or one before it was changed", remedy)])
    return seal


def _seal(before: str, said: dict[str, object]) -> str:
    return hashlib.sha256((before + json.dumps(said, sort_keys=True, ensure_ascii=True)).encode()).hexdigest()
