"""Write small cases and plans that can be adopted: nobody moves, and what that costs is claimed truly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from random_cases import make_random_case

from safeconduct.core.plan import Plan, judge_plan
from safeconduct.wiring import services


def write_adoptable(folder: Path, seed: int = 3, *, true: bool = True, name: str = "") -> tuple[Path, Path]:
    """Write the case of a seed and a plan for it below `cases` and `plans`; return both folders."""
    kept, case = services(), make_random_case(seed)
    case = replace(case, name=name or case.name)
    left = sum(party.size for party in case.parties)
    plan = Plan(case.name, {"name": "nobody moves"}, seed, (), (), 0.0, 0, left)
    if true:
        plan = replace(plan, cost=judge_plan(case, plan).cost.total)
    where = folder / "cases" / f"c{seed}", folder / "plans" / f"p{seed}"
    kept.cases.write(case, where[0])
    kept.plans.write(plan, case.utc_offset_seconds, where[1])
    return where
