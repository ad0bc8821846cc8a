"""Keep the operation key: wrapped on the disk, in the clear in keyd's memory alone."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import Aead

from safeconduct.core.basics import CannotReadError, SafeconductError
from safeconduct.core.record.canonical import encode

FORMAT: Final = "urn:safeconduct:vault-key"
KEY_BYTES: Final = 32
PASSPHRASE_CHARACTERS_MIN: Final = 14
MEMORY_MAX: Final = 4 << 30  # of a slot that asks for more we do not believe that we wrote it


class Unlock(Protocol):
    """Wrap a key and unwrap it by one means: a passphrase; a passkey's PRF would be another."""

    kind: str

    def wrap(self, key: bytes, bound: bytes) -> dict[str, Any]:
        """Return a slot, bound to what else the file says."""
        ...

    def unwrap(self, slot: dict[str, Any], bound: bytes) -> bytes | None:
        """Return the key; None where this means does not open the slot."""
        ...


@dataclass(frozen=True, slots=True)
class Cost:
    """Say what one guess of a passphrase costs by Argon2id (RFC 9106)."""

    operations: int = 4
    memory: int = 256 << 20  # bytes


class Passphrase:
    """Wrap a key by a passphrase; fills the port Unlock."""

    kind = "passphrase"

    def __init__(self, passphrase: str, cost: Cost | None = None) -> None:
        """Take what the operator types."""
        self._passphrase = passphrase.encode()
        self._cost = cost or Cost()

    def wrap(self, key: bytes, bound: bytes) -> dict[str, Any]:
        """Return a slot; raise SafeconductError where the passphrase is too short to withstand guessing."""
        if len(self._passphrase.decode()) < PASSPHRASE_CHARACTERS_MIN:
            raise SafeconductError(
                f"the passphrase is shorter than {PASSPHRASE_CHARACTERS_MIN} characters: take five words drawn by dice"
            )
        salt = secrets.token_bytes(argon2id.SALTBYTES)
        box = Aead(self._stretch(salt, self._cost.operations, self._cost.memory))
        return {
            "kind": self.kind,
            "operations": self._cost.operations,
            "memory": self._cost.memory,
            "salt": salt.hex(),
            "wrapped": box.encrypt(key, bound).hex(),
        }

    def unwrap(self, slot: dict[str, Any], bound: bytes) -> bytes | None:
        """Return the key; None where it is another passphrase's."""
        salt = bytes.fromhex(slot["salt"])
        if not 0 < slot["memory"] <= MEMORY_MAX:
            return None
        box = Aead(self._stretch(salt, slot["operations"], slot["memory"]))
        try:
            return box.decrypt(bytes.fromhex(slot["wrapped"]), bound)
        except CryptoError:
            return None

    def _stretch(self, salt: bytes, operations: int, memory: int) -> bytes:
        return argon2id.kdf(KEY_BYTES, self._passphrase, salt, opslimit=operations, memlimit=memory)


@dataclass(frozen=True, slots=True)
class OperationKey:
    """Hold the key of one operation; every other key is derived from it, so that none does two things."""

    secret: bytes
    vault: str  # a name drawn by chance
    exercise: bool

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return f"OperationKey(vault={self.vault!r})"

    def derive(self, what_for: str) -> bytes:
        """Return the key for one thing (BLAKE2b, keyed and personalised, as in libsodium's crypto_kdf)."""
        return hashlib.blake2b(key=self.secret, person=what_for.encode(), digest_size=KEY_BYTES).digest()


def make_key_file(file: Path, unlocks: list[Unlock], *, exercise: bool, secret: bytes | None = None) -> OperationKey:
    """Draw a key and keep it, wrapped by each means, in a new file.

    Raises:
        SafeconductError: where there is such a file, or the passphrase is too short, or the system refuses.
    """
    key = OperationKey(secret or secrets.token_bytes(KEY_BYTES), secrets.token_hex(8), exercise)
    bound = _bind(key.vault, exercise)
    said = {
        "format": FORMAT,
        "vault": key.vault,
        "exercise": exercise,
        "slots": [unlock.wrap(key.secret, bound) for unlock in unlocks],
    }
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            json.dump(said, opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
    except FileExistsError as error:
        raise SafeconductError(f"{file}: there is a key already: name another") from error
    except OSError as error:
        raise SafeconductError(f"cannot write {file}: {error.strerror}") from error
    return key


def open_key_file(file: Path, unlock: Unlock) -> OperationKey:
    """Return the key of a file.

    Raises:
        CannotReadError: where there is none, or it is no such file.
        SafeconductError: where the passphrase is wrong, or the file was changed.
    """
    try:
        said = json.loads(file.read_bytes())
        vault, exercise, slots = str(said["vault"]), bool(said["exercise"]), list(said["slots"])
        keys = [unlock.unwrap(slot, _bind(vault, exercise)) for slot in slots if slot["kind"] == unlock.kind]
    except FileNotFoundError:
        raise CannotReadError(f"{file}: there is no vault; make one with `safeconduct vault init`") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotReadError(f"{file}: not the key of a vault ({type(error).__name__}); restore it") from None
    key = next((key for key in keys if key), None)
    if key is None:
        raise SafeconductError(f"the {unlock.kind} does not open this vault, or its key file was changed")
    return OperationKey(key, vault, exercise)


def _bind(vault: str, exercise: bool) -> bytes:
    """Return what every slot is bound to: who changes it opens nothing."""
    return encode([FORMAT, vault, exercise])
