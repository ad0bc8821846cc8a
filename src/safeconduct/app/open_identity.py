"""Open one identity: what was asked is on record before the vault is asked for anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from safeconduct.app.access import Door
from safeconduct.app.anchor_vault import anchor_vault
from safeconduct.app.ports import Vault
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.operation import UseCase
from safeconduct.core.record import ActorId
from safeconduct.core.vault import PURPOSES, CaseId, Field, Identity, VaultLockedError, VaultRefusedError, is_id


def open_identity(
    door: Door, reach: Callable[[], Vault], actor: ActorId, case: CaseId, purpose: str, fields: Sequence[Field]
) -> Identity:
    """Return chosen fields of one person, for a purpose that sees them.

    No identity is opened whose opening is not on record, and no vault is reached before. Where the vault then refuses,
    the record holds that too: it says more openings than there were, never fewer.

    Raises:
        InputFaultsError: for a purpose or a field that nobody may ask for; nothing is on record then.
        DeniedError: where the actor may not open identities.
        VaultLockedError, VaultRefusedError: where the vault does not open it.
        StoreError: where the record refuses; nothing is opened then.
    """
    faults = _find_faults(case, purpose, fields)
    if faults:
        raise InputFaultsError(faults)
    door.act(actor, "identity.opened", {"case": case, "purpose": purpose})
    try:
        vault = reach()
        identity = vault.open_identity(case, purpose, fields)
    except VaultRefusedError as error:
        door.denial(actor, UseCase.OPEN_IDENTITY.value, f"the vault refused case {case}: {error.code}")
        raise
    except VaultLockedError:
        door.denial(actor, UseCase.OPEN_IDENTITY.value, f"the vault was locked when case {case} was asked for")
        raise
    with suppress(VaultLockedError, VaultRefusedError):  # it was opened, and is on record: the next one is noted again
        anchor_vault(door, vault)
    return identity


def _find_faults(case: CaseId, purpose: str, fields: Sequence[Field]) -> list[Fault]:
    if not is_id(case):
        return [Fault("identity", 0, "case", "", "not a pseudonymous id", "write it like P00017.1")]
    if purpose not in PURPOSES:
        return [Fault("identity", 0, "purpose", "", "no such purpose", f"the purposes are {', '.join(PURPOSES)}")]
    allowed = PURPOSES[purpose].fields
    seen = ", ".join(field for field in Field if field in allowed)
    if not fields or not allowed.issuperset(fields):
        return [Fault("identity", 0, "fields", "", f"{purpose} does not see these", f"it sees {seen}")]
    return []
