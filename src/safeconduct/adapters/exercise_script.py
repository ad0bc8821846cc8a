"""Read the script of an exercise: what is thrown in, and when."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from safeconduct.core.basics import CannotReadError, Fault, InputFaultsError
from safeconduct.core.exercise.injects import FIELDS, Inject

COMMON = {"id": str, "kind": str, "words": str, "after_minutes": (int, float)}


def read_script(file: Path) -> tuple[Inject, ...]:
    """Return the injects of a TOML file, in its order.

    Raises:
        InputFaultsError: with every fault of the file.
        CannotReadError: where it cannot be read at all, or is no TOML.
    """
    try:
        conf = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CannotReadError(f"{file}: {error.strerror}: docs/exercises.md shows what to write") from error
    except ValueError as error:
        raise CannotReadError(f"{file}: not TOML: {error}") from None
    faults, found = list[Fault](), dict[str, Inject]()
    tables = conf.get("inject", [])
    for number, one in enumerate(tables if isinstance(tables, list) else [], start=1):
        inject = _read_inject(f"{file.name} inject {number}", one if isinstance(one, dict) else {}, faults)
        if inject is not None and inject.ident in found:
            faults.append(Fault(f"{file.name} inject {number}", 0, "id", inject.ident, "stands twice", "name it anew"))
        elif inject is not None:
            found[inject.ident] = inject
    for key in conf.keys() - {"inject"}:
        faults.append(Fault(file.name, 0, str(key), "", "not known here", "write [[inject]] tables"))
    if faults:
        raise InputFaultsError(faults)
    return tuple(found.values())


def _read_inject(where: str, one: dict[str, Any], faults: list[Fault]) -> Inject | None:
    before, kind = len(faults), one.get("kind")
    fields = FIELDS.get(kind) if isinstance(kind, str) else None
    if fields is None:
        faults.append(Fault(where, 0, "kind", str(kind), "no such kind", f"write one of {', '.join(FIELDS)}"))
        return None
    for name, expected in {**COMMON, **fields}.items():
        if name not in one:
            if name != "after_minutes":
                faults.append(Fault(where, 0, name, "", "is missing", "docs/exercises.md lists what a kind needs"))
        elif not isinstance(one[name], expected) or isinstance(one[name], bool):  # type: ignore[arg-type]
            faults.append(Fault(where, 0, name, str(one[name]), "is of another type", "docs/exercises.md says which"))
    for name in one.keys() - COMMON.keys() - fields.keys():
        faults.append(Fault(where, 0, name, str(one[name]), "does not belong here", "leave it out"))
    if len(faults) > before:
        return None
    said = {name: one[name] for name in fields}
    return Inject(one["id"], str(kind), one["words"], said, one.get("after_minutes"))
