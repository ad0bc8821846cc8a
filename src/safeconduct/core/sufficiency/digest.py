"""Mark a case and a plan by what they say, so that a stored answer can be told from that to another question."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from safeconduct.core.plan import Case, Plan

PLAIN = frozenset((str, float, int, bool, type(None)))
"""Types of which `repr` says all."""


def digest_case(case: Case) -> str:
    """Return 16 hexadecimal digits that any change of the case changes."""
    mark = hashlib.sha256()
    for entry in fields(case):
        # A table that came later is left out where it is empty, so that cases without it keep their digest.
        is_newer = entry.name in ("landmarks", "staff") and not getattr(case, entry.name)
        if entry.name != "network" and not is_newer:
            _add(mark, getattr(case, entry.name))
    for entry in fields(case.network):
        _add(mark, getattr(case.network, entry.name))
    return mark.hexdigest()[:16]


def digest_plan(plan: Plan) -> str:
    """Return 16 hexadecimal digits that any change of what parties and vehicles do changes; claims do not count."""
    mark = hashlib.sha256()
    _add(mark, sorted(map(repr, plan.legs)))
    _add(mark, sorted(map(repr, plan.trips)))
    return mark.hexdigest()[:16]


def _add(mark: hashlib._Hash, value: object) -> None:
    mark.update(value.tobytes() if isinstance(value, np.ndarray) else _text(value).encode())


def _text(value: object) -> str:
    """Write a value so that equal values are written alike: sets have no order of their own."""
    if isinstance(value, (frozenset, set)):
        return f"{{{sorted(map(_text, value))}}}"
    if isinstance(value, (tuple, list)):
        return f"({','.join([repr(one) if type(one) in PLAIN else _text(one) for one in value])})"
    kind: Any = type(value)
    names = _list_fields(kind)
    if names is not None:
        return f"{type(value).__name__}{_text([getattr(value, name) for name in names])}"
    return repr(value)


@lru_cache(maxsize=256)
def _list_fields(kind: Any) -> tuple[str, ...] | None:
    """Return the fields of a dataclass, None of another type: asked for each of a million values, it counts."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else None
