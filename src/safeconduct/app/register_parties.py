"""Register parties: who they are goes to the vault, what planning needs on record, neither without the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.anchor_vault import anchor_vault
from safeconduct.app.ports import Vault
from safeconduct.core.operation import SameFingerprint, UseCase, find_same
from safeconduct.core.people import Registration
from safeconduct.core.record import ActorId, Json
from safeconduct.core.vault import LIMITS, CaseId, Quota, Role, VaultRefusedError

PARTY_DIGITS = 16  # 64 bits: of 150,000 parties two share an id once in 1.6 thousand million operations
TOGETHER = 32  # people who are sealed and recorded at once
Act = tuple[str, Mapping[str, Json]]


@dataclass(frozen=True, slots=True)
class Registered:
    """Name a party that is registered, by its pseudonymous id."""

    party: str
    organisation: str
    reference: str  # the organisation's own name for it
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what came of registering."""

    made: tuple[Registered, ...]
    before: tuple[Registered, ...]  # were there, and stay as they were
    same: tuple[SameFingerprint, ...]  # of those that were made, with others


def register_parties(
    door: Door,
    vault: Vault,
    actor: ActorId,
    registrations: Sequence[Registration],
    tell: Callable[[float], None] = lambda _: None,
) -> Outcome:
    """Register the parties that are not registered yet, a few at a time; `tell` is told what share is done.

    A party's id follows from its organisation and reference, by a key of the vault: so the same table again, or a
    corrected one, changes nothing of a party that is there. Its people are sealed before anything of it is on record.
    What a crash leaves between the two is known to nobody; registering again seals it anew, and records it.

    Raises:
        DeniedError: where the actor may not register, or the record would refuse a party; nothing is sealed then.
        VaultLockedError, VaultRefusedError: where the vault does not seal; what was registered before stays.
        StoreError: where the record refuses.
    """
    state = door.read(actor, UseCase.REGISTER_PARTY)  # before anything is sealed that nobody would find again
    _ensure_leave(vault, Quota.REFERENCES, len(registrations), sum(len(one.people) for one in registrations))
    tags = vault.tag_references([(one.organisation, one.reference) for one in registrations])
    asked, before = dict[str, Registration](), list[Registered]()
    for one, tag in zip(registrations, tags, strict=True):
        party = "P" + tag[:PARTY_DIGITS]
        entry = state.parties.get(party)
        if entry is not None or party in asked:
            before.append(Registered(party, one.organisation, one.reference, entry is not None and entry.erased))
        else:
            asked[party] = one
    why = door.foresee(actor, [act for party, one in asked.items() for act in _act(party, one, ())])
    if why:
        raise door.denial(actor, UseCase.REGISTER_PARTY.value, why)
    _ensure_leave(vault, Quota.FINGERPRINTS, sum(len(one.people) for one in asked.values()))
    made: list[Registered] = []
    for some in _cut(asked):
        door.act_all(actor, [act for (party, one), found in _seal(vault, some) for act in _act(party, one, found)])
        made += [Registered(party, one.organisation, one.reference) for party, one in some]
        tell(len(made) / len(asked))
    anchor_vault(door, vault)
    same = [group for group in find_same(door.state().parties) if not asked.keys().isdisjoint(group.parties)]
    return Outcome(tuple(made), tuple(before), tuple(same))


def _ensure_leave(vault: Vault, quota: Quota, count: int, more: int = 0) -> None:
    """Raise before the first of a list is asked for, where the service has no leave: its openings are for tonight."""
    status = vault.read_status()
    left = status["left"]
    enough = left[quota] >= min(count, LIMITS[quota].count)
    if status["role"] == Role.IMPORTER or enough or count + more <= left[Quota.IDENTITIES]:
        return
    raise VaultRefusedError(
        "quota",
        f"{max(count, more):,} at once are more than it lets this user ask for: let who has the passphrase type "
        f"`safeconduct vault allow FOLDER --people {max(count, more)}`, then register again",
    )


def _cut(asked: Mapping[str, Registration]) -> Iterator[list[tuple[str, Registration]]]:
    """Return the parties in portions of about as many people as are sealed at once."""
    some: list[tuple[str, Registration]] = []
    people = 0
    for party, one in asked.items():
        if some and people + len(one.people) > TOGETHER:
            yield some
            some, people = [], 0
        some.append((party, one))
        people += max(1, len(one.people))
    if some:
        yield some


def _seal(
    vault: Vault, some: Sequence[tuple[str, Registration]]
) -> Iterator[tuple[tuple[str, Registration], set[str]]]:
    """Seal the people of some parties, and return each party with the fingerprints of its people."""
    people = [
        (party, CaseId(f"{party}.{number}"), person)
        for party, one in some
        for number, person in enumerate(one.people, 1)
    ]
    vault.seal_all([(case, person) for _, case, person in people])
    found: dict[str, set[str]] = {party: set() for party, _ in some}
    digests = vault.fingerprint_all([case for _, case, _ in people])
    for (party, _, _), by_mark in zip(people, digests, strict=True):
        found[party] |= {digest for digests in by_mark.values() for digest in digests}
    return zip(some, found.values(), strict=True)


def _act(party: str, one: Registration, fingerprints: Iterable[str]) -> tuple[Act, Act]:
    said: dict[str, Json] = {
        "party": party,
        "organisation": one.organisation,
        "size": one.size,
        "needs": sorted(one.needs),
        "documents": one.papers.value,
        "language": one.language,
        "modes": sorted(mode.value for mode in one.modes),
        "people": len(one.people),
        "fingerprints": sorted(fingerprints),
        "channels": sorted(one.channels),
    }
    if one.place is not None:
        said["place"] = {"lon": one.place.lon, "lat": one.place.lat, "precision_metres": one.place.precision_metres}
    return ("party.registered", said), ("case.opened", {"case": party, "party": party})
