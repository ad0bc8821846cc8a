"""Sign what is told and shown: the port of an operation's instruction key."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Signer(Protocol):
    """Hold an instruction key, and the operation's secret of addresses and cards."""

    @property
    def public_key(self) -> str:
        """Return the public half in hexadecimal."""
        ...

    @property
    def secret(self) -> bytes:
        """Return the secret, 32 bytes."""
        ...

    def sign(self, body: bytes) -> bytes:
        """Return the signature of a body, 64 bytes."""
        ...


class InstructionKeys(Protocol):
    """Make and read the key of an operation's folder; raise StoreError where the disk or a file refuses."""

    def make(self, folder: Path) -> Signer:
        """Make a new key in place of an old one."""
        ...

    def read(self, folder: Path) -> Signer | None:
        """Return the key; None where none was made."""
        ...

    def verify(self, key: str, body: bytes, signature: bytes) -> bool:
        """Tell whether the holder of a public key signed a body."""
        ...
