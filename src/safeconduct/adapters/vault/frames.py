"""Write and read what passes through the socket: four bytes of length, then one JSON object."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from struct import Struct
from typing import Any, Final

HEAD: Final = Struct(">I")
FRAME_BYTES_MAX: Final = 65_536


def write_frame(said: Mapping[str, object]) -> bytes:
    """Return a frame.

    >>> write_frame({"op": "lock"})
    b'\\x00\\x00\\x00\\x0e{"op": "lock"}'

    Raises:
        ValueError: where it is longer than a frame may be.
    """
    data = json.dumps(said).encode()
    if len(data) > FRAME_BYTES_MAX:
        raise ValueError(f"{len(data)} bytes do not fit a frame of {FRAME_BYTES_MAX}")
    return HEAD.pack(len(data)) + data


def read_frame(read: Callable[[int], bytes]) -> dict[str, Any] | None:
    """Return what a frame holds; None where nothing more comes. `read(n)` gives n bytes, fewer only at the end.

    Raises:
        ValueError: where it is no frame: then the rest cannot be told apart either, and the connection must end.
    """
    head = read(HEAD.size)
    if not head:
        return None
    if len(head) < HEAD.size or (length := HEAD.unpack(head)[0]) > FRAME_BYTES_MAX:
        raise ValueError("not a frame")
    data = read(length)
    if len(data) < length:
        raise ValueError("a frame cut short")
    try:
        said = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said
