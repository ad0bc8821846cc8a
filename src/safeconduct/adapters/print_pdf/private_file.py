"""Write a file for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

from safeconduct.core.basics import SafeconductError


def write_private(file: Path, data: bytes) -> None:
    """Put the bytes in place of what was there, whole or not at all, with mode 0600.

    Raises:
        SafeconductError: where the system refuses; what was there is then still there.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError as error:
        raise SafeconductError(f"cannot write {file}: {error.strerror}: check the disk and the rights") from error
    finally:
        part.unlink(missing_ok=True)
