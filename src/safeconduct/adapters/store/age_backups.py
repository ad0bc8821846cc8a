"""Back up a store into a file encrypted by age, and restore it; nothing unencrypted is written on the way out."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Protocol

import pyrage

from safeconduct.adapters.store.appending import Asked, append_batch
from safeconduct.adapters.store.device_key import DeviceKey, read_key
from safeconduct.adapters.store.event_store import wall_millis
from safeconduct.adapters.store.export import BESIDE, HEIR, Exported, Importer
from safeconduct.adapters.store.forks import note_all_forks
from safeconduct.adapters.store.operation_folder import KEY, begin_operation, make_database, say_kind
from safeconduct.adapters.store.receiving import count_anew
from safeconduct.adapters.store.refusals import say_why
from safeconduct.adapters.store.verifying import find_flaws
from safeconduct.core.basics import CannotReadError, MixedError, StoreError
from safeconduct.core.operation import SYSTEM
from safeconduct.core.operation.binding import write_succession
from safeconduct.core.record import RESTORED, Break, DeviceId, Unsealed

CHUNK = 1 << 16


class Exporting(Protocol):
    """Give all that a store holds."""

    def export(self, beside: Mapping[str, str]) -> Iterator[bytes]:
        """Return it line by line, with the texts of files kept beside it."""


class AgeBackups:
    """Write and restore backups; fills the port Backups."""

    def write(
        self,
        store: Exporting,
        file: Path,
        recipients: Sequence[str] = (),
        passphrase: str = "",
        folder: Path | None = None,
    ) -> int:
        """Replace a file by a new backup in one step, and return its bytes; `folder` is the store's.

        The second factors of the operators, which stand in the folder, go with it: on a restored device they log in
        with the phones that they have.

        For recipients it is made in bounded memory; for a passphrase, its compressed form is held in memory.

        Raises:
            StoreError: for a key that is none, or where the disk refuses; an older backup is still there then.
        """
        keys = [_read_recipient(text) for text in recipients]
        if bool(keys) == bool(passphrase):
            raise StoreError("a backup is for recipients or for a passphrase: name one of them")
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        try:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
                parts = compress(store.export(_read_beside(folder)))
                if keys:
                    _encrypt(_Stream(parts), out, keys)
                else:
                    out.write(pyrage.passphrase.encrypt(b"".join(parts), passphrase))
                out.flush()
                os.fsync(out.fileno())
            size = part.stat().st_size
            part.replace(file)
            _sync_folder(file.parent)
        except OSError as error:
            raise StoreError(f"cannot write {file}: {error.strerror}: check the disk and the rights") from error
        finally:
            part.unlink(missing_ok=True)
        return size

    def restore(
        self,
        file: Path,
        folder: Path,
        exercise: bool,
        identities: Sequence[str] = (),
        passphrase: str = "",
        postgresql: str = "",
        *,
        lost: bool = False,
    ) -> DeviceId:
        """Make the store of a backup in a new folder, under a new name for this device, which is returned.

        Where the device that made the backup is `lost`, this one says on record that it stands in for it, and proves
        it by the key in the backup: who joined there has joined here, and nothing of the lost one counts any more.
        It is checked before it is there: a backup that is not whole, or whose logs are broken, leaves nothing.

        Raises:
            CannotReadError: for a file that cannot be opened with these keys.
            MixedError: for a backup of an exercise where a live operation is expected, or the other way round.
            StoreError: where the folder is in use, or where the check fails.
        """
        if folder.exists() and any(folder.iterdir()):
            raise StoreError(f"{folder} is not empty: name a new folder")
        part = folder.with_name(f".{folder.name}.{os.getpid()}.part")

        def look(head: Exported) -> None:
            if head.exercise != exercise:
                raise MixedError(f"{file} is of {say_kind(head.exercise)}, not of {say_kind(exercise)}")

        try:
            engines, key = make_database(part, postgresql)
            try:
                with say_why("cannot restore"), engines.write.begin() as connection:
                    importer = Importer(connection, look)
                    _feed(file, importer, [_read_identity(text) for text in identities], passphrase)
                    if importer.head is None or not importer.whole:
                        raise StoreError(f"{file} is not whole: take another backup")
                    head = importer.head
                    device = begin_operation(connection, key, head.ident, head.name, head.exercise)
                    for forked in note_all_forks(connection):
                        count_anew(connection, forked, 1)
                    flaws = find_flaws(connection, [], key.public_key)
                    broken = [flaw for flaw in flaws if flaw.what not in (Break.MISSING, Break.RIVAL)]
                    if broken:
                        raise StoreError(
                            f"{file} is broken at {broken[0].ident}, {broken[0].what}: take another backup"
                        )
                    heir = importer.files.pop(HEIR, "")
                    if lost:
                        append_batch(connection, [Asked((_stand_in(head, device, key, heir),))], key, wall_millis())
            finally:
                engines.dispose()
            for name, text in importer.files.items():
                _write_beside(part / name, text)
            part.replace(folder)
            _sync_folder(folder.parent)
            return device
        except OSError as error:
            raise StoreError(f"cannot make {folder}: {error.strerror}: check the disk and the rights") from error
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _read_beside(folder: Path | None) -> dict[str, str]:
    """Return what goes into a backup beside the store: the operators' second factors, and the key of a successor."""
    if folder is None:
        return {}
    files = [folder / name for name in sorted(BESIDE - {HEIR})]
    texts = {file.name: file.read_text(encoding="utf-8") for file in files if file.exists()}
    key = read_key(folder / KEY)
    return texts if key is None else {**texts, HEIR: key.make_heir().seed.hex()}


