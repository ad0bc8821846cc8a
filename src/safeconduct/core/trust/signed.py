"""Open a signed object: tell what is genuine, of this operation, and signed by a key that still counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from safeconduct.core.record import Json, encode
from safeconduct.core.trust.decode import decode
from safeconduct.core.trust.revocations import Revocations

Sign = Callable[[bytes], bytes]
"""Return the signature of a body, 64 bytes."""

Verify = Callable[[str, bytes, bytes], bool]
"""Tell whether the holder of a key signed: public key in hexadecimal, body, signature."""

SIGNATURE_BYTES = 64
BODY_BYTES_MAX = 100_000
CLOCK_MARGIN_SECONDS = 300
"""So far may the clock of who reads be behind the clock of who signed."""

NUMBER_AHEAD_SECONDS = 25 * 3600
"""So far may a number lie ahead of its time: a day, as far as a clock is followed, and an hour of several a second."""


class Reason(StrEnum):
    """Say what a check found, as a word that a person can be shown."""

    GENUINE = "genuine"
    MALFORMED = "truncated or malformed"
    OTHER_OPERATION = "of another operation"
    MIXED = "exercise and live mixed"
    FORGED = "forged"
    REVOKED = "revoked"
    OTHER_ADDRESSEE = "for another addressee"
    AHEAD = "numbered ahead of its time"
    OTHER_GATE = "for another gate"
    REPLAYED = "older than what was seen"
    NOT_YET = "not yet valid"
    EXPIRED = "expired"
    USED = "used before"


@dataclass(frozen=True, slots=True)
class Trust:
    """Hold what a reader was given by hand before: whose keys to believe, and what not to believe any more."""

    operation: str
    exercise: bool
    keys: frozenset[str]  # public instruction keys that were named, the revoked ones too
    revocations: Revocations = field(default_factory=Revocations)


class RefusedError(Exception):
    """Carry the reason why a signed object is not taken."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        self.reason = reason
        super().__init__(reason.value)


def seal(fields: Sequence[Json], sign: Sign) -> bytes:
    """Return the signature and the body of a list of fields."""
    body = encode(fields)
    if len(body) > BODY_BYTES_MAX:
        raise ValueError(f"a signed object has at most {BODY_BYTES_MAX:,} bytes")
    return sign(body) + body


def open_fields(sealed: bytes, what: str, types: Sequence[type]) -> list[Json]:
    """Return the fields of a signed object by their shape alone, its signature unchecked.

    Raises:
        RefusedError: MALFORMED.
    """
    if not SIGNATURE_BYTES < len(sealed) <= SIGNATURE_BYTES + BODY_BYTES_MAX:
        raise RefusedError(Reason.MALFORMED)
    try:
        fields = decode(sealed[SIGNATURE_BYTES:])
    except ValueError:
        raise RefusedError(Reason.MALFORMED) from None
    if not isinstance(fields, list) or [type(one) for one in fields] != [str, *types] or fields[0] != what:
        raise RefusedError(Reason.MALFORMED)
    return fields[1:]


def check_signer(sealed: bytes, operation: str, exercise: bool, trust: Trust, verify: Verify) -> str:
    """Return the key that signed, where the object is of this operation and the key still counts.

    Raises:
        RefusedError: OTHER_OPERATION or MIXED by what the object says of itself; else FORGED or REVOKED.
    """
    if operation != trust.operation:
        raise RefusedError(Reason.OTHER_OPERATION)
    if exercise != trust.exercise:
        raise RefusedError(Reason.MIXED)
    signature, body = sealed[:SIGNATURE_BYTES], sealed[SIGNATURE_BYTES:]
    signer = next((key for key in _in_order(trust) if verify(key, body, signature)), None)
    if signer is None:
        raise RefusedError(Reason.FORGED)
    if signer in trust.revocations.keys:
        raise RefusedError(Reason.REVOKED)
    return signer


def _in_order(trust: Trust) -> Iterator[str]:
    """Give the keys that count first: an honest object costs one check in most cases."""
    yield from sorted(trust.keys - trust.revocations.keys)
    yield from sorted(trust.keys & trust.revocations.keys)
