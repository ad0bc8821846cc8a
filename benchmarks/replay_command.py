"""Run the replays of plans from the command line, in whichever simulator, and keep their results."""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from replay_traffic import Roads, Run, background, lay_roads, planned_runs, word_delays
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.plan import Case, Plan

Simulate = Callable[[Case, Roads, Sequence[Run], Sequence[tuple[int, ...]], float, int], dict[int, float]]


def replay_plans(description: str, simulate: Simulate, result: Path, simulator: str, engine: str) -> None:
    """Read the command line, replay each plan at each load in a simulator and write the results."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="CASE PLAN", help="folder of a case, then of its plan")
    parser.add_argument("--loads", type=float, nargs="+", default=[0.0, 50.0, 100.0], help="percent of the base load")
    parser.add_argument("--ratio", type=float, default=0.9, help="volume/capacity of the busiest link at 100 %%")
    parser.add_argument("--seeds", type=int, default=1, help="how many draws of the background at each load")
    parser.add_argument("--out", type=Path, default=result, help="file to write; other cases in it are kept")
    options = parser.parse_args()
    if len(options.folders) % 2:
        parser.error("give folders in pairs: a case, then its plan")
    known = json.loads(options.out.read_text(encoding="utf-8"))["rows"] if options.out.exists() else []
    rows = [row for row in known if row["case"] not in {folder.name for folder in options.folders[::2]}]
    for case_folder, plan_folder in zip(options.folders[::2], options.folders[1::2], strict=True):
        case = CaseFolder().read(case_folder)
        plan = PlanFolder().read(plan_folder, case)
        for load in options.loads:
            for seed in range(1, options.seeds + 1 if load else 2):
                told = replay(case, plan, load / 100, options.ratio, seed, simulate)
                rows.append({"case": case_folder.name, **told})
                print(json.dumps(rows[-1]), flush=True)
    whole = {
        "base_load": f"the busiest link of the background carries {options.ratio:g} of its capacity",
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in (simulator, "numpy", "scipy")},
        "engine": engine,
        "rows": rows,
    }
    options.out.parent.mkdir(exist_ok=True)
    options.out.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def replay(case: Case, plan: Plan, load: float, ratio: float, seed: int, simulate: Simulate) -> dict[str, object]:
    """Return how late the vehicles of a plan are at a share of the base load."""
    began = time.monotonic()
    runs = planned_runs(case, plan)
    ways, per_hour, busy = background(case, ratio, seed) if load else ([], 0.0, {})
    roads = lay_roads(case, [run.links for run in runs] + ways)
    late = simulate(case, roads, runs, ways, load * per_hour, seed)
    return {
        "load": load,
        "seed": seed,
        "vehicles": len(runs),
        "people": sum(people for run in runs for people, _ in run.parties),
        "background_per_hour": load * per_hour,
        "links": len(roads.metres),
        **busy,
        **word_delays(runs, late, 60.0 * case.limits.connection_minutes_min),
        "seconds": time.monotonic() - began,
    }
