"""Reach the vault: the ports of who people are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

if TYPE_CHECKING:
    from safeconduct.core.vault import Approval, CaseId, ExportRequest, Field, Identity


class Vault(Protocol):
    """Reach the identities of one vault, one by one; raise VaultLockedError or VaultRefusedError where it does not."""

    def seal(self, case: CaseId, identity: Identity) -> None:
        """Seal an identity to the key of its case and have it kept."""
        ...

    def seal_all(self, people: Sequence[tuple[CaseId, Identity]]) -> None:
        """Seal many; those before one that is refused stay sealed."""
        ...

    def fingerprint_all(self, cases: Sequence[CaseId]) -> Sequence[Mapping[str, Sequence[str]]]:
        """Return the keyed fingerprints of each case, by what is compared; equal ones may be one person's."""
        ...

    def tag_references(self, references: Sequence[tuple[str, str]]) -> Sequence[str]:
        """Return a keyed tag for each organisation and its own name for a party: equal for equal, for ever."""
        ...

    def open_identity(self, case: CaseId, purpose: str, fields: Sequence[Field]) -> Identity:
        """Return the fields asked for of one identity."""
        ...

    def open_contact(self, case: CaseId, message: str, channel: str) -> str:
        """Return the address to which a message goes now; once for each message."""
        ...

    def erase(self, case: CaseId) -> Mapping[str, int]:
        """Destroy the key of a case; return how many erased cases each copy not reached still holds."""
        ...

    def export(self, request: ExportRequest, approvals: Sequence[Approval]) -> str:
        """Have an approved export written for its receiver; return the name of its file."""
        ...

    def read_status(self) -> Mapping[str, Any]:
        """Return how the vault stands."""
        ...

    def read_entries(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """Return the digests of these entries of the vault's ledger; "" for one that is not there."""
        ...

    def lock(self) -> None:
        """Have the keys forgotten, now."""
        ...


class VaultKeeper(Protocol):
    """Make vaults, and what people need to use one; each raises SafeconductError where it cannot."""

    def reach(self, folder: Path, actor: str) -> Vault:
        """Return the vault of a folder."""
        ...

    def make(self, folder: Path, passphrase: str, *, exercise: bool, user: str | None) -> None:
        """Make a new vault, which belongs to a system user."""
        ...

    def enrol(self, folder: Path, passphrase: str, name: str, public: str) -> None:
        """Enrol somebody who may approve exports; keyd knows it when it is started again."""
        ...

    def allow(self, folder: Path, passphrase: str, people: int, actor: str, messages: int = 0, hours: int = 1) -> None:
        """Let the service register so many people within an hour; or the dispatcher tell so many within these hours."""
        ...

    def add_copy(self, folder: Path, name: str, file: Path) -> None:
        """List one more copy of the keys; keyd writes it when it is started again."""
        ...

    def back_up(self, folder: Path, target: Path) -> None:
        """Copy what a backup may hold: everything but the keys of the cases."""
        ...

    def destroy(self, folder: Path, actor: str) -> Sequence[str]:
        """Destroy every key of a vault that is reached; return the names of the copies that were not."""
        ...

    def make_approver(self, file: Path, passphrase: str) -> str:
        """Make a person's key to approve with; return what they enrol with."""
        ...

    def make_receiver(self, file: Path) -> str:
        """Make a key to receive exports with; return what a request names."""
        ...

    def write_request(self, file: Path, request: ExportRequest) -> None:
        """Write a request for people to approve."""
        ...

    def read_request(self, file: Path) -> ExportRequest:
        """Return a request."""
        ...

    def approve(self, request: ExportRequest, name: str, rows: int, key: Path, passphrase: str, out: Path) -> None:
        """Write a person's approval of exactly this request."""
        ...

    def sign(self, key: Path, passphrase: str, words: bytes) -> bytes:
        """Return the signature, 64 bytes, of these bytes with an approver's own key; `make_approver` makes one."""
        ...

    def read_approvals(self, files: Sequence[Path]) -> tuple[Approval, ...]:
        """Return approvals."""
        ...

    def receive(self, file: Path, key: Path, out: Path) -> int:
        """Open an export where its receiver is; return its rows, of which one is invented."""
        ...

    def read_passphrase(self, handle: int | None, ask: str) -> str:
        """Return what stands in an open file, or is typed."""
        ...

    def become_keyd(self, arguments: Sequence[str]) -> NoReturn:
        """Make this process keyd."""
        ...
