"""Decide what the vault answers: one state, one decision, every quota; no path goes round it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from safeconduct.core.vault.asks import (
    Allow,
    Ask,
    BeginCase,
    EraseCase,
    Export,
    Fingerprint,
    KeepSealed,
    Lock,
    OfOneCase,
    OpenContact,
    OpenIdentity,
    TagReferences,
    TellStatus,
)
from safeconduct.core.vault.exports import object_to_export
from safeconduct.core.vault.purposes import PURPOSES
from safeconduct.core.vault.quota import LIMITS, Quota, Window


class Role(StrEnum):
    """Name who speaks, by the system user that the kernel names."""

    SERVICE = "service"  # the web process, and the command line
    DISPATCHER = "dispatcher"  # the process that sends messages
    IMPORTER = "importer"  # the process that reads lists of many people in
    KEEPER = "keeper"  # whom the vault's folder belongs to, where they are not the service: gives leave, opens nothing


class Standing(StrEnum):
    """Name how a case stands in the vault."""

    UNKNOWN = "unknown"
    BEGUN = "begun"  # it has a key, and nothing is sealed with it
    SEALED = "sealed"
    ERASED = "erased"


class Refusal(StrEnum):
    """Name why the vault refuses."""

    ROLE = "this system user may not ask for that"
    CASE = "nothing is sealed for this case"
    ERASED = "this case was erased: nobody can open it"
    PURPOSE = "no such purpose; see docs/vault.md, purposes"
    FIELDS = "this purpose does not see one of these fields"
    QUOTA = "the quota is used up: wait, or ask for fewer"
    MESSAGE = "this message has had its address; a message id is used once"
    EXPORT = "the export is refused"
    LEAVE = "this leave was not given by who has the passphrase, or was given before"


@dataclass(frozen=True, slots=True)
class Spent:
    """Say how much of a quota something takes."""

    quota: Quota
    count: int = 1


@dataclass(frozen=True, slots=True)
class Door:
    """Hold what was let through of late, as far as it bears on what may be."""

    windows: Mapping[Quota, Window] = field(default_factory=dict)

    def may_take(self, spent: Spent, now: int) -> bool:
        """Tell whether so much may be let through now."""
        return self._window(spent.quota).may_take(LIMITS[spent.quota], now, spent.count)

    def take(self, spent: Spent, now: int) -> Door:
        """Return the door once it was let through."""
        window = self._window(spent.quota).take(LIMITS[spent.quota], now, spent.count)
        return Door({**self.windows, spent.quota: window})

    def count_left(self, quota: Quota, now: int) -> int:
        """Return how many more may be let through now."""
        return LIMITS[quota].count - self._window(quota).count(LIMITS[quota], now)

    def wait_millis(self, quota: Quota, now: int) -> int:
        """Return how long it takes until one more may be let through."""
        return self._window(quota).wait_millis(LIMITS[quota], now)

    def _window(self, quota: Quota) -> Window:
        return self.windows.get(quota, Window())


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what a decision rests on besides the door: looked up for this ask, in the vault's own files."""

    role: Role
    standing: Standing  # of the case asked for
    now: int  # millis of the running clock
    wall: int  # since 1970, UTC, millis
    exercise: bool
    messages: AbstractSet[str] = frozenset()  # that have had their address
    exports: AbstractSet[str] = frozenset()  # that were made
    rows: int = 0  # of an export: the cases that are sealed
    allowance: int = 0  # of what is asked for, by leave of who typed the passphrase, for much at once
    leave_holds: bool = False  # that is asked to be given


def decide(ask: Ask, door: Door, facts: Facts) -> Refusal | None:
    """Return why an ask is refused, or None where it is granted; what it spends must then be taken from the door."""
    refusal = _refuse_by_role(ask, facts.role) or _refuse_by_case(ask, facts.standing) or _refuse_by_rule(ask, facts)
    if refusal:
        return refusal
    spent = find_spent(ask, facts)
    return None if spent is None or door.may_take(spent, facts.now) else Refusal.QUOTA


def find_spent(ask: Ask, facts: Facts) -> Spent | None:
    """Return what an ask takes of which quota; None where it takes nothing."""
    match ask:
        case OpenContact() if facts.role is Role.DISPATCHER:
            return Spent(Quota.MESSAGES if facts.allowance else Quota.CONTACTS)
        case Fingerprint() if facts.role is Role.IMPORTER or facts.allowance:
            return Spent(Quota.FINGERPRINTS)
        case TagReferences():
            count = len(ask.digests)
            many = facts.role is Role.IMPORTER or facts.allowance >= count
            return Spent(Quota.REFERENCES if many else Quota.IDENTITIES, count)
        case OpenIdentity() | OpenContact() | Fingerprint():
            return Spent(Quota.IDENTITIES)
        case BeginCase():
            return Spent(Quota.NEW_CASES) if facts.standing is Standing.UNKNOWN else None
        case KeepSealed():
            return Spent(Quota.SEALED)
        case EraseCase():
            return Spent(Quota.ERASURES)
        case Export():
            return Spent(Quota.EXPORTED_ROWS, len(ask.request.cases))
        case TellStatus() | Lock() | Allow():
            return None
        case _:
            assert_never(ask)


def _refuse_by_role(ask: Ask, role: Role) -> Refusal | None:
    """Refuse what is another's to ask: who sends or imports much opens no identity, whatever it is told to do."""
    match role:
        case Role.SERVICE:
            allowed = True
        case Role.DISPATCHER:
            allowed = isinstance(ask, OpenContact | TellStatus | Lock)
        case Role.IMPORTER:
            allowed = isinstance(ask, BeginCase | KeepSealed | Fingerprint | TagReferences | TellStatus | Lock)
        case Role.KEEPER:
            allowed = isinstance(ask, Allow | TellStatus | Lock)
        case _:
            assert_never(role)
    return None if allowed else Refusal.ROLE


def _refuse_by_case(ask: Ask, standing: Standing) -> Refusal | None:
    if not isinstance(ask, OfOneCase):
        return None
    if standing is Standing.ERASED:
        return Refusal.ERASED
    if isinstance(ask, BeginCase):
        return None
    if standing is Standing.UNKNOWN or (standing is Standing.BEGUN and not isinstance(ask, KeepSealed | EraseCase)):
        return Refusal.CASE
    return None


def _refuse_by_rule(ask: Ask, facts: Facts) -> Refusal | None:
    match ask:
        case OpenIdentity():
            purpose = PURPOSES.get(ask.purpose)
            if purpose is None:
                return Refusal.PURPOSE
            return None if ask.fields and purpose.fields.issuperset(ask.fields) else Refusal.FIELDS
        case OpenContact():
            return Refusal.MESSAGE if ask.message in facts.messages else None
        case Allow():
            return None if facts.leave_holds else Refusal.LEAVE
        case Export():
            against = object_to_export(
                ask.request, ask.approvals, facts.rows, facts.wall, facts.exports, facts.exercise
            )
            return Refusal.EXPORT if against else None
        case _:
            return None
