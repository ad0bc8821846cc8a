"""Issue gate passes, check them at a gate, let each through once, and revoke them."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.app.access import Door
from safeconduct.app.ports import Signer
from safeconduct.core.basics import StoreError, Window
from safeconduct.core.operation import UseCase
from safeconduct.core.operation.trusting import find_trust, find_used
from safeconduct.core.record import ActorId, Json, Operation
from safeconduct.core.trust import (
    PASS_PREFIX,
    GatePass,
    PassVerdict,
    Reason,
    Verify,
    address,
    brief_operation,
    check_pass,
    from_base45,
    seal_pass,
    to_base45,
)


def issue_pass(
    door: Door,
    actor: ActorId,
    signer: Signer,
    operation: Operation,
    party: str,
    gate: str,
    window: Window,
    nonce: str,
    *,
    request: str = "",
) -> tuple[GatePass, str]:
    """Return a pass for a party at its size of now, on record, and the text of its QR code.

    Raises:
        DeniedError: where the operator may not.
        StoreError: where the party is not known, or no guard would take such a pass.
    """
    state = door.read(actor)
    entry = state.parties.get(party)
    if entry is None or entry.erased:
        raise StoreError(f"{party:.80} is not known: register it first")
    said: dict[str, Json] = {
        "party": party,
        "nonce": nonce,
        "gate": gate,
        "size": entry.size,
        "opens_millis": int(window.start) * 1000,
        "closes_millis": int(window.end) * 1000,
        "number": 1 + len(state.passes),  # counted: whatever number another device has given, there is a next one
    }
    shown, text = write_pass(signer, operation, said)
    door.act(actor, "pass.issued", said, request=request)
    return shown, text


def write_pass(signer: Signer, operation: Operation, said: Mapping[str, Json]) -> tuple[GatePass, str]:
    """Return a pass and the text of its QR code, from what the record says of its issue: each time the same text.

    Raises:
        StoreError: where no guard would take such a pass.
    """
    shown = GatePass(
        brief_operation(operation.ident),
        operation.exercise,
        address(str(said["party"]), signer.secret),
        _count(said["size"]),
        str(said["gate"]),
        _count(said["opens_millis"]) // 1000,
        _count(said["closes_millis"]) // 1000,
        _count(said["number"]),
        str(said["nonce"]),
    )
    try:
        return shown, to_base45(seal_pass(shown, signer.sign), PASS_PREFIX)
    except ValueError as error:
        raise StoreError(str(error)) from None


def _count(said: Json) -> int:
    assert isinstance(said, int)
    return said


def look_at_pass(
    door: Door, actor: ActorId, operation: Operation, text: str, gate: str, now_millis: int, verify: Verify
) -> PassVerdict:
    """Say whether a pass holds at a gate now, as far as this device has heard; raise DeniedError."""
    state = door.read(actor)
    try:
        sealed = from_base45(text, PASS_PREFIX)
    except ValueError:
        return PassVerdict(Reason.MALFORMED)
    trust = find_trust(state, operation.ident, operation.exercise)
    return check_pass(sealed, gate, now_millis / 1000, find_used(state), trust, verify)


def let_through(
    door: Door,
    actor: ActorId,
    operation: Operation,
    text: str,
    gate: str,
    now_millis: int,
    verify: Verify,
    *,
    request: str = "",
) -> PassVerdict:
    """Say whether a pass holds, and put its use on record where it does; one that is shown again is on record too.

    Raises:
        DeniedError: where the operator is no guard, or somebody let the same pass through in between.
    """
    door.read(actor, UseCase.USE_PASS)
    verdict = look_at_pass(door, actor, operation, text, gate, now_millis, verify)
    if verdict.shown is not None and verdict.reason is Reason.GENUINE:
        said: dict[str, Json] = {"nonce": verdict.shown.nonce, "gate": gate, "used_millis": now_millis}
        door.act(actor, "pass.used", said, request=request)
    elif verdict.shown is not None:
        door.denial(actor, UseCase.USE_PASS.value, f"pass {verdict.shown.nonce} was used before")
    return verdict
