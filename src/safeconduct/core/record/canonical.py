"""Write a value as bytes in exactly one way, so that a digest of it is a digest of what it says."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

NOT_RECORDABLE = "only null, booleans, integers, finite numbers, text, lists and maps with text keys can be recorded"

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


def encode(value: Json) -> bytes:
    """Return the bytes of a JSON-like value: equal values give equal bytes, others never do.

    Text and numbers are written with their length, maps in the order of their keys. 1 and 1.0 differ, as in the store.

    >>> encode({"b": [1, True], "a": "ö"})
    b'{s1:as2:\\xc3\\xb6s1:b[i1;t]}'

    Raises:
        ValueError: for what JSON cannot hold.
    """
    parts: list[bytes] = []
    _write(value, parts)
    return b"".join(parts)


def _write(value: Json, parts: list[bytes]) -> None:
    match value:
        case None:
            parts.append(b"n")
        case bool():
            parts.append(b"t" if value else b"f")
        case int():
            parts.append(b"i%d;" % value)
        case float() if math.isfinite(value):
            parts.append(b"d%s;" % repr(value).encode())
        case str():
            data = value.encode()
            parts.append(b"s%d:%s" % (len(data), data))
        case Mapping():
            _write_map(value, parts)
        case list() | tuple():
            parts.append(b"[")
            for item in value:
                _write(item, parts)
            parts.append(b"]")
        case _:
            raise ValueError(f"{value!r:.60}: {NOT_RECORDABLE}")


def _write_map(value: Mapping[str, Json], parts: list[bytes]) -> None:
    if not all(isinstance(key, str) for key in value):
        raise ValueError(f"{list(value)!r:.60}: {NOT_RECORDABLE}")
    parts.append(b"{")
    for key in sorted(value):
        _write(key, parts)
        _write(value[key], parts)
    parts.append(b"}")
