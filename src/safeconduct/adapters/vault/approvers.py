"""Know who may approve an export: their public keys, in a file that only who has the operation key can have written."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.record import ActorId, encode
from safeconduct.core.vault import Approval, ExportRequest, is_id

PUBLIC_BYTES: Final = 32


class Approvers:
    """Hold the people enrolled with one vault."""

    def __init__(self, file: Path, key: bytes) -> None:
        """Read the file; nobody is enrolled where there is none.

        Raises:
            CannotReadError: where somebody else wrote it.
        """
        self._file, self._key = file, key
        self._people: dict[ActorId, bytes] = {}
        if not file.exists():
            return
        try:
            said = json.loads(file.read_bytes())
            people = {ActorId(str(name)): bytes.fromhex(public) for name, public in said["people"].items()}
            good = hmac.compare_digest(self._tag(people), str(said["tag"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            good, people = False, {}
        if not good:
            raise CannotReadError(f"{file}: not written by who has the passphrase; restore it, or enrol everybody anew")
        self._people = people

    @property
    def names(self) -> list[ActorId]:
        """Return who is enrolled."""
        return sorted(self._people)

    def enrol(self, name: str, public: bytes) -> None:
        """Add a person. One key is one person: neither a name nor a key stands twice.

        Raises:
            InputFaultsError: where it would.
        """
        problem = ""
        if not is_id(name):
            problem = "not an id"
        elif name in self._people or public in self._people.values():
            problem = "this name or this key is enrolled"
        elif len(public) != PUBLIC_BYTES:
            problem = "not a public key"
        if problem:
            raise InputFaultsError([Fault("approver", 0, "", name, problem, "see `safeconduct vault enrol --help`")])
        people = {**self._people, ActorId(name): public}
        said = {"people": {one: key.hex() for one, key in people.items()}, "tag": self._tag(people)}
        part = self._file.with_suffix(".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as opened:
            json.dump(said, opened)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(self._file)
        self._people = people

    def keep_good(self, approvals: Iterable[Approval]) -> tuple[Approval, ...]:
        """Return the approvals that were signed by who they name."""
        return tuple(one for one in approvals if self._is_good(one))

    def _is_good(self, approval: Approval) -> bool:
        public = self._people.get(approval.approver)
        if public is None:
            return False
        try:
            VerifyKey(public).verify(approval.signed(), approval.signature)
        except (BadSignatureError, ValueError):
            return False
        return True

    def _tag(self, people: Mapping[ActorId, bytes]) -> str:
        said = encode({name: key.hex() for name, key in people.items()})
        return hashlib.blake2b(said, key=self._key, digest_size=32).hexdigest()


def approve_export(request: ExportRequest, approver: str, rows_typed: int, secret: bytes) -> Approval:
    """Return a person's approval of exactly this request."""
    unsigned = Approval(ActorId(approver), request.digest(), rows_typed, b"")
    return Approval(
        unsigned.approver, unsigned.request, rows_typed, SigningKey(secret).sign(unsigned.signed()).signature
    )


def find_public(secret: bytes) -> bytes:
    """Return the public key that a person enrols with."""
    return bytes(SigningKey(secret).verify_key)


def sign_words(secret: bytes, words: bytes) -> bytes:
    """Return a person's signature of something else than an export: an approval or a vouch that goes on record."""
    return SigningKey(secret).sign(words).signature
