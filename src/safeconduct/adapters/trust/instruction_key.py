"""Keep the key that signs instructions and passes beside the device's, and the secret of addresses and cards.

The key is this device's alone and goes into no backup: a stolen laptop's is revoked, and no other is touched. The
secret is the operation's: it goes into backups, so that a restored device gives a party the same address and card.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from safeconduct.adapters.store.device_key import DeviceKey, make_key, read_key
from safeconduct.adapters.trust.signatures import is_signed_by
from safeconduct.core.basics import StoreError

KEY, SECRET = "instruction.key", "parties.secret"


class InstructionKey:
    """Hold the secret half of an instruction key, and the operation's secret; fills the port Signer."""

    def __init__(self, key: DeviceKey, secret: bytes) -> None:
        """Take both."""
        self._key, self.secret = key, secret
        self.public_key = key.public_key.hex()

    def sign(self, body: bytes) -> bytes:
        """Return the signature of a body, 64 bytes."""
        return self._key.sign(body)


class InstructionKeyFiles:
    """Make and read the key of an operation's folder; fills the port InstructionKeys."""

    def make(self, folder: Path) -> InstructionKey:
        """Make a new key in place of an old one, whose secret half is gone then, and the secret where there is none.

        Raises:
            StoreError: where the disk refuses, or what is there cannot be read.
        """
        part = folder / f".{KEY}.{secrets.token_hex(4)}"
        try:
            secret = _read_secret(folder / SECRET) or _make_secret(folder / SECRET)
            key = make_key(part)
            part.replace(folder / KEY)
        except OSError as error:
            raise StoreError(
                f"cannot keep a key in {folder}: {error.strerror}: check the disk and the rights"
            ) from error
        finally:
            part.unlink(missing_ok=True)
        return InstructionKey(key, secret)

    def read(self, folder: Path) -> InstructionKey | None:
        """Return the key of a folder; None where none was made.

        Raises:
            StoreError: where a file cannot be read, is lost, or may be read by others.
        """
        key = read_key(folder / KEY)
        if key is None:
            return None
        secret = _read_secret(folder / SECRET)
        if secret is None:
            raise StoreError(f"{SECRET} is lost: take it from a backup; without it no address is the same again")
        return InstructionKey(key, secret)

    def verify(self, key: str, body: bytes, signature: bytes) -> bool:
        """Tell whether the holder of a public key, in hexadecimal, signed a body."""
        return is_signed_by(key, body, signature)


def _read_secret(file: Path) -> bytes | None:
    try:
        text = file.read_text(encoding="ascii").strip()
        if file.stat().st_mode & 0o077:
            raise StoreError(f"{file.name} may be read by others: chmod 600 it, and find out who has read it")
        secret = bytes.fromhex(text)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(f"{file.name} cannot be read: take it from a backup") from error
    if len(secret) != SECRET_BYTES:
        raise StoreError(f"{file.name} is damaged: take it from a backup")
    return secret


SECRET_BYTES = 32


def _make_secret(file: Path) -> bytes:
    secret = os.urandom(SECRET_BYTES)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as text:
        text.write(secret.hex() + "\n")
        text.flush()
        os.fsync(text.fileno())
    return secret
