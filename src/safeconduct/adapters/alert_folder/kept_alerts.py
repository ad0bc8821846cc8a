"""Keep alerts as CAP files, each with a small file of what it was drafted against."""

from __future__ import annotations

import json
import re
from pathlib import Path

from safeconduct.adapters.case_files.safe_write import write_files
from safeconduct.core.basics import CannotReadError
from safeconduct.core.warnings import KeptAlert

CAP, BESIDE = ".cap.xml", ".json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,79}")


class KeptAlerts:
    """Keep alerts in a folder; fills the port AlertFiles."""

    def __init__(self, folder: Path) -> None:
        """Keep them there; the folder is made with the first."""
        self._folder = folder

    def save(self, identifier: str, kept: KeptAlert) -> None:
        """Keep an alert in place of what was kept under its identifier; raise SafeconductError."""
        _check_name(identifier)
        beside = {"people": kept.people, "expected": kept.expected, "theatre": kept.theatre}
        told = json.dumps(beside) + "\n"
        write_files(self._folder, {identifier + BESIDE: told, identifier + CAP: kept.data.decode("utf-8")})

    def read(self, identifier: str) -> KeptAlert:
        """Return a kept alert; raise CannotReadError where there is none, or it cannot be read."""
        _check_name(identifier)
        try:
            data = (self._folder / (identifier + CAP)).read_bytes()
            beside = json.loads((self._folder / (identifier + BESIDE)).read_text(encoding="utf-8"))
            theatre = tuple((float(lon), float(lat)) for lon, lat in beside["theatre"])
            return KeptAlert(data, int(beside["people"]), float(beside["expected"]), theatre)
        except FileNotFoundError:
            there = ", ".join(self.list()[-5:]) or "none"
            raise CannotReadError(f"{identifier}: no such alert is kept here; the newest are: {there}") from None
        except (OSError, ValueError, KeyError, TypeError):
            raise CannotReadError(
                f"{identifier}: what is kept beside the alert cannot be read; draft it anew"
            ) from None

    def list(self) -> tuple[str, ...]:
        """Return the identifiers, sorted."""
        return tuple(sorted(file.name.removesuffix(CAP) for file in self._folder.glob(f"[!.]*{CAP}")))


def _check_name(identifier: str) -> None:
    if not _NAME.fullmatch(identifier):
        raise CannotReadError(f"{identifier[:40]!r} is no alert's name; see `safeconduct warn list`")
