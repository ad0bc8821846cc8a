"""Measure how much harder to strike a mixture is than the default planner's plan, and what that costs.

Example: .venv/bin/python benchmarks/unpredictability.py ../shared/exam --plan-seconds 60 --plans 60
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.frontier_svg import draw_frontier
from safeconduct.app.mix_plans import list_mixture
from safeconduct.core.plan import Case, Plan, judge_plan
from safeconduct.core.plan.mixing import Mixture, Wishes, mix_plans
from safeconduct.core.plan.mixing.exposure import Grid, count_exposure
from safeconduct.core.plan.mixing.hasten import hasten_plan
from safeconduct.core.plan.planners import PLANNERS

ROOT = Path(__file__).resolve().parents[1]
CASES = ("tiny", "helsinki-300", "coquimbo-2000")
DRAWN = "coquimbo-2000"  # whose frontier is shown in the docs
HEAD = ("case", "seed", "before", "hastened", "after", "fewer", "floor", "price", "mixed", "made", "seconds")


def main() -> None:
    """Run the cases, write benchmarks/results/unpredictability.json and the drawing, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exam", type=Path, help="folder with cases/")
    parser.add_argument("--plan-seconds", type=float, default=60.0, help="what the default planner may take")
    parser.add_argument("--plans", type=int, default=60, help="plans that are made for a mixture")
    parser.add_argument("--extra-cost", type=float, default=0.02)
    parser.add_argument("--seeds", type=int, default=3, help="plans of the default planner to begin with")
    parser.add_argument("--case", action="append", help="only this case; may be repeated; nothing is then written")
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    for name in options.case or CASES:
        for seed in range(1, options.seeds + 1):
            row, mixture = run(options.exam / "cases" / name, seed, options)
            rows.append(row)
            print(json.dumps(row), file=sys.stderr, flush=True)
            if not options.case and name == DRAWN and seed == 1:
                (ROOT / "docs" / "unpredictability.svg").write_text(draw_frontier(mixture), encoding="utf-8")
    result = {
        "plan_seconds": options.plan_seconds,
        "plans": options.plans,
        "extra_cost": options.extra_cost,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
        "versions": {name: version(name) for name in ("safeconduct", "numpy", "numba", "scipy")},
        "rows": rows,
    }
    if not options.case:
        file = ROOT / "benchmarks" / "results" / "unpredictability.json"
        file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(word_table(rows))


def run(folder: Path, seed: int, options: argparse.Namespace) -> tuple[dict[str, object], Mixture]:
    """Plan a case with the default planner, then mix; every plan of the mixture is judged once more."""
    case = CaseFolder().read(folder)
    plan = make_plan(case, seed, options.plan_seconds)
    began, cpu = time.monotonic(), time.process_time()
    wishes = Wishes(options.extra_cost)
    mixture = mix_plans(case, plan, wishes, stop=lambda made: made >= options.plans, tell=lambda _: None)
    seconds, cpu = time.monotonic() - began, time.process_time() - cpu
    grid = Grid.over(case)
    row = {
        **list_mixture(case, mixture, wishes),
        "case": folder.name,
        "seed": seed,
        "plan_lower_bound": plan.lower_bound,
        "hastened": count_exposure(case, hasten_plan(case, plan), grid).peak,
        "all_feasible": all(judge_plan(case, each).feasible for each in mixture.plans),
        "seconds": seconds,
        "cpu_seconds": cpu,
    }
    return row, mixture


def make_plan(case: Case, seed: int, seconds: float) -> Plan:
    """Return what the default planner finds in so many seconds."""
    until = time.monotonic() + seconds
    return PLANNERS["default"].plan(case, seed=seed, stop=lambda _: time.monotonic() > until, tell=lambda _: None)


def word_table(rows: list[dict[str, object]]) -> str:
    """Lay the rows out as a table in Markdown: people at the best strike, and the price in expected people harmed."""
    lines = ["| " + " | ".join(HEAD) + " |", "| " + " | ".join("---" for _ in HEAD) + " |"]
    for row in rows:
        cells = [
            row["case"], row["seed"], f"{row['exploitability_before']:.1f}", f"{row['hastened']:.1f}",
            f"{row['exploitability_upper']:.2f}", f"{row['reduction']:.0%}", f"{row['exploitability_lower']:.2f}",
            f"{row['price']:+.4f} ({row['price_share']:+.2%})", row["plans_mixed"], row["plans_made"],
            f"{row['seconds']:.0f}",
        ]  # fmt: skip
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
