"""Keep the key pair of each case in one small file of fixed records, so that a key can be destroyed where it lies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from struct import Struct
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import Aead

from safeconduct.core.basics import SafeconductError
from safeconduct.core.vault import CaseId

RECORD: Final = Struct("48s32s72s8x")  # case, public key, private key as wrapped
WRAPPED_AT: Final = 48
DESTROYED: Final = bytes(RECORD.size - WRAPPED_AT)


class CaseKeys:
    """Hold the keys of one vault. A record is appended, then overwritten with nothing when its case is erased."""

    def __init__(self, file: Path, wrapping_key: bytes) -> None:
        """Read the file, made where there is none; a record torn by a crash was never acknowledged and is dropped."""
        self._box = Aead(wrapping_key)
        self._handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        data = os.pread(self._handle, os.fstat(self._handle).st_size, 0)
        whole = len(data) - len(data) % RECORD.size
        if whole < len(data):
            os.ftruncate(self._handle, whole)
        self._size = whole
        self.version = 0  # goes up with every change
        self._at = {case: at for at, case in enumerate_cases(data[:whole])}
        self._erased = self._at.keys() - find_live(data[:whole])

    def __contains__(self, case: CaseId) -> bool:
        """Tell whether a case has, or had, a key."""
        return case in self._at

    def __len__(self) -> int:
        """Count the cases that can be opened."""
        return len(self._at) - len(self._erased)

    def is_erased(self, case: CaseId) -> bool:
        """Tell whether the key was destroyed."""
        return case in self._erased

    def add(self, case: CaseId, *, sync: bool = True) -> bytes:
        """Draw a pair for a new case and return the public key, once the pair is on the disk, or left to `sync`."""
        private = PrivateKey.generate()
        public = bytes(private.public_key)
        record = RECORD.pack(case.encode(), public, self._box.encrypt(bytes(private), _bind(case, public)))
        try:
            _write_at(self._handle, record, self._size)
            if sync:
                os.fsync(self._handle)
        except OSError as error:
            raise SafeconductError(f"cannot keep the key of a case: {error.strerror}: check the disk") from error
        self._at[case] = self._size
        self._size += RECORD.size
        self.version += 1
        return public

    def sync(self) -> None:
        """Have every key survive a power cut; raise OSError where the disk fails."""
        os.fsync(self._handle)

    def private(self, case: CaseId) -> PrivateKey:
        """Return the pair of a case that is not erased.

        Raises:
            SafeconductError: where the record was changed.
        """
        name, public, wrapped = RECORD.unpack(os.pread(self._handle, RECORD.size, self._at[case]))
        try:
            return PrivateKey(self._box.decrypt(wrapped, _bind(CaseId(name.rstrip(b"\0").decode()), public)))
        except CryptoError:
            raise SafeconductError(f"the key of {case} was changed or is another vault's: restore it") from None

    def destroy(self, case: CaseId) -> None:
        """Overwrite a key; when this returns, the file does not hold it, and neither does the disk's cache."""
        _write_at(self._handle, DESTROYED, self._at[case] + WRAPPED_AT)
        os.fsync(self._handle)
        self._erased.add(case)
        self.version += 1

    def copy_to(self, file: Path) -> None:
        """Write the keys over a copy, record on record, so that what was destroyed here is overwritten there.

        Raises:
            OSError: where the copy cannot be reached.
            SafeconductError: where it holds keys that are not known here: it may be the last to open somebody.
        """
        data = os.pread(self._handle, self._size, 0)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            there = os.pread(handle, os.fstat(handle).st_size, 0)
            if not self._at.keys() >= find_live(there):
                raise SafeconductError("this copy holds keys that are not known here")
            _write_at(handle, data, 0)
            longer = os.fstat(handle).st_size - len(data)
            if longer > 0:  # of an older vault, or meddled with
                _write_at(handle, bytes(longer), len(data))
                os.fsync(handle)
                os.ftruncate(handle, len(data))
            os.fsync(handle)
        finally:
            os.close(handle)
        sync_folder(file.parent)

    def close(self) -> None:
        """Forget the wrapping key, as far as this language can."""
        os.close(self._handle)
        del self._box


def enumerate_cases(data: bytes) -> Iterator[tuple[int, CaseId]]:
    """Return where each record begins, and its case."""
    for at in range(0, len(data), RECORD.size):
        yield at, CaseId(data[at : at + WRAPPED_AT].rstrip(b"\0").decode(errors="replace"))


def find_live(data: bytes) -> set[CaseId]:
    """Return the cases whose keys are there; a record cut short is none."""
    whole = data[: len(data) - len(data) % RECORD.size]
    return {case for at, case in enumerate_cases(whole) if whole[at + WRAPPED_AT : at + RECORD.size] != DESTROYED}


def sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_all(handle: int, pieces: Iterable[bytes]) -> None:
    """Append all of it, however the system cuts it up."""
    for piece in pieces:
        while piece:
            piece = piece[os.write(handle, piece) :]


def _write_at(handle: int, data: bytes, at: int) -> None:
    while data:
        written = os.pwrite(handle, data, at)
        data, at = data[written:], at + written


def _bind(case: CaseId, public: bytes) -> bytes:
    """Return what a private key is bound to: put into another case's record, or beside another public key, it fails."""
    return case.encode() + b"\0" + public
