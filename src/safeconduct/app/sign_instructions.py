"""Sign what parties are told, under numbers that rise, and put on record which was each party's newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import Signer
from safeconduct.core.basics import StoreError
from safeconduct.core.operation import UseCase
from safeconduct.core.record import ActorId, Json, Operation
from safeconduct.core.trust import SIGNATURE_BYTES, SignedInstruction, address, mark, seal_instruction

AT_ONCE = 10_000
"""So many parties stand in one event."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """Hold what one party is to be told, in one language."""

    party: str
    reach_code: str
    valid_until: int  # POSIX second
    language: str  # BCP 47
    text: str
    map_digest: str = ""  # SHA-256 of the map's bytes in hexadecimal, "" where there is no map


def sign_instructions(
    door: Door,
    actor: ActorId,
    signer: Signer,
    operation: Operation,
    asked: Sequence[ToTell],
    issued: int,
    plan: str = "",
) -> list[bytes]:
    """Return each instruction's signature and body, in the order in which they were asked for, once all are on record.

    The number is the second in which they are signed, or one more than the newest that one of the parties was given: so
    it rises, though two devices that have not heard each other instruct the same party. With the digest of the `plan`
    that it follows from, the door asks too whether it is the adopted one, and who stands for it.

    Raises:
        DeniedError: where the operator may not, or what core/operation/telling.py says stands against it.
        StoreError: where no reader would take one of them, or a party stands in it twice; nothing was signed then.
    """
    state = door.read(actor, UseCase.INSTRUCT)
    parties = [one.party for one in asked]
    if len(set(parties)) != len(parties):
        raise StoreError("a party is told one thing at a time: take the second one out")
    number = max([issued, *(1 + state.told[party].number for party in parties if party in state.told)])
    try:
        sealed = [_seal(one, signer, operation, number, issued) for one in asked]
    except ValueError as error:
        raise StoreError(str(error)) from None
    marks = [mark(one[SIGNATURE_BYTES:]) for one in sealed]
    parts = [slice(at, at + AT_ONCE) for at in range(0, len(asked), AT_ONCE)]
    said: list[dict[str, Json]] = [{"number": number, "parties": parties[few], "marks": marks[few]} for few in parts]
    if plan:
        said = [{**one, "plan": plan} for one in said]
    if said:
        door.act_all(actor, [("instructions.signed", one) for one in said])
    return sealed


def _seal(one: ToTell, signer: Signer, operation: Operation, number: int, issued: int) -> bytes:
    told = SignedInstruction(
        operation.ident,
        operation.exercise,
        address(one.reach_code, signer.secret),
        number,
        issued,
        one.valid_until,
        one.language,
        one.text,
        one.map_digest,
    )
    return seal_instruction(told, signer.sign)
