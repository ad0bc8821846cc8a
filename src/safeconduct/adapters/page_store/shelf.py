"""Keep sealed pages in one SQLite file, and the pepper in a file of its own."""

from __future__ import annotations

import math
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from safeconduct.adapters.page_store.code_keys import PEPPER_BYTES, SALT_BYTES, derive_keys
from safeconduct.core.basics import StoreError

FILE: Final = "pages.sqlite"
HOUR: Final = 3600
BATCH: Final = 100
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS shelf (salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS page (name BLOB PRIMARY KEY, expires INTEGER NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
"""


class Shelf:
    """Keep pages sealed with keys that only their codes make; fills the port PageShelf.

    What the file tells without a code: how many pages there are, how long they are to a multiple of the packing, and in
    which hour they expire. Pages that are replaced or removed are overwritten with zeroes.
    """

    def __init__(self, file: Path, pepper: bytes) -> None:
        """Open the file, made where there is none."""
        self._pepper = pepper
        with _said(file):
            if not file.exists():
                os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
            self._base = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
            self._base.execute("PRAGMA secure_delete = ON")
            self._base.execute("PRAGMA journal_mode = DELETE")  # a log would keep what is removed
            self._base.execute("PRAGMA synchronous = FULL")
            self._base.executescript(_SCHEMA)
            self._file, self._salt = file, self._find_salt()

    def put(self, pages: Iterable[tuple[str, bytes]], expires: float) -> int:
        """Keep pages by their codes until a POSIX second, in place of those that these codes had; return how many.

        They are written some at a time, so that reading goes on meanwhile.
        """
        until, many = math.ceil(expires / HOUR) * HOUR, 0
        waiting = iter(pages)
        while batch := list(islice(waiting, BATCH)):
            rows = [self._seal(code, page, until) for code, page in batch]
            with _said(self._file), self._whole():
                self._base.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)
            many += len(rows)
        return many

    def _seal(self, code: str, page: bytes, until: int) -> tuple[bytes, int, bytes]:
        keys = derive_keys(code, self._pepper, self._salt)
        return keys.name, until, bytes(SecretBox(keys.key).encrypt(page))

    def take(self, code: str, now: float) -> bytes | None:
        """Return the page of a code, None where there is none or its time is over; about as fast in either case."""
        keys = derive_keys(code, self._pepper, self._salt)
        with _said(self._file):
            found = self._base.execute(
                "SELECT sealed FROM page WHERE name = ? AND expires > ?", (keys.name, now)
            ).fetchone()
        if found is None:
            return None
        try:
            return SecretBox(keys.key).decrypt(found[0])
        except CryptoError:
            raise StoreError(f"{self._file}: a page was changed: publish the pages anew") from None

    def remove_old(self, now: float) -> int:
        """Remove what has expired; return how many pages that were."""
        with _said(self._file), self._whole():
            return self._base.execute("DELETE FROM page WHERE expires <= ?", (now,)).rowcount

    def count(self) -> int:
        """Return how many pages there are."""
        with _said(self._file):
            return int(self._base.execute("SELECT count(*) FROM page").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _find_salt(self) -> bytes:
        with self._whole():
            if self._base.execute("SELECT count(*) FROM shelf").fetchone()[0] == 0:
                self._base.execute("INSERT INTO shelf VALUES (?)", (secrets.token_bytes(SALT_BYTES),))
            return bytes(self._base.execute("SELECT salt FROM shelf").fetchone()[0])

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Do all of it or nothing."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")


class Shelves:
    """Open shelves; fills the port PageShelves."""

    def make(self, folder: Path, pepper: Path) -> Shelf:
        """Return the shelf in a folder; folder and pepper are made where there are none."""
        with _said(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not pepper.exists():
            if (folder / FILE).exists():
                raise StoreError(
                    f"{pepper}: the pepper of these pages is not there: name its file, or take a new folder"
                )
            _write_pepper(pepper)
        return Shelf(folder / FILE, _read_pepper(pepper))

    def open(self, folder: Path, pepper: Path) -> Shelf:
        """Return a shelf that is there."""
        if not (folder / FILE).is_file():
            raise StoreError(f"{folder}: holds no pages: publish some first")
        return Shelf(folder / FILE, _read_pepper(pepper))


def _write_pepper(file: Path) -> None:
    with _said(file):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(secrets.token_hex(PEPPER_BYTES) + "\n")
            opened.flush()
            os.fsync(opened.fileno())


def _read_pepper(file: Path) -> bytes:
    with _said(file):
        text = file.read_text(encoding="ascii").strip()
    try:
        pepper = bytes.fromhex(text)
    except ValueError:
        pepper = b""
    if len(pepper) != PEPPER_BYTES:
        raise StoreError(f"{file}: is no pepper: {2 * PEPPER_BYTES} hexadecimal digits were expected")
    return pepper


@contextmanager
def _said(file: Path) -> Iterator[None]:
    """Raise what the disk or SQLite refuse as StoreError."""
    try:
        yield
    except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
        raise StoreError(f"{file}: {error}: look at the disk and the file") from error
