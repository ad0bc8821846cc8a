"""Let operators in: by a code that they are told, on the device that it is for, and a second factor that they prove."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import SecondFactor
from safeconduct.core.basics import DeniedError
from safeconduct.core.operation import SYSTEM, Role
from safeconduct.core.operation.binding import binds
from safeconduct.core.operation.joining import CODE_BYTES, JOIN, VALID_MILLIS, digest_code, fits, read_code, write_code
from safeconduct.core.record import ActorId, DeviceId, Json

OPERATOR_BYTES = 4


@dataclass(frozen=True, slots=True)
class OwnKey:
    """Hold the public key (hex) of a new approver, and who vouches for it where that takes somebody."""

    key: str
    voucher: str = ""
    signature: str = ""  # of core/operation/binding's write_vouch, hex


def name_operator() -> ActorId:
    """Return a new id for an operator; it says nothing of who they are."""
    return ActorId("o" + secrets.token_hex(OPERATOR_BYTES))


def begin(door: Door, name: str, officer: ActorId, *, own_keys: bool = False) -> None:
    """Begin an operation with its first duty officer, who has proved a second factor.

    With `own_keys` no release is approved but by a signature with an approver's own key.

    Raises:
        DeniedError: where it has begun, or begins on another device.
    """
    said: dict[str, Json] = {"name": name, "operator": officer, "key": door.key(), "heir": door.heir()}
    door.record("operation.begun", said | ({"approvals": "own keys"} if own_keys else {}))


def invite(
    door: Door,
    officer: ActorId,
    roles: Sequence[Role],
    now_millis: int,
    device: DeviceId | None = None,
    own_key: OwnKey | None = None,
    operator: ActorId | None = None,
) -> tuple[ActorId, str]:
    """Return the id of a new operator and the code that lets them in for the next quarter of an hour.

    They join on the device that is named, on this one if none is. The record keeps the code's digest; the code itself
    is told once, and by voice. `operator` is an id of `name_operator`, where one was needed before.

    Raises:
        DeniedError: where the officer may not invite, or the key does not count.
    """
    operator = operator or name_operator()
    said, code = _make_code(operator, now_millis)
    said |= {"operator": operator, "roles": [role.value for role in roles], "device": device or door.device}
    if own_key is not None:
        fields = {"key": own_key.key, "voucher": own_key.voucher, "signature": own_key.signature}
        said |= {name: value for name, value in fields.items() if value}
    door.act(officer, "operator.invited", said)
    return operator, code


def move(door: Door, operator: ActorId, device: DeviceId, now_millis: int) -> str:
    """Return the code by which an operator, who has joined here, joins on another device too.

    Nobody else asks for it: so a device that is taken over never acts as somebody who has not joined there.

    Raises:
        DeniedError: where they have not joined here, or the device is not of the operation.
    """
    said, code = _make_code(operator, now_millis)
    door.act(operator, "operator.moving", said | {"device": device})
    return code


def find_invited(door: Door, typed: str, now_millis: int) -> ActorId:
    """Return whose code a typed one is.

    Raises:
        DeniedError: where it fits none that holds here; a well-formed code that fits none counts against all that wait.
    """
    code = read_code(typed)
    if code is None:
        raise DeniedError("this is no join code: a sign is wrong; ask for it to be read out again")
    bound = binds(door.state().operation)
    for name, operator in door.state().operators.items():
        if operator.may_join(now_millis) and fits(code, name, operator.code):
            if bound and operator.device != door.device:
                raise DeniedError(f"this code is for device {operator.device}, and this is {door.device}: join there")
            return name
    raise door.denial(SYSTEM, JOIN, "the code fits no invitation that holds: ask the duty officer for a new one")


def join(
    door: Door, factor: SecondFactor, typed: str, proof: str, now_millis: int, wall_millis: int | None = None
) -> ActorId:
    """Let an operator act on this device, once the second factor that they enrolled is proved.

    `wall_millis` is the clock of their phone, where the operation has another: that of an exercise.

    Raises:
        DeniedError: where the code fits no invitation, or the proof is wrong.
    """
    operator = find_invited(door, typed, now_millis)
    if not factor.prove(operator, proof, now_millis if wall_millis is None else wall_millis):
        again = "type the newest six digits" if factor.kind == "totp" else "make the passkey anew"
        raise door.denial(SYSTEM, JOIN, f"the second factor is wrong: {again}")
    heir = door.heir()
    door.record("operator.joined", {"operator": operator, "by": factor.kind} | ({"heir": heir} if heir else {}))
    return operator


def _make_code(operator: ActorId, now_millis: int) -> tuple[dict[str, Json], str]:
    code = secrets.token_bytes(CODE_BYTES)
    return {"code": digest_code(code, operator), "expires_millis": now_millis + VALID_MILLIS}, write_code(code)
