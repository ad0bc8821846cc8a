"""Set the one interface behind which planners are plug-ins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from safeconduct.core.plan.case import Case
from safeconduct.core.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Progress:
    """Report how far a planner has come; None where it is not known yet."""

    phase: str
    rounds: int = 0
    cost: float | None = None
    bound: float | None = None
    out: int | None = None
    left: int | None = None


class Planner(Protocol):
    """Turn a case into a feasible plan.

    `case.hazard` is what to plan against: the application puts the threat picture there where no hazard.csv is given.
    """

    name: str

    def plan(
        self,
        case: Case,
        *,
        seed: int,
        stop: Callable[[int], bool],
        tell: Callable[[Progress], None],
        start_from: Plan | None = None,
    ) -> Plan:
        """Return the best feasible plan found before `stop(rounds)` turns true; same seed and rounds, same plan.

        `start_from` is a plan of this or a nearly equal case to begin with.
        """
        ...
