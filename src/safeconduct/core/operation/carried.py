"""Carry a warning's very bytes on record, beside the question for its release, so that others can approve it."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from safeconduct.core.operation.limits import TYPED_SIGNS_MAX

CARRIED = frozenset({"lines", "expected", "theatre"})
"""Fields of `release.asked` that carry a warning: all of them, or none."""

BYTES_MAX = 150_000  # whole groups of three, as base64 takes them
CORNERS_MAX = 1_000
Ring = tuple[tuple[float, float], ...]


def write_lines(data: bytes) -> list[str]:
    """Return bytes as lines of an event.

    >>> write_lines(b"<alert/>"), read_lines(write_lines(b"<alert/>"))
    (['PGFsZXJ0Lz4='], b'<alert/>')
    """
    text = b64encode(data).decode("ascii")
    return [text[at : at + TYPED_SIGNS_MAX] for at in range(0, len(text), TYPED_SIGNS_MAX)]


def read_lines(lines: Sequence[str]) -> bytes | None:
    """Return the bytes of an event's lines; None where they are none, or too many."""
    if sum(map(len, lines)) > BYTES_MAX * 4 // 3:
        return None
    try:
        return b64decode("".join(lines), validate=True)
    except ValueError:
        return None


def write_ring(ring: Ring) -> list[str]:
    """Return a ring as lines of an event, a corner in each.

    >>> read_ring(write_ring(((24.5, 60.25), (25.0, 61.0))))
    ((24.5, 60.25), (25.0, 61.0))
    """
    return [f"{lon!r} {lat!r}" for lon, lat in ring]


def read_ring(lines: Sequence[str]) -> Ring | None:
    """Return the ring of an event's lines; None where they are none."""
    ring = []
    for line in lines if len(lines) <= CORNERS_MAX else ():
        try:
            lon, lat = (float(part) for part in line.split(" "))
        except ValueError:
            return None
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            return None
        ring.append((lon, lat))
    return tuple(ring) or None


def find_carried_fault(said: Mapping[str, Any]) -> str:
    """Return what is wrong with the warning that a `release.asked` carries, "" where nothing is, or it carries none."""
    held = CARRIED & said.keys()
    if not held:
        return ""
    if held != CARRIED or said["what"] != "mass warning":
        return "a mass warning is carried whole, and nothing else is"
    data = read_lines(said["lines"])
    if data is None or hashlib.sha256(data).hexdigest() != said["content"]:
        return "these are not the bytes that are asked for"
    return "" if read_ring(said["theatre"]) else "this is no theatre"
