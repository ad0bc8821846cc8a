"""Register parties: who they are goes to the vault, what planning needs on record, neither without the other."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import Vault
from safeconduct.core.operation import SameFingerprint, UseCase, find_same
from safeconduct.core.people import Registration
from safeconduct.core.record import ActorId, Json
from safeconduct.core.vault import CaseId

PARTY_BYTES = 5


@dataclass(frozen=True, slots=True)
class Registered:
    """Name a party that was registered, by its new pseudonymous id."""

    party: str
    organisation: str
    reference: str  # the organisation's own name for it


def register_parties(
    door: Door, vault: Vault, actor: ActorId, registrations: Iterable[Registration]
) -> tuple[list[Registered], list[SameFingerprint]]:
    """Register parties one after the other, and return them, and which may be the same as others.

    A party's people are sealed before anything of it is on record: where the vault refuses, there is no party. What
    was registered before a refusal stays.

    Raises:
        DeniedError: where the actor may not register.
        VaultLockedError, VaultRefusedError: where the vault does not seal.
        StoreError: where the record refuses.
    """
    door.read(actor, UseCase.REGISTER_PARTY)  # before anything is sealed that nobody would find again
    made = []
    for one in registrations:
        party = "P" + secrets.token_hex(PARTY_BYTES)
        fingerprints: set[str] = set()
        for number, person in enumerate(one.people, 1):
            case = CaseId(f"{party}.{number}")
            vault.seal(case, person)
            fingerprints |= {digest for digests in vault.fingerprint(case).values() for digest in digests}
        said = _describe(party, one, sorted(fingerprints))
        door.act_all(actor, [("party.registered", said), ("case.opened", {"case": party, "party": party})])
        made.append(Registered(party, one.organisation, one.reference))
    new = {one.party for one in made}
    same = [group for group in find_same(door.state().parties) if new.intersection(group.parties)]
    return made, same


def _describe(party: str, one: Registration, fingerprints: list[str]) -> dict[str, Json]:
    said: dict[str, Json] = {
        "party": party,
        "organisation": one.organisation,
        "size": one.size,
        "needs": sorted(one.needs),
        "documents": one.papers.value,
        "language": one.language,
        "modes": sorted(mode.value for mode in one.modes),
        "people": len(one.people),
        "channels": sorted(one.channels),
        "fingerprints": list(fingerprints),
    }
    if one.place is not None:
        said["place"] = {"lon": one.place.lon, "lat": one.place.lat, "precision_metres": one.place.precision_metres}
    return said
