"""Note in an operation's record how far its vault's ledger is, so that a vault put back as a whole is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import Vault
from safeconduct.core.record import Event

ANCHORED = "vault.anchored"


@dataclass(frozen=True, slots=True)
class VaultFlaw:
    """Name an entry of the vault's ledger that the record has noted and the vault does not hold."""

    vault: str
    number: int
    what: str


def anchor_vault(door: Door, vault: Vault) -> None:
    """Record the newest entry of the vault's ledger, under the software's own name.

    Raises:
        VaultLockedError: where keyd does not answer.
        StoreError: where the record refuses.
    """
    status = vault.read_status()
    door.record(ANCHORED, {"vault": status["vault"], **status["ledger"]})


def find_vault_flaws(events: Iterable[Event], vault: Vault) -> tuple[int, list[VaultFlaw]]:
    """Return how many entries of this vault the record has noted, and those that its ledger does not hold like that.

    The ledger is a chain, which keyd checks: where an entry is as it was noted, so are all before it.

    Raises:
        VaultLockedError: where keyd does not answer.
    """
    name = vault.read_status()["vault"]
    noted = {
        (int(str(event.payload["number"])), str(event.payload["digest"]))
        for event in events
        if event.kind == ANCHORED and event.payload.get("vault") == name
    }
    there = vault.read_entries(sorted({number for number, _ in noted}))
    return len(noted), [
        VaultFlaw(name, number, "it is another entry now" if there[number] else "it is not there any more")
        for number, digest in sorted(noted)
        if there[number] != digest
    ]
