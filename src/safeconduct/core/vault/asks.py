"""Name what may be asked of the vault; nothing asks for more than one identity."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.record import ActorId
from safeconduct.core.vault.exports import Approval, ExportRequest
from safeconduct.core.vault.identity import CaseId, Field


@dataclass(frozen=True, slots=True)
class BeginCase:
    """Ask for a case's public key: with it anybody seals, and nobody opens."""

    actor: ActorId
    case: CaseId


@dataclass(frozen=True, slots=True)
class KeepSealed:
    """Give a sealed identity to keep."""

    actor: ActorId
    case: CaseId
    box: bytes


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Ask for the keyed fingerprints of a case that is sealed, to find it twice."""

    actor: ActorId
    case: CaseId


@dataclass(frozen=True, slots=True)
class TagReferences:
    """Ask for the keyed tags of what organisations call their parties, to find one that was registered before."""

    actor: ActorId
    digests: tuple[bytes, ...]  # of the references: nobody needs to send one in the clear


@dataclass(frozen=True, slots=True)
class Allow:
    """Give leave to register so many people, or for addresses of so many messages, by whoever has the passphrase."""

    actor: ActorId
    people: int
    nonce: str  # so that a leave is given once
    tag: bytes  # keyed: who has no passphrase cannot make it
    messages: int = 0  # to the dispatcher; then it is no leave to register
    hours: int = 1  # so long


@dataclass(frozen=True, slots=True)
class OpenIdentity:
    """Ask for chosen fields of one identity, for a purpose."""

    actor: ActorId
    case: CaseId
    purpose: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class OpenContact:
    """Ask for one address of one case, at the moment when a message is sent to it."""

    actor: ActorId
    case: CaseId
    message: str
    channel: str


@dataclass(frozen=True, slots=True)
class EraseCase:
    """Ask that nobody can ever open a case again."""

    actor: ActorId
    case: CaseId


@dataclass(frozen=True, slots=True)
class Export:
    """Ask for an approved export."""

    actor: ActorId
    request: ExportRequest
    approvals: tuple[Approval, ...]


@dataclass(frozen=True, slots=True)
class TellStatus:
    """Ask how the vault stands, and for the digests of some entries of its ledger; holds nothing of anybody."""

    actor: ActorId
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """Ask that the keys be forgotten, now."""

    actor: ActorId


OfOneCase = BeginCase | KeepSealed | Fingerprint | OpenIdentity | OpenContact | EraseCase
Ask = OfOneCase | TagReferences | Allow | Export | TellStatus | Lock
