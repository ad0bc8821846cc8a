"""Sign pages with a key that lies in a file."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nacl.signing import SigningKey

from safeconduct.core.basics import StoreError

SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class PageSigner:
    """Hold a key and the secret of addresses; fills the port InstructionSigner."""

    operation: str
    secret: bytes
    _seed: SigningKey

    @property
    def key(self) -> str:
        """The public key in hexadecimal."""
        return self._seed.verify_key.encode().hex()

    def sign(self, body: bytes) -> bytes:
        """Return the signature of a body, 64 bytes."""
        return self._seed.sign(body).signature


def open_signer(file: Path, operation: str) -> PageSigner:
    """Return the signer of a key file, which is made, for its owner alone, where there is none.

    Raises:
        StoreError: where it cannot be read or made, or holds no key.
    """
    try:
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as opened:
                opened.write(secrets.token_hex(2 * SECRET_BYTES) + "\n")
                opened.flush()
                os.fsync(opened.fileno())
        both = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise StoreError(f"{file}: {error}: is it a key for pages, and may you read it?") from error
    if len(both) != 2 * SECRET_BYTES:
        raise StoreError(f"{file}: is no key for pages: {4 * SECRET_BYTES} hexadecimal digits were expected")
    return PageSigner(operation, both[SECRET_BYTES:], SigningKey(both[:SECRET_BYTES]))
