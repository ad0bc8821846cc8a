"""State what a judge found in a plan: feasible or not, why not, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CostParts:
    """Split the cost, in expected people harmed."""

    left: float = 0.0
    exposure: float = 0.0
    crowd: float = 0.0
    time: float = 0.0

    @property
    def total(self) -> float:
        """Add the parts."""
        return self.left + self.exposure + self.crowd + self.time


@dataclass(frozen=True, slots=True)
class Verdict:
    """State a judgement; feasible is the absence of violations."""

    violations: tuple[str, ...]
    cost: CostParts
    out: int  # people
    left: int  # people
    parties_out: int
    person_hours_open: float
    largest_open_crowd: int
    largest_open_crowd_site: str
    largest_open_crowd_at: float | None  # POSIX second
    lower_bound: float | None  # as the plan claims it

    @property
    def feasible(self) -> bool:
        """Tell whether nothing was violated."""
        return not self.violations

    @property
    def gap(self) -> float | None:
        """Give (cost - bound) / cost, or None where nothing was proven."""
        if self.lower_bound is None or not self.cost.total:
            return None
        return (self.cost.total - self.lower_bound) / self.cost.total
