"""Sign what one party is told, and check it where it is read."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass

from safeconduct.core.trust.marks import ADDRESS_SIGNS, KEY_SIGNS, is_hex, mark
from safeconduct.core.trust.signed import (
    CLOCK_MARGIN_SECONDS,
    NUMBER_AHEAD_SECONDS,
    SIGNATURE_BYTES,
    Reason,
    RefusedError,
    Sign,
    Trust,
    Verify,
    check_signer,
    open_fields,
    seal,
)

WHAT = "instruction/1"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
TYPES = (str, bool, str, int, int, int, str, str, str)


@dataclass(frozen=True, slots=True)
class SignedInstruction:
    """Hold what is signed, in the order in which it is written."""

    operation: str
    exercise: bool
    addressee: str  # 16 hexadecimal digits, by `address`
    number: int  # from 1; rises with every new instruction to the same addressee; `issued` or little more
    issued: int  # POSIX second
    valid_until: int  # POSIX second; from then on it is void
    language: str  # BCP 47
    text: str  # lines end with \n
    map_digest: str = ""  # SHA-256 of the map's bytes in hexadecimal, "" where there is no map


@dataclass(frozen=True, slots=True, order=True)
class Newest:
    """Hold the number and `mark` of the newest instruction that an addressee has taken."""

    number: int
    mark: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Say what a check found; `told` is there where it is genuine, and never else."""

    reason: Reason
    told: SignedInstruction | None = None
    mark: str = ""

    @property
    def newest(self) -> Newest | None:
        """Return what the reader has to keep in mind from now on."""
        return None if self.told is None else Newest(self.told.number, self.mark)


def seal_instruction(told: SignedInstruction, sign: Sign) -> bytes:
    """Return the signature, 64 bytes, and the body.

    Raises:
        ValueError: for what no reader would take: a name as addressee, control signs, an end before the beginning, a
            number that would void what is signed later.
    """
    if not _is_sound(told) or _is_ahead(told):
        raise ValueError(
            "an instruction has an address, a number of its time, an end after its beginning and plain text"
        )
    return seal([WHAT, *astuple(told)], sign)


def check_instruction(
    sealed: bytes, addressee: str, now: float, newest: Newest | None, trust: Trust, verify: Verify
) -> Verdict:
    """Say whether an instruction is genuine, for this addressee, of now, and not older than what was seen.

    What is said of a forged one is FORGED, or what it says of itself: malformed, of another operation, mixed. All other
    reasons are said of objects that the operation did sign. The newest one may be read again.
    """
    try:
        told = _open(sealed)
        check_signer(sealed, told.operation, told.exercise, trust, verify)
    except RefusedError as error:
        return Verdict(error.reason)
    name = mark(sealed[SIGNATURE_BYTES:])
    doubts = (
        (name in trust.revocations.instructions, Reason.REVOKED),
        (told.addressee != addressee, Reason.OTHER_ADDRESSEE),
        (_is_ahead(told), Reason.AHEAD),
        (newest is not None and _is_older(told.number, name, newest), Reason.REPLAYED),
        (now < told.issued - CLOCK_MARGIN_SECONDS, Reason.NOT_YET),
        (now >= told.valid_until, Reason.EXPIRED),
    )
    found = next((reason for doubt, reason in doubts if doubt), Reason.GENUINE)
    return Verdict(found, told, name) if found is Reason.GENUINE else Verdict(found)


def _open(sealed: bytes) -> SignedInstruction:
    told = SignedInstruction(*open_fields(sealed, WHAT, TYPES))  # type: ignore[arg-type]  # their types were checked
    if not _is_sound(told):
        raise RefusedError(Reason.MALFORMED)
    return told


def _is_older(number: int, name: str, newest: Newest) -> bool:
    """Tell whether an instruction must not take the place of the newest: another one with its number neither."""
    return number < newest.number or (number == newest.number and name != newest.mark)


def _is_ahead(told: SignedInstruction) -> bool:
    """Tell whether its number, once taken, would make all that is truly signed for days count as old."""
    return told.number > told.issued + NUMBER_AHEAD_SECONDS


def _is_sound(told: SignedInstruction) -> bool:
    return (
        bool(told.operation)
        and is_hex(told.addressee, ADDRESS_SIGNS)
        and told.number >= 1
        and told.issued < told.valid_until
        and bool(told.text)
        and _CONTROL.search(told.text) is None
        and (not told.map_digest or is_hex(told.map_digest, KEY_SIGNS))
    )
