"""Sign a gate pass, and check it at the gate, with no network and nobody's name."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace

from safeconduct.core.trust.marks import ADDRESS_SIGNS, is_hex
from safeconduct.core.trust.signed import Reason, RefusedError, Sign, Trust, Verify, check_signer, open_fields, seal
from safeconduct.core.trust.used_passes import Use, UsedPasses

WHAT = "pass/1"
TYPES = (str, bool, str, int, str, int, int, int, str)
GATE_BYTES_MAX = 24
"""So many bytes has a gate's id at most: longer, and the pass would not fit into a QR code of version 10."""

OPERATION_BYTES_MAX, NUMBER_MAX, SIZE_MAX = 16, 10**6, 10**4


def brief_operation(ident: str) -> str:
    """Return what a pass says of its operation: the ident's first signs, as the key decides and room is scarce."""
    return ident[:OPERATION_BYTES_MAX]


@dataclass(frozen=True, slots=True)
class GatePass:
    """Hold what is signed, in the order in which it is written: all that a guard learns."""

    operation: str  # `brief_operation` of its ident
    exercise: bool
    party: str  # 16 hexadecimal digits, by `address` of the party's id
    size: int  # people, the small ones too
    gate: str  # id of the gate or checkpoint
    opens: int  # POSIX second
    closes: int  # POSIX second; from then on it is void
    number: int  # from 1; rises with every pass of the operation that this device issues
    nonce: str  # 16 hexadecimal digits, drawn anew for each pass


@dataclass(frozen=True, slots=True)
class PassVerdict:
    """Say what a guard's check found; `shown` is there where a genuine pass is let through, or was used before."""

    reason: Reason
    shown: GatePass | None = None
    uses: tuple[Use, ...] = ()  # of this pass before, the oldest first


def seal_pass(shown: GatePass, sign: Sign) -> bytes:
    """Return the signature, 64 bytes, and the body: as base45 with its prefix at most 311 signs, a QR code 10-M.

    Raises:
        ValueError: for what no guard would take.
    """
    if not _is_sound(shown):
        raise ValueError(
            f"a pass has a party's address, 1 to {SIZE_MAX:,} people, a gate of at most {GATE_BYTES_MAX} bytes, "
            "an end after its beginning and a nonce"
        )
    return seal([WHAT, *astuple(shown)], sign)


def check_pass(sealed: bytes, gate: str, now: float, used: UsedPasses, trust: Trust, verify: Verify) -> PassVerdict:
    """Say whether a pass is genuine, for this gate, of now, neither revoked nor used as far as this guard has heard."""
    try:
        shown = GatePass(*open_fields(sealed, WHAT, TYPES))  # type: ignore[arg-type]  # their types were checked
        if not _is_sound(shown):
            return PassVerdict(Reason.MALFORMED)
        expected = replace(trust, operation=brief_operation(trust.operation))
        check_signer(sealed, shown.operation, shown.exercise, expected, verify)
    except RefusedError as error:
        return PassVerdict(error.reason)
    uses = used.find(shown.nonce)
    doubts = (
        (shown.nonce in trust.revocations.passes, Reason.REVOKED),
        (shown.gate != gate, Reason.OTHER_GATE),
        (bool(uses), Reason.USED),
        (now < shown.opens, Reason.NOT_YET),
        (now >= shown.closes, Reason.EXPIRED),
    )
    found = next((reason for doubt, reason in doubts if doubt), Reason.GENUINE)
    return PassVerdict(found, shown, uses) if found in (Reason.GENUINE, Reason.USED) else PassVerdict(found)


def _is_sound(shown: GatePass) -> bool:
    return (
        0 < len(shown.operation.encode()) <= OPERATION_BYTES_MAX
        and is_hex(shown.party, ADDRESS_SIGNS)
        and is_hex(shown.nonce, ADDRESS_SIGNS)
        and 0 < len(shown.gate.encode()) <= GATE_BYTES_MAX
        and 1 <= shown.size <= SIZE_MAX
        and 1 <= shown.number <= NUMBER_MAX
        and 0 <= shown.opens < shown.closes < 10**10
    )
