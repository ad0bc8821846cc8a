"""Write signed bytes as signs that a QR code or a page carries, and read them back: one text for the same bytes."""

from __future__ import annotations

import base64
import re

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The 45 signs of a QR code's alphanumeric mode (RFC 9285)."""

INSTRUCTION, PASS, BULLETIN = "I1:", "P1:", "R1:"
"""What a QR code's text begins with."""

_VALUE = {sign: value for value, sign in enumerate(BASE45)}
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
NO_ARMOUR = "not the text of a signed object"


def to_base45(data: bytes, prefix: str = "") -> str:
    """Return bytes as the text of a QR code: three signs for two bytes.

    >>> to_base45(b"ietf!", "P1:")
    'P1:QED8WEX0'
    """
    signs = []
    for pair in (data[at : at + 2] for at in range(0, len(data), 2)):
        number = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, 45)
            signs.append(BASE45[digit])
    return prefix + "".join(signs)


def from_base45(text: str, prefix: str = "") -> bytes:
    """Return the bytes of a QR code's text.

    Raises:
        ValueError: where the text is none, or was cut.
    """
    if not text.startswith(prefix):
        raise ValueError(NO_ARMOUR)
    data = bytearray()
    for group in (text[at : at + 3] for at in range(len(prefix), len(text), 3)):
        number, size = 0, len(group) - 1
        for sign in reversed(group):
            number = number * 45 + _VALUE.get(sign, 1 << 16)
        if size == 0 or number >= 1 << 8 * size:
            raise ValueError(NO_ARMOUR)
        data += number.to_bytes(size)
    return bytes(data)


def to_base64url(data: bytes) -> str:
    """Return bytes as text for a page or a file.

    >>> to_base64url(b"signed?>")
    'c2lnbmVkPz4'
    """
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """Return the bytes of a page's text.

    Raises:
        ValueError: where the text is none, or stands for bytes that another text stands for.
    """
    if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError(NO_ARMOUR)
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_base64url(data) != text:
        raise ValueError(NO_ARMOUR)
    return data
