"""Let a new operator in: the duty officer gives a code, the new one types it and proves a second factor."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from safeconduct.app.access import Door
from safeconduct.app.ports import SecondFactor
from safeconduct.core.basics import DeniedError
from safeconduct.core.operation import SYSTEM, Role
from safeconduct.core.operation.joining import CODE_BYTES, JOIN, VALID_MILLIS, digest_code, fits, read_code, write_code
from safeconduct.core.record import ActorId, Json

OPERATOR_BYTES = 4


def invite(door: Door, officer: ActorId, roles: Sequence[Role], now_millis: int) -> tuple[ActorId, str]:
    """Return the id of a new operator and the code that lets them in for the next quarter of an hour.

    The record keeps the code's digest; the code itself is told once, and by voice.

    Raises:
        DeniedError: where the officer may not invite.
    """
    operator = ActorId("o" + secrets.token_hex(OPERATOR_BYTES))
    code = secrets.token_bytes(CODE_BYTES)
    said: dict[str, Json] = {
        "operator": operator,
        "roles": [role.value for role in roles],
        "code": digest_code(code, operator),
        "expires_millis": now_millis + VALID_MILLIS,
    }
    door.act(officer, "operator.invited", said)
    return operator, write_code(code)


def find_invited(door: Door, typed: str, now_millis: int) -> ActorId:
    """Return whose invitation a typed code fits.

    Raises:
        DeniedError: where it fits none that holds; a well-formed code that fits none counts against all that wait.
    """
    code = read_code(typed)
    if code is None:
        raise DeniedError("this is no join code: a sign is wrong; ask for it to be read out again")
    for name, operator in door.state().operators.items():
        if operator.may_join(now_millis) and fits(code, name, operator.code):
            return name
    raise door.denial(SYSTEM, JOIN, "the code fits no invitation that holds: ask the duty officer for a new one")


def join(door: Door, factor: SecondFactor, typed: str, proof: str, now_millis: int) -> ActorId:
    """Make an invited operator one who may act, once the second factor that they enrolled is proved.

    Raises:
        DeniedError: where the code fits no invitation, or the proof is wrong.
    """
    operator = find_invited(door, typed, now_millis)
    if not factor.prove(operator, proof, now_millis):
        again = "type the newest six digits" if factor.kind == "totp" else "make the passkey anew"
        raise door.denial(SYSTEM, JOIN, f"the second factor is wrong: {again}")
    door.record("operator.joined", {"operator": operator, "by": factor.kind})
    return operator
