"""Ask keyd: the only way in which anything of safeconduct reaches an identity."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from safeconduct.adapters.vault.boxes import seal_identity
from safeconduct.adapters.vault.frames import read_frame, write_frame
from safeconduct.adapters.vault.peer import find_peer
from safeconduct.adapters.vault.wire import write_ask
from safeconduct.core.record import ActorId
from safeconduct.core.vault import (
    Approval,
    Ask,
    BeginCase,
    CaseId,
    EraseCase,
    Export,
    ExportRequest,
    Field,
    Fingerprint,
    Identity,
    KeepSealed,
    Lock,
    OpenContact,
    OpenIdentity,
    TellStatus,
    VaultLockedError,
    VaultRefusedError,
    parse_identity,
)

ANSWER_SECONDS: Final = 70.0  # an erasure may wait for a slow stick
UNLOCK: Final = "start it with `safeconduct keyd`"


class VaultClient:
    """Speak with the keyd of one socket, for one actor; fills the port Vault.

    Every method raises VaultLockedError where keyd does not answer, and VaultRefusedError where it refuses.
    """

    def __init__(self, path: Path, actor: ActorId) -> None:
        """Name the socket; nothing is opened before the first ask."""
        self._path, self._actor = path, actor

    def seal(self, case: CaseId, identity: Identity) -> None:
        """Seal an identity here, to the key of its case, and give it to keyd."""
        public = bytes.fromhex(self._ask(BeginCase(self._actor, case))["public"])
        self._ask(KeepSealed(self._actor, case, seal_identity(identity, case, public)))

    def fingerprint(self, case: CaseId) -> dict[str, list[str]]:
        """Return the keyed fingerprints of a case, by what is compared."""
        found: dict[str, list[str]] = self._ask(Fingerprint(self._actor, case))["fingerprints"]
        return found

    def open_identity(self, case: CaseId, purpose: str, fields: Sequence[Field]) -> Identity:
        """Return the fields asked for of one identity."""
        said = self._ask(OpenIdentity(self._actor, case, purpose, tuple(fields)))["identity"]
        return parse_identity(said) if said else Identity()

    def open_contact(self, case: CaseId, message: str, channel: str) -> str:
        """Return the address to which a message goes now."""
        return str(self._ask(OpenContact(self._actor, case, message, channel))["address"])

    def erase(self, case: CaseId) -> dict[str, int]:
        """Destroy the key of a case; return the copies that were not reached, which keyd goes on trying."""
        owed: dict[str, int] = self._ask(EraseCase(self._actor, case))["owed"]
        return owed

    def export(self, request: ExportRequest, approvals: Sequence[Approval]) -> str:
        """Have an approved export written; return its file, in the vault's folder, for the receiver alone."""
        return str(self._ask(Export(self._actor, request, tuple(approvals)))["file"])

    def read_status(self) -> dict[str, Any]:
        """Return how the vault stands."""
        said = self._ask(TellStatus(self._actor))
        return {key: value for key, value in said.items() if key != "ok"}

    def lock(self) -> None:
        """Have keyd forget the keys and stop."""
        self._ask(Lock(self._actor))

    def _ask(self, ask: Ask) -> dict[str, Any]:
        answer = exchange(self._path, write_frame(write_ask(ask)))
        if answer.get("ok") is not True:
            code, wait = str(answer.get("code")), answer.get("wait_seconds", 0)
            if code == "locked":
                raise VaultLockedError(f"the vault is locked; {UNLOCK}")
            raise VaultRefusedError(code, str(answer.get("why")), wait if isinstance(wait, int) else 0)
        return answer


def exchange(path: Path, frame: bytes) -> dict[str, Any]:
    """Send a frame and return the answer.

    Raises:
        VaultLockedError: where nobody answers, or not who owns the vault's folder.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(ANSWER_SECONDS)
        try:
            connection.connect(os.fspath(path))
            if find_peer(connection) != path.parent.stat().st_uid:
                raise VaultLockedError(
                    f"who listens at {path} does not own the vault: trust nothing, find out who it is"
                )
            connection.sendall(frame)
            answer = read_frame(lambda size: _read(connection, size))
        except OSError as error:
            raise VaultLockedError(f"the vault is locked: keyd does not answer at {path}; {UNLOCK}") from error
        except ValueError:
            answer = None
    if answer is None:
        raise VaultLockedError(f"the vault is locked: keyd stopped, or does not answer this user; {UNLOCK}")
    return answer


def _read(connection: socket.socket, size: int) -> bytes:
    pieces: list[bytes] = []
    while size and (piece := connection.recv(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
