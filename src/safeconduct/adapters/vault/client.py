"""Ask keyd: the only way in which anything of safeconduct reaches an identity."""

from __future__ import annotations

import hashlib
import os
import socket
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from safeconduct.adapters.vault.boxes import seal_identity
from safeconduct.adapters.vault.frames import read_frame, write_frame
from safeconduct.adapters.vault.peer import find_peer
from safeconduct.adapters.vault.wire import REFERENCE_BYTES, REFERENCES_MAX, TOGETHER_MAX, write_ask
from safeconduct.core.record import ActorId
from safeconduct.core.vault import (
    Allow,
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
    TagReferences,
    TellStatus,
    VaultLockedError,
    VaultRefusedError,
    parse_identity,
)

ANSWER_SECONDS: Final = 70.0  # an erasure may wait for a slow stick
ENTRIES_ASKED: Final = 500
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
        self.seal_all([(case, identity)])

    def seal_all(self, people: Sequence[tuple[CaseId, Identity]]) -> None:
        """Seal many identities; one that was sealed before is sealed anew, and the new one counts."""
        begun = self._ask_together(BeginCase(self._actor, case) for case, _ in people)
        publics = [bytes.fromhex(answer["public"]) for answer in begun]
        self._ask_together(
            KeepSealed(self._actor, case, seal_identity(identity, case, public))
            for (case, identity), public in zip(people, publics, strict=True)
        )

    def fingerprint(self, case: CaseId) -> dict[str, list[str]]:
        """Return the keyed fingerprints of a case, by what is compared."""
        return self.fingerprint_all([case])[0]

    def fingerprint_all(self, cases: Sequence[CaseId]) -> list[dict[str, list[str]]]:
        """Return the keyed fingerprints of many cases, each by what is compared."""
        return [one["fingerprints"] for one in self._ask_together(Fingerprint(self._actor, case) for case in cases)]

    def tag_references(self, references: Sequence[tuple[str, str]]) -> list[str]:
        """Return a keyed tag for each organisation and what it calls a party: the same for the same, for ever."""
        digests = [_digest(organisation, reference) for organisation, reference in references]
        tags: list[str] = []
        for at in range(0, len(digests), REFERENCES_MAX):
            tags += self._ask(TagReferences(self._actor, tuple(digests[at : at + REFERENCES_MAX])))["tags"]
        return tags

    def allow(self, people: int, nonce: str, tag: bytes, messages: int = 0, hours: int = 1) -> None:
        """Hand over a leave to register so many people, or for so many messages."""
        self._ask(Allow(self._actor, people, nonce, tag, messages, hours))

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
        return {key: value for key, value in said.items() if key not in ("ok", "entries")}

    def read_entries(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the digests of these entries of the ledger, hex; "" for one that is not there."""
        found: dict[int, str] = {}
        for at in range(0, len(numbers), ENTRIES_ASKED):
            some = self._ask(TellStatus(self._actor, tuple(numbers[at : at + ENTRIES_ASKED])))["entries"]
            found |= {int(number): str(digest) for number, digest in some.items()}
        return found

    def lock(self) -> None:
        """Have keyd forget the keys and stop."""
        self._ask(Lock(self._actor))

    def _ask(self, ask: Ask) -> dict[str, Any]:
        return _check(exchange(self._path, write_frame(write_ask(ask))))

    def _ask_together(self, asks: Iterable[Ask]) -> list[dict[str, Any]]:
        """Ask several things in as few frames as hold them; those before one that is refused have been done."""
        found: list[dict[str, Any]] = []
        for frame in _gather([write_ask(ask) for ask in asks]):
            found += [_check(one) for one in _check(exchange(self._path, frame))["answers"]]
        return found


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


def _check(answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("ok") is not True:
        code, wait = str(answer.get("code")), answer.get("wait_seconds", 0)
        if code == "locked":
            raise VaultLockedError(f"the vault is locked; {UNLOCK}")
        raise VaultRefusedError(code, str(answer.get("why")), wait if isinstance(wait, int) else 0)
    return answer


def _gather(asks: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    """Return frames: a short one for each ask alone where two do not fit."""
    at = 0
    while at < len(asks):
        count = min(TOGETHER_MAX, len(asks) - at)
        while True:
            try:
                yield write_frame({"op": "together", "asks": asks[at : at + count]})
                break
            except ValueError:
                if count == 1:
                    raise
                count //= 2
        at += count


def _digest(organisation: str, reference: str) -> bytes:
    said = "\0".join(unicodedata.normalize("NFC", text.strip()) for text in (organisation, reference))
    return hashlib.blake2b(said.encode(), digest_size=REFERENCE_BYTES).digest()


def _read(connection: socket.socket, size: int) -> bytes:
    pieces: list[bytes] = []
    while size and (piece := connection.recv(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
