"""Name a party, a key and a signed object by digests that tell nothing about them."""

from __future__ import annotations

import hashlib
import hmac
import re

ADDRESS_SIGNS, MARK_SIGNS, KEY_SIGNS = 16, 32, 64
NAME_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0, O, 1, I or L

_HEX = re.compile(r"[0-9a-f]*")


def address(reach_code: str, secret: bytes) -> str:
    """Return the addressee of a reach code: 16 hexadecimal digits that only the holder of the secret can make.

    A reach code has few digits: without a secret of at least 16 bytes whoever holds an address could try them all.

    >>> address("0700 000 001", bytes(16)) == address("0700000001", bytes(16))
    True
    """
    if len(secret) < ADDRESS_SIGNS:
        raise ValueError("an address is made with a secret of at least 16 bytes")
    plain = "".join(sign for sign in reach_code if sign.isalnum())
    return hmac.new(secret, b"addressee\n" + plain.encode(), hashlib.sha256).hexdigest()[:ADDRESS_SIGNS]


def mark(body: bytes) -> str:
    """Return the name of a signed body: 32 hexadecimal digits; another body has another one."""
    return hashlib.sha256(body).hexdigest()[:MARK_SIGNS]


def name_key(public_key: str) -> str:
    """Return a key's name for people to compare: 16 signs, of which nobody finds a second key (2**79 trials).

    >>> name_key("00" * 32)
    'JGT6-56ZM-XMQV-2QH4'
    """
    number, signs = int.from_bytes(hashlib.sha256(b"key\n" + bytes.fromhex(public_key)).digest()), ""
    for _ in range(16):
        number, digit = divmod(number, len(NAME_SIGNS))
        signs += NAME_SIGNS[digit]
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def is_hex(text: str, signs: int) -> bool:
    """Tell whether a text is so many hexadecimal digits."""
    return len(text) == signs and _HEX.fullmatch(text) is not None
