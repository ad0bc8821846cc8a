"""Make the key that signs instructions and passes, and name it on record, so that all devices and guards know it."""

from __future__ import annotations

from pathlib import Path

from safeconduct.app.access import Door
from safeconduct.app.ports import InstructionKeys, Signer
from safeconduct.core.basics import StoreError
from safeconduct.core.operation import UseCase
from safeconduct.core.record import ActorId
from safeconduct.core.trust import mark


def name_instruction_key(
    door: Door, actor: ActorId, keys: InstructionKeys, folder: Path, *, anew: bool = False
) -> Signer:
    """Return this device's key, made where there is none, or `anew` in its place, and named where it was not yet.

    What an older key signed stays good until it ends: it is revoked only where somebody else may have it.

    Raises:
        DeniedError: where the operator may not; nothing was made then.
        StoreError: where another device addresses parties by another secret, or the disk refuses.
    """
    state = door.read(actor, UseCase.NAME_KEY)
    signer = None if anew else keys.read(folder)
    signer = signer or keys.make(folder)
    secret = mark(signer.secret)
    if any(other != secret for other in state.instruction_keys.values()):
        raise StoreError(
            "other devices address parties by another secret: lay their parties.secret, from a backup, into this folder"
        )
    if signer.public_key not in state.instruction_keys:
        door.act(actor, "instruction_key.named", {"key": signer.public_key, "secret": secret})
    return signer


def find_signer(door: Door, actor: ActorId, keys: InstructionKeys, folder: Path) -> Signer:
    """Return this device's key, where it is named and not revoked; raise StoreError else."""
    signer, state = keys.read(folder), door.read(actor)
    if signer is None or signer.public_key not in state.instruction_keys:
        raise StoreError("this device has no instruction key that is on record: safeconduct trust name-key")
    if signer.public_key in state.revoked:
        raise StoreError("this device's instruction key was revoked: safeconduct trust name-key --anew")
    return signer
