"""Hold one unlocked vault: its keys, boxes, ledger and copies, and what the ledger says has happened."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from safeconduct.adapters.vault.approvers import Approvers
from safeconduct.adapters.vault.boxes import open_box
from safeconduct.adapters.vault.case_keys import CaseKeys, sync_folder
from safeconduct.adapters.vault.clock import Clock
from safeconduct.adapters.vault.key_copies import KeyCopies
from safeconduct.adapters.vault.ledger_file import LedgerFile
from safeconduct.adapters.vault.operation_key import OperationKey
from safeconduct.adapters.vault.sealed_file import SealedFile
from safeconduct.core.basics import SafeconductError
from safeconduct.core.record import ActorId, Event, Json
from safeconduct.core.vault import CaseId, Door, Erasures, Identity, Quota, Running, Spent, Standing

KEY_FILE: Final = "operation.key"
CASES, SEALED, LEDGER, APPROVERS = "cases.keys", "identities.sealed", "ledger.jsonl", "approvers.json"
COPIES, EXPORTS, LOCK, SOCKET = "copies.json", "exports", "keyd.lock", "keyd.sock"
SYSTEM: Final = ActorId("keyd")


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold the two clocks of a decision."""

    running: int
    wall: int


class VaultFolder:
    """Open a folder for one process alone, and fold its ledger."""

    def __init__(self, folder: Path, key: OperationKey, clock: Clock) -> None:
        """Read everything; what the ledger says was erased is erased again where an old copy brought it back.

        Raises:
            SafeconductError: where another keyd has the folder; InputFaultsError: where a file of it was changed.
        """
        self.key, self._clock, self._path = key, clock, folder
        self._held = _hold(folder / LOCK)
        self.keys = CaseKeys(folder / CASES, key.derive("case keys"))
        self.sealed = SealedFile(folder / SEALED)
        self.approvers = Approvers(folder / APPROVERS, key.derive("approvers"))
        self.copies = KeyCopies(folder / COPIES)
        self.tag_key = key.derive("fingerprints")
        self.memory_locked = False
        self.group: int | None = None  # that may read exports
        self.door, self.erasures, self._running = Door(), Erasures(), Running()
        self.messages: set[str] = set()
        self._gone: set[CaseId] = set()
        self._once_sealed: set[CaseId] = set()
        self.leaves: set[str] = set()  # that were given, by nonce
        self._together = False
        self.exports: dict[str, int] = {}  # by request, when it expires
        self._copied: dict[str, int] = {}  # by copy, the version of the keys in it
        self.ledger = LedgerFile(folder / LEDGER, key.derive("ledger"), exercise=key.exercise)
        for event in self.ledger.events:
            self._fold(event)
        self.ledger.forget()
        if not len(self.keys) and self._once_sealed - self._gone:
            self.close()
            raise SafeconductError(
                f"{folder / CASES}: the keys are not there: lay a copy of them there, see docs/vault.md"
            )
        sync_folder(folder)
        self.finish_erasures()
        self.note(SYSTEM, "vault.unlocked", {})
        for name in sorted(self.copies.names - self.erasures.taken.keys()):
            self.note(SYSTEM, "copy.listed", {"copy": name})  # before it is written: it owes from now on

    @property
    def copy_names(self) -> frozenset[str]:
        """Return the copies that are listed, and those that once were: a copy is not gone by being forgotten."""
        return self.copies.names | self.erasures.taken.keys()

    def read_clock(self) -> Moment:
        """Return the time; the running one is never before what the ledger holds."""
        reading = self._clock.read()
        self._running = self._running.advance(reading.boot, reading.up_millis)
        return Moment(self._running.millis, reading.wall_millis)

    def note(
        self, actor: ActorId, kind: str, payload: Mapping[str, Json], spent: Spent | None = None, *, sync: bool = True
    ) -> None:
        """Write an entry, and count what it spends; when this returns, neither a crash nor a restart takes it back."""
        moment = self.read_clock()
        running = self._running
        said: dict[str, Json] = {**payload, "running": running.millis, "boot": running.boot, "up": running.up_millis}
        if spent is not None:
            said |= {"quota": str(spent.quota), "count": spent.count}
        self._fold(self.ledger.append(actor, kind, said, moment.wall, sync=sync and not self._together))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Do several things for one wait for the disk; only after this has ended may any of them be answered.

        Raises:
            SafeconductError: where the disk fails: then nobody knows what it holds, and nothing may follow.
        """
        self._together = True
        try:
            yield
        finally:
            self._together = False
            try:
                for file in (self.keys, self.sealed, self.ledger):
                    file.sync()
            except OSError as error:
                raise SafeconductError(f"cannot write the vault: {error.strerror}: check the disk") from error

    def add_case(self, case: CaseId) -> bytes:
        """Draw the key pair of a new case and return the public key."""
        return self.keys.add(case, sync=not self._together)

    def keep_sealed(self, case: CaseId, box: bytes) -> None:
        """Keep a box."""
        self.sealed.append(case, box, sync=not self._together)

    def standing(self, case: CaseId) -> Standing:
        """Tell how a case stands."""
        if case in self._gone or self.keys.is_erased(case):
            return Standing.ERASED
        if case not in self.keys:
            return Standing.UNKNOWN
        return Standing.SEALED if case in self.sealed else Standing.BEGUN

    def open_identity(self, case: CaseId) -> Identity:
        """Return the newest identity of a case; raise SafeconductError where a file was changed."""
        try:
            return open_box(self.sealed.read(case), case, self.keys.private(case))
        except ValueError:
            raise SafeconductError(f"what is sealed for {case} was changed on the disk: restore it") from None

    def erase(self, case: CaseId) -> dict[str, int]:
        """Destroy a key here and in every copy that is reached; return how many erased cases each other copy holds."""
        self._destroy(case)
        self.rewrite_copies()
        return self.owed()

    def finish_erasures(self) -> None:
        """Destroy what the ledger says was erased and is there: a disk had failed, or somebody laid old keys back."""
        for case in self._gone:
            if case in self.keys and not self.keys.is_erased(case):
                self._destroy(case)

    def owed(self) -> dict[str, int]:
        """Return how many erased cases each copy may still open."""
        return self.erasures.owed_by(self.copy_names)

    def find_stale(self) -> list[str]:
        """Return the copies that are not as the keys are: not reached, or of other keys."""
        return sorted(name for name in self.copies.names if self._copied.get(name) != self.keys.version)

    def count_lost(self) -> int:
        """Count the cases that were sealed and whose key is not there: they must be sealed anew."""
        return sum(case not in self.keys for case in self._once_sealed - self._gone)

    def rewrite_copies(self) -> None:
        """Bring every copy up to date that is not, as far as it is reached."""
        owed, count = self.owed(), len(self.erasures.cases)
        for name in sorted(self.copies.names):
            if (name in owed or self._copied.get(name) != self.keys.version) and self.copies.rewrite(name, self.keys):
                self._copied[name] = self.keys.version
                if name in owed:
                    self.note(SYSTEM, "copy.rewritten", {"copy": name, "erased": count})

    def keep_export(self, ident: str, data: bytes) -> str:
        """Keep an export for its receiver, readable by the group of the socket; return the name of the file."""
        name = f"{ident}.csv.age"
        folder = self._path / EXPORTS
        folder.mkdir(exist_ok=True)
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        for path, mode in ((folder, 0o750), (folder / name, 0o640)):
            if self.group is not None:
                os.chown(path, -1, self.group)
            path.chmod(mode)  # whatever the umask says
        sync_folder(folder)
        return f"{EXPORTS}/{name}"

    def remove_expired(self) -> None:
        """Take away exports whose day is over."""
        now = self._clock.read().wall_millis
        for ident, expires in self.exports.items():
            if expires <= now:
                (self._path / EXPORTS / f"{ident}.csv.age").unlink(missing_ok=True)

    def close(self) -> None:
        """Close every file and let go of the keys."""
        for held in (self.keys, self.sealed, self.ledger):
            held.close()
        del self.key, self.tag_key
        os.close(self._held)

    def _destroy(self, case: CaseId) -> None:
        if case in self.keys:
            self.keys.destroy(case)
        self.sealed.destroy(case)

    def _fold(self, event: Event) -> None:
        said = cast(Mapping[str, Any], event.payload)
        self._running = Running(said["running"], said["boot"], said["up"])
        if "quota" in said:
            self.door = self.door.take(Spent(Quota(said["quota"]), said["count"]), said["running"])
        match event.kind:
            case "contact.opened":
                self.messages.add(said["message"])
            case "leave.given":
                self.leaves.add(said["nonce"])
            case "identity.sealed":
                self._once_sealed.add(CaseId(said["case"]))
            case "case.erased":
                self._gone.add(CaseId(said["case"]))
                self.erasures = self.erasures.erase(CaseId(said["case"]), said["running"])
            case "copy.listed":
                self.erasures = self.erasures.rewrite(said["copy"], 0)
            case "copy.rewritten":
                self.erasures = self.erasures.rewrite(said["copy"], said["erased"])
            case "export.made":
                self.exports[said["request"]] = said["expires"]


def _hold(file: Path) -> int:
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise SafeconductError(f"{file.parent}: another keyd has this vault; stop it first") from None
    return handle
