"""Run an exercise in the judge's small town, by a clock that tests set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import judge_town

from safeconduct.app.access import Door
from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.app.join_operation import begin
from safeconduct.app.plan_shelf import PlanShelf
from safeconduct.core.record import ActorId
from safeconduct.wiring import services

OFFICER, GATE, PLANNER = ActorId("o1"), ActorId("o2"), ActorId("o3")
LATER = 10**15


class TownOperation:
    """Hold the operation, the folders of its cases and plans, and the time of day."""

    def __init__(self, door: Door, shelf: PlanShelf, now: list[int]) -> None:
        self.door, self.shelf, self._now = door, shelf, now

    @property
    def now_millis(self) -> int:
        """Return what time it is."""
        return self._now[0]

    def pass_to(self, clock: str) -> None:
        """Let it be `HH:MM` of the town's day."""
        self._now[0] = int(judge_town.at(clock) * 1000)


@contextmanager
def open_town(folder: Path, clock: str = "05:30", **changes: Any) -> Iterator[TownOperation]:
    """Give the town's operation, its plan adopted, with an officer, a guard and a planner; `changes` of its case."""
    kept, now = services(), [int(judge_town.at(clock) * 1000)]
    case = replace(judge_town.make_case(), **changes)
    kept.cases.write(case, folder / "cases" / "town")
    kept.plans.write(judge_town.make_plan(case), 0, folder / "plans" / "town")
    kept.stores.create(folder / "op", "EXERCISE town", True)
    with kept.stores.open(folder / "op", True, lambda: now[0]) as store:
        door = kept.doors(store)
        begin(door, "EXERCISE town", OFFICER)
        for operator, role in ((GATE, "gate"), (PLANNER, "movement planner")):
            said = {"operator": operator, "roles": [role], "code": "", "expires_millis": LATER}
            door.act(OFFICER, "operator.invited", said)
            door.record("operator.joined", {"operator": operator, "by": "totp"})
        adopt_plan(door, kept.cases, kept.plans, PLANNER, folder / "cases" / "town", folder / "plans" / "town", True)
        shelf = PlanShelf(kept.cases, kept.plans, folder / "cases", folder / "plans")
        yield TownOperation(door, shelf, now)
