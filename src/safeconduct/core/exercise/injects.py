"""Say what is thrown into an exercise while it runs, and who of the exercise reports it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from safeconduct.core.operation import Role

REPORTERS: Mapping[str, Role] = {
    "place": Role.GATE,
    "vehicle": Role.MOVEMENT_PLANNER,
    "flight": Role.MOVEMENT_PLANNER,
    "parties": Role.DUTY_OFFICER,
    "message": Role.ANALYST,
}
"""Kinds of inject, and by whom of the exercise each comes in."""


@dataclass(frozen=True, slots=True)
class Inject:
    """Hold one inject: what its kind needs stands in `said`."""

    ident: str
    kind: str  # of REPORTERS
    words: str
    said: Mapping[str, str | int | float] = field(default_factory=dict)
    after_minutes: float | None = None  # of the exercise, since the script's start; None: when somebody asks for it


FIELDS: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "place": {"place": str, "state": str, "valid_minutes": int},
    "vehicle": {"vehicle": str, "state": str, "valid_minutes": int},
    "flight": {"flight": str, "state": str, "valid_minutes": int},
    "parties": {"people": int, "size": int, "lon": (int, float), "lat": (int, float), "spread_metres": (int, float)},
    "message": {"text": str},
}
"""What each kind needs, all of it and nothing else."""
