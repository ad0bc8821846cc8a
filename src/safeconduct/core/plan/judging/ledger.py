"""Keep what the rules found and counted, to be added up at the end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Ledger:
    """Collect violations, harm and counts of one judgement; every rule writes here and none reads another's verdict."""

    violations: list[str] = field(default_factory=list)
    passed: defaultdict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))  # checkpoint, step
    processed: defaultdict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))  # gate, step
    entered: defaultdict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))  # link row, step
    presence: defaultdict[str, list[tuple[float, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )  # site -> (moment, people who come; negative = who go)
    flying: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))  # flight -> people
    aboard: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))  # trip -> people
    harm_left: float = 0.0
    harm_exposure: float = 0.0
    harm_time: float = 0.0
    out: int = 0
    left: int = 0
    parties_out: int = 0
    person_hours_open: float = 0.0

    def say(self, violation: str) -> None:
        """Note a violation in words."""
        self.violations.append(violation)

    def note_presence(self, site_id: str, people: int, start: float, end: float) -> None:
        """Note that people are at a site over [start, end)."""
        self.presence[site_id].append((start, people))
        self.presence[site_id].append((end, -people))
