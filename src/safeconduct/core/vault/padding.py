"""Pad what is sealed to one of three sizes, so that its length says nothing of a person."""

from __future__ import annotations

from typing import Final

SIZES: Final = (1_024, 4_096, 16_384)
_END = b"\x80"  # ISO/IEC 7816-4: one bit, then nothing


def pad(data: bytes) -> bytes:
    """Return the data, padded to the smallest size that holds it.

    >>> len(pad(b"short")), len(pad(bytes(1_024)))
    (1024, 4096)

    Raises:
        ValueError: where it is too long.
    """
    size = next((size for size in SIZES if len(data) < size), None)
    if size is None:
        raise ValueError(f"{len(data)} bytes are too many to be sealed: at most {SIZES[-1] - 1}")
    return (data + _END).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Return what was padded.

    >>> unpad(pad(b"short"))
    b'short'

    Raises:
        ValueError: where it was not padded.
    """
    data = padded.rstrip(b"\0")
    if len(padded) not in SIZES or not data.endswith(_END):
        raise ValueError("not padded to a size of the vault")
    return data[:-1]
