"""Tell what the holder of an instruction key has signed, by Ed25519."""

from __future__ import annotations

from safeconduct.adapters.store.device_key import is_signed
from safeconduct.core.trust.marks import KEY_SIGNS, is_hex


def is_signed_by(key: str, body: bytes, signature: bytes) -> bool:
    """Tell whether the holder of a public key, in hexadecimal, signed a body; what is no key signed nothing.

    >>> is_signed_by("", b"body", b"")
    False
    """
    return is_hex(key, KEY_SIGNS) and is_signed(bytes.fromhex(key), body, signature)
