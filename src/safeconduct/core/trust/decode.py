"""Read the body of a signed object back: only what `encode` writes is one."""

from __future__ import annotations

import re

from safeconduct.core.record import Json

DEPTH = 2  # lists within the list
WHOLE = re.compile(rb"(0|-?[1-9][0-9]{0,15});")
LENGTH = re.compile(rb"(0|[1-9][0-9]{0,6}):")
NOT_CANONICAL = "not written in the one way that counts"


def decode(body: bytes) -> Json:
    """Return the value that `encode` wrote as these bytes: texts, whole numbers, booleans, lists of them.

    >>> decode(b"[s6:pass/1t[i7;]]")
    ['pass/1', True, [7]]

    Raises:
        ValueError: for all other bytes, cut ones and those with something after the end among them.
    """
    value, end = _read(body, 0, 0)
    if end != len(body):
        raise ValueError(NOT_CANONICAL)
    return value


def _read(body: bytes, at: int, depth: int) -> tuple[Json, int]:
    match body[at : at + 1]:
        case b"t":
            return True, at + 1
        case b"f":
            return False, at + 1
        case b"i":
            found = WHOLE.match(body, at + 1)
            if found:
                return int(found[1]), found.end()
        case b"s":
            found = LENGTH.match(body, at + 1)
            if found and found.end() + int(found[1]) <= len(body):
                end = found.end() + int(found[1])
                return body[found.end() : end].decode(), end
        case b"[" if depth < DEPTH:
            items, at = list[Json](), at + 1
            while body[at : at + 1] != b"]":
                item, at = _read(body, at, depth + 1)
                items.append(item)
            return items, at + 1
    raise ValueError(NOT_CANONICAL)
