"""Check the table [map] of channels.toml: where sites and vehicles are shown to those who look at a TAK map."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safeconduct.adapters.channels.setting_keys import TEXT, Key

TABLE = "map"
KEYS: Mapping[str, Key] = {"folder": TEXT, "datagrams": TEXT, "server": TEXT}
REMEDY = "docs/channels.md says what it is"
_ADDRESS = re.compile(r"([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})")

Blame = Callable[[str, object, str, str], None]
"""Takes a key, its value, the problem and the remedy."""


@dataclass(frozen=True, slots=True)
class MapSettings:
    """Say where a map is shown; at least one is there."""

    folder: Path | None = None
    datagrams: tuple[str, int] | None = None
    server: tuple[str, int] | None = None


def check_map(said: object, operation: Path, blame: Blame) -> MapSettings | None:
    """Return what the table says, paths from the operation's folder; None where it is not there or has a fault."""
    if said is None:
        return None
    if not isinstance(said, dict):
        blame("", said, "not a table", f"write [{TABLE}] on a line of its own")
        return None
    sound = [_check_key(key, value, blame) for key, value in sorted(said.items())]
    if not said:
        blame("", None, "nowhere to show it", f"write one of {', '.join(KEYS)}")
    if not said or not all(sound):
        return None
    return MapSettings(
        operation / said["folder"] if "folder" in said else None,
        _read_address(said.get("datagrams")),
        _read_address(said.get("server")),
    )


def _check_key(key: str, value: Any, blame: Blame) -> bool:
    if key not in KEYS:
        blame(key, value, "the map has no such key", f"write {', '.join(KEYS)}")
        return False
    problem = KEYS[key].find_problem(value)
    if not problem and key != "folder" and _read_address(value) is None:
        problem = "no host and port"
    if problem:
        blame(key, value, problem, 'write "HOST:PORT", the port from 1 to 65535' if key != "folder" else REMEDY)
    return not problem


def _read_address(said: str | None) -> tuple[str, int] | None:
    """Return host and port.

    >>> _read_address("239.2.3.1:6969"), _read_address("[::1]:8087"), _read_address("tak.invalid:0")
    (('239.2.3.1', 6969), ('::1', 8087), None)
    """
    found = _ADDRESS.fullmatch(said or "")
    if found is None or not 1 <= int(found[2]) <= 65_535:
        return None
    return found[1].strip("[]"), int(found[2])
