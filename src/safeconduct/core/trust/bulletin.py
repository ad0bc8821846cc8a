"""Sign the list of what was revoked, so that a guard's phone can take it from anybody who carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.core.record import Json
from safeconduct.core.trust.marks import ADDRESS_SIGNS, KEY_SIGNS, MARK_SIGNS, is_hex
from safeconduct.core.trust.revocations import Revocations
from safeconduct.core.trust.signed import Reason, RefusedError, Sign, Trust, Verify, check_signer, open_fields, seal

WHAT = "revoked/1"
TYPES = (str, bool, int, list, list, list)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Hold what was revoked up to a moment."""

    operation: str
    exercise: bool
    issued: int  # POSIX second; a reader is shown how old the newest is that they have
    revocations: Revocations


def seal_bulletin(bulletin: Bulletin, sign: Sign) -> bytes:
    """Return the signature, 64 bytes, and the body."""
    lists = [sorted(one) for one in _parts(bulletin.revocations)]
    return seal([WHAT, bulletin.operation, bulletin.exercise, bulletin.issued, *lists], sign)


def hear_bulletin(sealed: bytes, trust: Trust, verify: Verify) -> tuple[Reason, Trust]:
    """Return what to believe after a bulletin: more is revoked where it is genuine, and never less.

    A bulletin that a revoked key signed is not heard: a thief could stop passes with it, but bring none back.
    An old one is heard as well, and changes nothing.
    """
    try:
        operation, exercise, _, *lists = open_fields(sealed, WHAT, TYPES)
        check_signer(sealed, str(operation), bool(exercise), trust, verify)
        heard = Revocations(*(_read(one, signs) for one, signs in zip(lists, SIGNS, strict=True)))
    except RefusedError as error:
        return error.reason, trust
    return Reason.GENUINE, replace(trust, revocations=trust.revocations | heard)


SIGNS = (KEY_SIGNS, MARK_SIGNS, ADDRESS_SIGNS)


def _parts(revocations: Revocations) -> Sequence[frozenset[str]]:
    return revocations.keys, revocations.instructions, revocations.passes


def _read(names: Json, signs: int) -> frozenset[str]:
    assert isinstance(names, list)
    if not all(isinstance(one, str) and is_hex(one, signs) for one in names) or names != sorted(set(map(str, names))):
        raise RefusedError(Reason.MALFORMED)
    return frozenset(str(one) for one in names)
