"""Make vaults, and the keys and files that people hold beside one."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

from pyrage import DecryptError, IdentityError, decrypt, x25519

import safeconduct
from safeconduct.adapters.secret_file import SecretFile
from safeconduct.adapters.vault.approvers import Approvers, approve_export, find_public, sign_words
from safeconduct.adapters.vault.client import VaultClient
from safeconduct.adapters.vault.hardening import find_user
from safeconduct.adapters.vault.key_copies import KeyCopies, overwrite
from safeconduct.adapters.vault.keyd import read_passphrase
from safeconduct.adapters.vault.leave import sign_leave
from safeconduct.adapters.vault.operation_key import Cost, Passphrase, make_key_file, open_key_file
from safeconduct.adapters.vault.vault_folder import APPROVERS, CASES, COPIES, EXPORTS, KEY_FILE, LEDGER, SEALED, SOCKET
from safeconduct.adapters.vault.wire import parse_approval, parse_request, write_approval, write_request
from safeconduct.core.basics import CannotReadError, SafeconductError
from safeconduct.core.record import ActorId
from safeconduct.core.vault import Approval, ExportRequest, VaultLockedError, VaultRefusedError

BACKED_UP: Final = (KEY_FILE, SEALED, LEDGER, APPROVERS)
"""What a backup may hold, in as many versions as one likes: without the case keys it opens nothing."""


class VaultFiles:
    """Keep vaults in folders; fills the port VaultKeeper."""

    def __init__(self, cost: Cost | None = None) -> None:
        """Take what a guess at a new passphrase is to cost, where not as much as usual."""
        self._cost = cost

    def reach(self, folder: Path, actor: str) -> VaultClient:
        """Return the vault of a folder."""
        return VaultClient(folder / SOCKET, ActorId(actor))

    def make(self, folder: Path, passphrase: str, *, exercise: bool, user: str | None) -> None:
        """Make a vault; others may pass through its folder to the socket, and read nothing there."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            make_key_file(folder / KEY_FILE, [Passphrase(passphrase, self._cost)], exercise=exercise)
            (folder / EXPORTS).mkdir(mode=0o750, exist_ok=True)
            folder.chmod(0o711)
            if user is not None:
                entry = find_user(user)
                for path in (folder, *folder.iterdir()):
                    os.chown(path, entry.pw_uid, entry.pw_gid)
        except OSError as error:
            raise SafeconductError(f"cannot make a vault in {folder}: {error.strerror}") from error

    def enrol(self, folder: Path, passphrase: str, name: str, public: str) -> None:
        """Enrol an approver; raise where the passphrase is wrong, or the name or the key is enrolled."""
        key = open_key_file(folder / KEY_FILE, Passphrase(passphrase))
        try:
            data = bytes.fromhex(public)
        except ValueError:
            data = b""
        file = folder / APPROVERS
        Approvers(file, key.derive("approvers")).enrol(name, data)
        _give_to_owner(folder, file)

    def allow(self, folder: Path, passphrase: str, people: int, actor: str, messages: int = 0, hours: int = 1) -> None:
        """Sign a leave by the key of the vault, and hand it to keyd; raise where the passphrase is wrong."""
        nonce = secrets.token_hex(16)
        tag = sign_leave(open_key_file(folder / KEY_FILE, Passphrase(passphrase)), people, nonce, messages, hours)
        self.reach(folder, actor).allow(people, nonce, tag, messages, hours)

    def add_copy(self, folder: Path, name: str, file: Path) -> None:
        """List a copy of the keys."""
        listed = folder / COPIES
        KeyCopies(listed)  # what is there must be good
        said = json.loads(listed.read_bytes()) if listed.exists() else {}
        _write_json(listed, {**said, name: str(file.absolute())})
        KeyCopies(listed)
        _give_to_owner(folder, listed)

    def back_up(self, folder: Path, target: Path) -> None:
        """Copy all but the case keys; keyd may run meanwhile: what is being appended is whole or left out."""
        try:
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name in BACKED_UP:
                if (folder / name).exists():
                    _copy(folder / name, target / name)
        except OSError as error:
            raise SafeconductError(f"cannot back up {folder} to {target}: {error.strerror}") from error

    def destroy(self, folder: Path, actor: str) -> list[str]:
        """Lock the vault, then overwrite and remove every key that is reached; return the copies that were not."""
        with suppress(VaultLockedError, VaultRefusedError):
            self.reach(folder, actor).lock()
        copies = KeyCopies(folder / COPIES)
        try:
            for name in (CASES, KEY_FILE):
                overwrite(folder / name)
        except OSError as error:
            raise SafeconductError(f"cannot destroy the keys in {folder}: {error.strerror}: burn the disk") from error
        return sorted(name for name in copies.names if not copies.destroy(name))

    def make_approver(self, file: Path, passphrase: str) -> str:
        """Make a person's key, wrapped by a passphrase of their own."""
        return find_public(make_key_file(file, [Passphrase(passphrase, self._cost)], exercise=False).secret).hex()

    def make_receiver(self, file: Path) -> str:
        """Make an age identity in a file that its owner alone reads."""
        identity = x25519.Identity.generate()
        SecretFile().keep(file, f"{identity}\n")
        return str(identity.to_public())

    def write_request(self, file: Path, request: ExportRequest) -> None:
        """Write a request as JSON."""
        _write_json(file, write_request(request))

    def read_request(self, file: Path) -> ExportRequest:
        """Return a request; raise CannotReadError where it is none."""
        try:
            return parse_request(_read_json(file))
        except (ValueError, KeyError, TypeError):
            raise CannotReadError(f"{file}: not a request; `safeconduct vault request` writes one") from None

    def approve(self, request: ExportRequest, name: str, rows: int, key: Path, passphrase: str, out: Path) -> None:
        """Sign a request."""
        secret = open_key_file(key, Passphrase(passphrase)).secret
        _write_json(out, write_approval(approve_export(request, name, rows, secret)))

    def sign(self, key: Path, passphrase: str, words: bytes) -> bytes:
        """Sign with a person's own key; raise where the passphrase does not open it."""
        return sign_words(open_key_file(key, Passphrase(passphrase)).secret, words)

    def read_approvals(self, files: Sequence[Path]) -> tuple[Approval, ...]:
        """Return approvals; raise CannotReadError where one is none."""
        approvals = []
        for file in files:
            try:
                approvals.append(parse_approval(_read_json(file)))
            except (ValueError, KeyError, TypeError):
                raise CannotReadError(f"{file}: not an approval; `safeconduct vault approve` writes one") from None
        return tuple(approvals)

    def receive(self, file: Path, key: Path, out: Path) -> int:
        """Open an export into a file that its owner alone reads."""
        try:
            identity = x25519.Identity.from_str(key.read_text(encoding="utf-8").strip())
            table: str = decrypt(file.read_bytes(), [identity]).decode()
        except OSError as error:
            raise CannotReadError(f"{error.filename}: {error.strerror}") from None
        except (DecryptError, IdentityError, UnicodeDecodeError):
            raise CannotReadError(f"{file}: not an export for this key") from None
        SecretFile().keep(out, table)
        return table.count("\n") - 1

    def read_passphrase(self, handle: int | None, ask: str) -> str:
        """Return the first line of an open file, or what is typed."""
        return read_passphrase(handle, ask)

    def become_keyd(self, arguments: Sequence[str]) -> NoReturn:
        """Replace this process by one that has loaded the vault and nothing else."""
        home = str(Path(safeconduct.__file__).parents[1])
        paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        module = "safeconduct.adapters.vault.keyd"
        os.execve(sys.executable, [sys.executable, "-P", "-m", module, *arguments], {**os.environ, "PYTHONPATH": paths})


def _read_json(file: Path) -> Mapping[str, Any]:
    try:
        said = json.loads(file.read_bytes())
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}") from None
    if not isinstance(said, dict):
        raise ValueError("not an object")
    return said


def _write_json(file: Path, said: Mapping[str, object]) -> None:
    try:
        part = file.with_name(f".{file.name}.part")
        part.write_text(json.dumps(said, indent=1), encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise SafeconductError(f"cannot write {file}: {error.strerror}") from error


def _copy(source: Path, target: Path) -> None:
    """Replace a file by a copy, once it is safely on the disk."""
    part = target.with_name(f".{target.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "wb") as opened:
        opened.write(source.read_bytes())
        opened.flush()
        os.fsync(opened.fileno())
    part.replace(target)


def _give_to_owner(folder: Path, file: Path) -> None:
    """Have a file that root wrote belong to who the folder belongs to."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(file, owner.st_uid, owner.st_gid)
