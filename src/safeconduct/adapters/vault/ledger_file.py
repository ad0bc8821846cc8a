"""Keep the ledger of the vault: every opening and every refusal, chained and signed, before the answer goes out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from safeconduct.adapters.vault.case_keys import write_all
from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError
from safeconduct.core.record import (
    BEGINNING,
    NOTHING_BEFORE,
    ActorId,
    Break,
    DeviceId,
    Event,
    EventId,
    Flaw,
    HybridTime,
    Json,
    Sealed,
    check_chain,
    tick,
)

DEVICE: Final = DeviceId("keyd")


class LedgerFile:
    """Append to one ledger, which this process alone has open."""

    def __init__(self, file: Path, signing_key: bytes, *, exercise: bool) -> None:
        """Read and check the ledger, made where there is none; a line torn by a crash was never answered.

        Raises:
            InputFaultsError: where the ledger was changed.
        """
        self._signer = SigningKey(signing_key)
        self._exercise = exercise
        self._handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        data = file.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            os.ftruncate(self._handle, whole)
        self.size = whole
        sealed = list(_parse(data[:whole], file.name))
        _check(sealed, self._signer.verify_key, exercise, file.name)
        self.events = [one.event for one in sealed]  # of the past, until `forget`
        self._digests = [one.digest for one in sealed]
        self.head = sealed[-1].digest if sealed else NOTHING_BEFORE
        self._time = sealed[-1].event.time if sealed else BEGINNING

    @property
    def number(self) -> int:
        """Return how many entries there are."""
        return len(self._digests)

    def digest(self, number: int) -> bytes:
        """Return the digest of an entry; nothing where there is none of this number."""
        return self._digests[number - 1] if 0 < number <= len(self._digests) else b""

    def append(
        self, actor: ActorId, kind: str, payload: Mapping[str, Json], wall_millis: int, *, sync: bool = True
    ) -> Event:
        """Keep an entry; when this returns, a power cut does not take it back, unless it is left to the next to `sync`.

        Raises:
            SafeconductError: where the disk refuses: then nothing may be answered.
        """
        time = tick(self._time, wall_millis)
        event = Event(EventId(DEVICE, self.number + 1), time, actor, kind, payload, self._exercise, self.head)
        digest = event.digest()
        line = _write(Sealed(event, digest, self._signer.sign(digest).signature))
        try:
            if os.fstat(self._handle).st_size > self.size:
                os.ftruncate(self._handle, self.size)  # what a full disk left of an entry
            write_all(self._handle, [line])
            if sync:
                os.fsync(self._handle)
        except OSError as error:
            raise SafeconductError(
                f"cannot write the ledger: {error.strerror}: nothing is opened without it"
            ) from error
        self.size += len(line)
        self._digests.append(digest)
        self._time, self.head = time, digest
        return event

    def sync(self) -> None:
        """Have every entry survive a power cut; raise OSError where the disk fails."""
        os.fsync(self._handle)

    def forget(self) -> None:
        """Let go of the past events, once they were folded."""
        self.events = []

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


def read_ledger(file: Path) -> list[Sealed]:
    """Return all entries, unchecked; raise InputFaultsError where a line is none."""
    return list(_parse(file.read_bytes(), file.name))


def _check(log: list[Sealed], verify_key: VerifyKey, exercise: bool, name: str) -> None:
    """Raise where the chain is broken, or its newest entry is not signed: that signature vouches for all before it."""
    flaws = check_chain(log, exercise=exercise)
    if log and not flaws:
        try:
            verify_key.verify(log[-1].digest, log[-1].signature)
        except (BadSignatureError, ValueError):
            flaws = [Flaw(log[-1].event.ident, Break.UNSIGNED)]
    remedy = "find out who changed it; restore it, or keep it as evidence and begin a new vault"
    if flaws:
        raise InputFaultsError([Fault(name, flaw.ident.number, "", "", str(flaw.what), remedy) for flaw in flaws[:20]])


def _write(sealed: Sealed) -> bytes:
    event = sealed.event
    said = {
        "n": event.ident.number,
        "millis": event.time.millis,
        "counter": event.time.counter,
        "actor": event.actor,
        "kind": event.kind,
        "payload": event.payload,
        "exercise": event.exercise,
        "previous": event.previous.hex(),
        "digest": sealed.digest.hex(),
        "signature": sealed.signature.hex(),
    }
    return json.dumps(said).encode() + b"\n"


def _parse(data: bytes, name: str) -> Iterator[Sealed]:
    for number, line in enumerate(data.splitlines(), 1):
        try:
            yield _read(json.loads(line))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise InputFaultsError([Fault(name, number, "", "", "not an entry", "restore the ledger")]) from None


def _read(said: dict[str, Any]) -> Sealed:
    event = Event(
        EventId(DEVICE, int(said["n"])),
        HybridTime(int(said["millis"]), int(said["counter"])),
        ActorId(str(said["actor"])),
        str(said["kind"]),
        dict(said["payload"]),
        bool(said["exercise"]),
        bytes.fromhex(said["previous"]),
    )
    return Sealed(event, bytes.fromhex(said["digest"]), bytes.fromhex(said["signature"]))
