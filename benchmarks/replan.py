"""Replan a case of 8,000 parties after closures of busy links; the exam's own judge has the last word.

Example: .venv/bin/python benchmarks/replan.py ../shared/exam --plan PLAN
Each closure is replanned twice: for one hour, when most use the link, and for the whole time. `warm` is the replan
alone, in a process that holds case, plan and ways, as a service would; `process` the whole command, start to end.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from statistics import median

import numpy as np

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.basics import Window
from safeconduct.core.plan import Case, Plan
from safeconduct.core.plan.replanning import PlaceClosed, Standing, replan, stand_up

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-c", "from safeconduct.wiring import main; main()"]
CLOSURES = 5


def main() -> None:
    """Replan, write benchmarks/results/replan.json and print the table of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exam", type=Path, help="folder with cases/ and check_plan.py")
    parser.add_argument("--case", default="coquimbo-8000", help="name of the case")
    parser.add_argument("--plan", type=Path, help="folder of its plan; made in a minute, if not given")
    parser.add_argument("--seed", type=int, default=1, help="of the draw of links")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, plan_folder = options.exam / "cases" / options.case, options.plan or Path(scratch) / "plan"
        if options.plan is None:
            subprocess.run([*COMMAND, "plan", folder, "--out", plan_folder, "--seconds", "60"], check=True)
        case = CaseFolder().read(folder)
        plan = PlanFolder().read(plan_folder, case)
        began = time.perf_counter()
        standing = stand_up(case, plan, ready=True)
        prepared = time.perf_counter() - began
        replan(standing, [])  # loads what is compiled
        rows = []
        for share, link in draw_links(plan, options.seed):
            for words, window in (
                ("hour", busiest_hour(case, plan, link)),
                ("whole", Window(case.start, case.deadline)),
            ):
                row = {"link": link, "legs": share, "closed": words}
                row |= run_warm(options.exam, standing, link, window, Path(scratch))
                if words == "whole":
                    row |= run_process(folder, plan_folder, link, Path(scratch))
                rows.append(row)
                print(json.dumps(row), file=sys.stderr, flush=True)
    result = {
        "case": options.case,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
        "versions": {name: version(name) for name in ("numpy", "numba", "scipy")},
        "prepared_seconds": prepared,
        "median": {words: summarise([row for row in rows if row["closed"] == words]) for words in ("hour", "whole")},
        "rows": rows,
    }
    out = ROOT / "benchmarks" / "results"
    out.mkdir(exist_ok=True)
    (out / "replan.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result["median"], indent=1))


def draw_links(plan: Plan, seed: int) -> list[tuple[int, str]]:
    """Draw links of which as many legs go along as the 95th percentile of those in use: (legs, link), some busier."""
    use = count_use(plan)
    links = sorted(use, key=lambda link: (use[link], link))
    rng = np.random.default_rng(seed)
    busy = links[int(0.95 * len(links))]
    drawn = rng.choice(np.array(links[int(0.9 * len(links)) :]), CLOSURES - 1, replace=False).tolist()
    return [(use[link], link) for link in (busy, *drawn)]


def count_use(plan: Plan) -> Counter[str]:
    """Count the parties that go along each link, on foot, by car or on a trip."""
    riders = Counter(leg.trip_id for leg in plan.legs if leg.kind == "ride")
    use: Counter[str] = Counter()
    for leg in plan.legs:
        use.update(set(leg.links))
    for trip in plan.trips:
        use.update(dict.fromkeys(set(trip.links), riders[trip.trip_id]))
    return use


def busiest_hour(case: Case, plan: Plan, link: str) -> Window:
    """Give the hour of the case in which most legs and trips that go along the link set out."""
    hours: dict[int, int] = defaultdict(int)
    for item in (*plan.legs, *plan.trips):
        if link in item.links:
            hours[int((item.depart - case.start) // 3600)] += 1
    begin = case.start + 3600 * max(hours, key=lambda hour: (hours[hour], -hour))
    return Window(begin, begin + 3600)


def run_warm(exam: Path, standing: Standing, link: str, window: Window, scratch: Path) -> dict[str, object]:
    """Replan in this process, without time to improve, and let the independent judge judge the last plan."""
    wall, cpu = [], []
    for _ in range(3):
        began, used = time.perf_counter(), time.process_time()
        result = replan(standing, [PlaceClosed("link", link, window)])
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
    case = result.changed.case
    CaseFolder().write(case, scratch / "case")
    PlanFolder().write(result.plan, case.utc_offset_seconds, scratch / "new")
    judge = [sys.executable, str(exam / "check_plan.py"), str(scratch / "case"), str(scratch / "new"), "--json"]
    told = json.loads(subprocess.run(judge, capture_output=True, text=True, check=False).stdout)
    return {
        "warm_seconds": median(wall),
        "warm_cpu_seconds": median(cpu),
        "feasible": told["feasible"],
        "affected": result.affected,
        "told": len(result.parties),
        "trips_changed": len(result.trips),
        "unaffected_changed_share": result.unaffected_changed / max(1, result.unaffected),
        "cost_before": result.cost_before,
        "cost": told["cost"],
        "out_before": standing.plan.out,
        "out": told["out"],
    }


def run_process(case_folder: Path, plan_folder: Path, link: str, scratch: Path) -> dict[str, object]:
    """Replan by the command, with two seconds for it; it judges the plan itself, and must exit with 0."""
    words = ["--event", f"closure:link={link}", "--out", str(scratch / "by_command")]
    command = [*COMMAND, "replan", str(case_folder), str(plan_folder), *words]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    return {
        "process_seconds": time.perf_counter() - began,
        "process_cpu_seconds": used.ru_utime + used.ru_stime,
        "process_MB": used.ru_maxrss / 1024,
        "process_exit": os.waitstatus_to_exitcode(status),
        "process_cost": json.loads((scratch / "by_command" / "plan.json").read_text(encoding="utf-8"))["cost"],
    }


def summarise(rows: list[dict[str, object]]) -> dict[str, object]:
    """Give the median of the figures, and whether all were feasible."""
    names = ("warm_seconds", "warm_cpu_seconds", "process_seconds", "process_cpu_seconds", "affected", "told")
    figures: dict[str, object] = {
        name: median(float(str(row[name])) for row in rows) for name in names if name in rows[0]
    }
    figures["unaffected_changed_share_max"] = max(float(str(row["unaffected_changed_share"])) for row in rows)
    figures["feasible"] = all(row["feasible"] and row.get("process_exit", 0) == 0 for row in rows)
    return figures


if __name__ == "__main__":
    main()
