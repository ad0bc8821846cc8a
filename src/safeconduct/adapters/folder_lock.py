"""Let one process at a time do something in a folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safeconduct.core.basics import StoreError


@contextmanager
def lock_folder(folder: Path, what: str) -> Iterator[None]:
    """Hold a folder's lock for `what` until left; it ends with the process, however that ends.

    Raises:
        StoreError: where another process holds it, or the folder cannot be written to.
    """
    file = folder / f"{what}.lock"
    try:
        handle = file.open("a")
    except OSError as error:
        raise StoreError(f"{file}: {error.strerror}: may you write to this folder?") from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"{folder}: {what} runs already: one at a time on a device") from None
        yield
