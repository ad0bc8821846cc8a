"""Mark a case and a plan by what they say, so that a stored answer can be told from that to another question."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass

import numpy as np

from safeconduct.core.plan import Case, Plan


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
        return f"({','.join(map(_text, value))})"
    if is_dataclass(value):
        return f"{type(value).__name__}({','.join(_text(getattr(value, f.name)) for f in fields(value))})"
    return repr(value)