def _stand_in(head: Exported, device: DeviceId, key: DeviceKey, heir: str) -> Unsealed:
    """Return what says that a device stands in for the one that made the backup."""
    try:
        proof = DeviceKey(bytes.fromhex(heir))
    except ValueError:
        raise StoreError(
            f"the backup holds no key by which another device stands in for {head.device}: restore it without --lost, "
            "and let a duty officer of another device add this one and invite"
        ) from None
    public = key.public_key.hex()
    signature = proof.sign(write_succession(head.ident, head.device, device, public)).hex()
    said = {"device": head.device, "key": public, "signature": signature, "heir": key.make_heir().public_key.hex()}
    return Unsealed(RESTORED, SYSTEM, said)


def _write_beside(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def compress(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Return lines as a zlib stream, in parts."""
    squeezed = zlib.compressobj(1)
    for line in lines:
        if part := squeezed.compress(line):
            yield part
    yield squeezed.flush()


class _Stream:
    """Read from parts as from a file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._held = parts, b""
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while size < 0 or len(self._held) < size:
                self._held += next(self._parts)
        except StopIteration:
            pass
        except Exception as error:  # pyrage would hide what it was
            self.error = error
            raise
        size = len(self._held) if size < 0 else size
        given, self._held = self._held[:size], self._held[size:]
        return given


class _Lines:
    """Take a zlib stream as a file that is written, and hand on its lines."""

    def __init__(self, importer: Importer) -> None:
        self._importer, self._inflate, self._held = importer, zlib.decompressobj(), b""
        self.error: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            *lines, self._held = (self._held + self._inflate.decompress(data)).split(b"\n")
            for line in lines:
                self._importer.take(line + b"\n")
        except Exception as error:  # pyrage would hide what it was
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: lines are handed on as they come."""


def _encrypt(stream: _Stream, out: IO[bytes], keys: Sequence[Any]) -> None:
    try:
        pyrage.encrypt_io(stream, out, keys)
    except (OSError, pyrage.EncryptError) as error:
        if stream.error is not None:
            raise stream.error from None
        raise StoreError(f"cannot write the backup: {error}: check the disk and the rights") from error


def _feed(file: Path, importer: Importer, identities: Sequence[Any], passphrase: str) -> None:
    lines = _Lines(importer)
    try:
        if passphrase:
            lines.write(pyrage.passphrase.decrypt(file.read_bytes(), passphrase))
        else:
            with file.open("rb") as source:
                pyrage.decrypt_io(source, lines, identities)
    except (OSError, pyrage.DecryptError, zlib.error) as error:
        if lines.error is not None and not isinstance(lines.error, zlib.error):
            raise lines.error from None
        raise CannotReadError(f"{file}: it cannot be opened with this key, or is damaged: try another one") from error


def _read_recipient(text: str) -> Any:
    try:
        kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
        return kind.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise StoreError(f"{text[:12]}... is no key to encrypt for: write age1... or ssh-ed25519 ...") from error


def _read_identity(text: str) -> Any:
    try:
        if text.lstrip().startswith("-----BEGIN"):
            return pyrage.ssh.Identity.from_buffer(text.encode())
        return pyrage.x25519.Identity.from_str(text.strip())
    except pyrage.IdentityError as error:
        raise StoreError("this is no key that opens a backup: it begins with AGE-SECRET-KEY-1") from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
