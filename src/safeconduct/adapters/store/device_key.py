"""Sign what a device records, and tell what others have signed, by Ed25519."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from safeconduct.core.basics import StoreError


class DeviceKey:
    """Hold the secret key of a device."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32 bytes that the file holds."""
        self._key, self.seed = SigningKey(seed), seed
        self.public_key = bytes(self._key.verify_key)

    def make_heir(self) -> DeviceKey:
        """Return the key that lies in this device's backups: it proves who stands in for it, and signs no event.

        It follows from this key, and this one does not follow from it.
        """
        return DeviceKey(hashlib.blake2b(b"heir", key=self.seed, digest_size=32).digest())

    def sign(self, digest: bytes) -> bytes:
        """Return the signature, 64 bytes."""
        return self._key.sign(digest).signature


def make_key(file: Path) -> DeviceKey:
    """Make a key in a new file that its owner alone reads, as hexadecimal digits."""
    seed = os.urandom(32)
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as text:
        text.write(seed.hex() + "\n")
        text.flush()
        os.fsync(text.fileno())
    return DeviceKey(seed)


def read_key(file: Path) -> DeviceKey | None:
    """Return the key that a file holds; None where there is no file: a device that does not sign.

    Raises:
        StoreError: where it holds no key, or others may read it.
    """
    try:
        text = file.read_text(encoding="ascii")
        shared = file.stat().st_mode & 0o077
        if shared:
            raise StoreError(f"{file.name} may be read by others: chmod 600 it, and find out who has read it")
        return DeviceKey(bytes.fromhex(text.strip()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(f"{file.name} holds no key that can be read: restore the newest backup") from error


def is_signed(public_key: bytes, digest: bytes, signature: bytes) -> bool:
    """Tell whether the owner of a key signed a digest; who has none signs nothing.

    >>> key = DeviceKey(bytes(32))
    >>> is_signed(key.public_key, b"digest", key.sign(b"digest")), is_signed(key.public_key, b"digest", b"")
    (True, False)
    """
    if not public_key:
        return not signature
    try:
        VerifyKey(public_key).verify(digest, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True
