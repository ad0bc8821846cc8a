"""Keep a small JSON file that is its owner's alone, so that a cut of power leaves the old one or the new one."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from safeconduct.core.basics import CannotReadError


@contextmanager
def held_alone(file: Path) -> Iterator[None]:
    """Let one thread of one process at a time read a file and replace it; the lock is a file beside it."""
    lock = os.open(file.with_name(f".{file.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def read_kept(file: Path, remedy: str) -> dict[str, Any]:
    """Return what a file holds, nothing where there is none; raise CannotReadError where it is damaged."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CannotReadError(f"{file.name} is damaged: {remedy}") from error
    if not isinstance(found, dict):
        raise CannotReadError(f"{file.name} is damaged: {remedy}")
    return found


def write_kept(file: Path, held: dict[str, Any]) -> None:
    """Replace the file, durably."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as text:
        json.dump(held, text, sort_keys=True)
        text.flush()
        os.fsync(text.fileno())
    beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
