"""Keep sealed identities in one file; without the key of its case none can be opened."""

from __future__ import annotations

import os
from pathlib import Path
from struct import Struct
from typing import Final

from safeconduct.adapters.vault.case_keys import write_all
from safeconduct.core.basics import SafeconductError
from safeconduct.core.vault import CaseId

HEAD: Final = Struct(">4s48sI")
MARK: Final = b"SEAL"


class SealedFile:
    """Append boxes; the newest of a case counts, and all of them are overwritten when it is erased."""

    def __init__(self, file: Path) -> None:
        """Read where each box is; one torn by a crash was never acknowledged and is dropped."""
        self._handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        self._at: dict[CaseId, list[tuple[int, int]]] = {}  # of the box, not of its head
        self._size, size = 0, os.fstat(self._handle).st_size
        while self._size + HEAD.size <= size:
            mark, case, length = HEAD.unpack(os.pread(self._handle, HEAD.size, self._size))
            if mark != MARK or self._size + HEAD.size + length > size:
                break
            self._note(CaseId(case.rstrip(b"\0").decode()), length)
        if self._size < size:
            os.ftruncate(self._handle, self._size)

    def __contains__(self, case: CaseId) -> bool:
        """Tell whether something is sealed for a case."""
        return case in self._at

    def append(self, case: CaseId, box: bytes, *, sync: bool = True) -> None:
        """Keep a box; when this returns, a power cut does not take it away, unless that is left to `sync`.

        Raises:
            SafeconductError: where the disk refuses.
        """
        try:
            if os.fstat(self._handle).st_size > self._size:
                os.ftruncate(self._handle, self._size)  # what a full disk left of a box
            write_all(self._handle, [HEAD.pack(MARK, case.encode(), len(box)) + box])
            if sync:
                os.fsync(self._handle)
        except OSError as error:
            raise SafeconductError(f"cannot keep what was sealed: {error.strerror}: check the disk") from error
        self._note(case, len(box))

    def sync(self) -> None:
        """Have every box survive a power cut; raise OSError where the disk fails."""
        os.fsync(self._handle)

    def read(self, case: CaseId) -> bytes:
        """Return the newest box of a case."""
        at, length = self._at[case][-1]
        return os.pread(self._handle, length, at)

    def destroy(self, case: CaseId) -> None:
        """Overwrite every box of a case, where it lies."""
        appending = os.open(
            f"/proc/self/fd/{self._handle}", os.O_RDWR | os.O_CLOEXEC
        )  # O_APPEND would write at the end
        try:
            for at, length in self._at.get(case, ()):
                os.pwrite(appending, bytes(length), at)
            os.fsync(appending)
        finally:
            os.close(appending)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

    def _note(self, case: CaseId, length: int) -> None:
        self._at.setdefault(case, []).append((self._size + HEAD.size, length))
        self._size += HEAD.size + length
