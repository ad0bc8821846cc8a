"""Keep a small JSON file that is its owner's alone, so that a cut of power leaves the old one or the new one."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from safeconduct.core.basics import CannotReadError


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
