"""Make from a code the name under which its page lies and the key that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.pwhash import argon2id

PEPPER_BYTES: Final = 32
SALT_BYTES: Final = 16
NAME_BYTES: Final = 16
OPS, MEMORY_BYTES = 1, 2 * 1024 * 1024
"""One pass over 2 MiB: about as much as lets one core answer 500 times a second with a margin."""


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """Hold what a code stands for."""

    name: bytes  # of its row
    key: bytes  # of its page


def derive_keys(code: str, pepper: bytes, salt: bytes) -> CodeKeys:
    """Return the name and the key of a code: without the pepper nobody tells them from noise.

    With the pepper somebody can try all codes, each at the cost of one derivation. The name comes out of the same
    derivation as the key, so that looking for names is no cheaper.

    Source: Argon2id (RFC 9106) as libsodium has it, over BLAKE2b keyed with the pepper.
    """
    peppered = blake2b(code.encode(), digest_size=32, key=pepper, person=b"safeconduct page", encoder=RawEncoder)
    made = argon2id.kdf(NAME_BYTES + 32, peppered, salt, opslimit=OPS, memlimit=MEMORY_BYTES)
    return CodeKeys(made[:NAME_BYTES], made[NAME_BYTES:])
