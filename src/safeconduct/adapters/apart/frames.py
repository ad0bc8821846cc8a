"""Write and read what passes to and from the process apart: no pickles come back, for that side is not trusted."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError, SafeconductError

_HEAD = struct.Struct(">II")  # lengths of the JSON and of the bytes after it


def write_frame(said: dict[str, Any], data: bytes = b"") -> bytes:
    """Return a frame: a JSON object, and bytes beside it.

    >>> frame = write_frame({"name": "a.txt"}, b"text")
    >>> read_frame(__import__("io").BytesIO(frame).read)
    ({'name': 'a.txt'}, b'text')
    """
    words = json.dumps(said).encode()
    return _HEAD.pack(len(words), len(data)) + words + data


def read_frame(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """Return what a frame holds; raise EOFError where it is cut short.

    `read(n)` gives n bytes, fewer only at the end.
    """
    head = read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    words, size = _HEAD.unpack(head)
    said, data = read(words), read(size)
    if len(said) < words or len(data) < size:
        raise EOFError
    return json.loads(said), data


def write_error(error: SafeconductError) -> bytes:
    """Return the frame of an error."""
    if isinstance(error, InputFaultsError):
        return write_frame({"faults": [asdict(fault) for fault in error.faults]})
    return write_frame({"cannot_read": str(error)})


def raise_error(said: dict[str, Any]) -> None:
    """Raise the error that a frame carries, if it does."""
    if "faults" in said:
        raise InputFaultsError([Fault(**fault) for fault in said["faults"]])
    if "cannot_read" in said:
        raise CannotReadError(said["cannot_read"])
