"""Record what the software did: together where that goes, else one by one."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.app.access import Door
from safeconduct.core.basics import DeniedError
from safeconduct.core.operation import SYSTEM
from safeconduct.core.operation.delivery_acts import Act


def record_acts(door: Door, acts: Sequence[Act]) -> list[bool]:
    """Record acts of the software itself; return which of them the state follows."""
    if not acts:
        return []
    try:
        door.act_all(SYSTEM, acts)
    except DeniedError:
        return [_record_one(door, act) for act in acts]
    return [True] * len(acts)


def _record_one(door: Door, act: Act) -> bool:
    try:
        door.act(SYSTEM, *act)
    except DeniedError:
        return False
    return True
