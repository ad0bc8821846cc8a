"""Measure time and memory of planning from 1,000 to 60,000 parties on one map, and plot them.

Example: .cache/peers/bin/python benchmarks/scale.py .data/coquimbo.zip --parties 1000 3000 10000 30000 60000

Each size is an exercise of its own, made for the run, and a process of its own. matplotlib comes with the peers.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).parent / "safeconduct"
EXERCISE = ["--seed", "60", "--hours", "72", "--airhead=-71.1995,-29.9162", "--start", "2031-03-04T06:00:00-03:00"]
PARTS = {"ways": "ways and tables", "bound": "bound", "first": "first plan", "search": "100,000 rounds"}
SEARCHED = 10.0  # seconds


def main() -> None:
    """Measure every size, write benchmarks/results/scale.json, the plot and docs/benchmarks-scale.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map", type=Path, help="a street map, or with --child a case")
    parser.add_argument("--parties", type=int, nargs="+", default=[1000, 3000, 10000, 30000, 60000])
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(measure(options.map)))
        return
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        streets = Path(folder) / "map"
        subprocess.run([COMMAND, "import-map", options.map, "--out", streets], check=True, stdout=subprocess.DEVNULL)
        for parties in options.parties:
            case = Path(folder) / str(parties)
            make = [COMMAND, "exercise", "--map", streets, "--out", case, "--parties", str(parties), *EXERCISE]
            subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
            child = [sys.executable, __file__, str(case), "--child"]
            if not rows:  # once more than is counted, so that everything is compiled
                subprocess.run(child, check=True, capture_output=True)
            rows.append(json.loads(subprocess.run(child, check=True, capture_output=True, text=True).stdout))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    result = {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
        "rows": rows,
    }
    (ROOT / "benchmarks/results/scale.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    plot(rows, ROOT / "docs" / "scale.svg")
    (ROOT / "docs/benchmarks-scale.md").write_text(word_page(result), encoding="utf-8")


def measure(folder: Path) -> dict[str, float]:
    """Take CPU seconds of each part of planning one case, with all kernels compiled before, and the peak of memory."""
    from safeconduct.adapters.case_folder import CaseFolder
    from safeconduct.core.plan.bound import prove_bound
    from safeconduct.core.plan.given import prepare
    from safeconduct.core.plan.planners.annealing import PATIENCES_MANY
    from safeconduct.core.plan.search import Search

    case = CaseFolder().read(folder)
    spent, moment = {}, time.process_time()

    def lap(name: str) -> None:
        nonlocal moment
        spent[name] = time.process_time() - moment
        moment = time.process_time()

    prepared = prepare(case, lambda _: None)
    lap("ways")
    proof = prove_bound(case)
    lap("bound")
    search = Search.begin(prepared)
    search.construct(PATIENCES_MANY[0], True, 1)
    lap("first")
    first, rounds = search.cost, 0
    while time.process_time() - moment < SEARCHED:
        search.improve(1000, 1e-6, rounds)
        rounds += 1000
    lap("searched")
    spent["search"] = spent.pop("searched") * 100_000 / rounds
    people = int(prepared.given.size.sum())
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    costs = {"bound_is": proof.bound, "first_cost": first, "cost": search.cost}
    return {"parties": len(case.parties), "people": people, **spent, "MB": megabytes, **costs}


def slope(rows: list[dict[str, float]], name: str) -> float:
    """Fit the power of the number of parties with which a figure grows, over the larger half of the sizes."""
    own = rows[len(rows) // 2 :] if len(rows) > 3 else rows
    return float(np.polyfit([np.log(row["parties"]) for row in own], [np.log(row[name]) for row in own], 1)[0])


def plot(rows: list[dict[str, float]], path: Path) -> None:
    """Draw seconds and memory over parties, both axes logarithmic."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "scale"
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 4), layout="constrained")
    parties = [row["parties"] for row in rows]
    for name, label in PARTS.items():
        left.loglog(parties, [row[name] for row in rows], marker="o", label=label)
    right.loglog(parties, [row["MB"] for row in rows], marker="o", color="black")
    for axes, title in ((left, "CPU seconds"), (right, "peak memory, MB")):
        low = axes.get_ylim()[0]
        axes.loglog([parties[0], parties[-1]], [low * 1.2, low * 1.2 * parties[-1] / parties[0]], "--", color="0.7")
        axes.set(title=title, xlabel="parties")
        axes.grid(which="both", alpha=0.2)
    left.legend()
    figure.savefig(path, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))


def word_page(result: dict[str, object]) -> str:
    """Write docs/benchmarks-scale.md."""
    rows = result["rows"]
    assert isinstance(rows, list)
    names = ("parties", "people", *PARTS, "MB")
    lines = [f"| {' | '.join(PARTS.get(name, name) for name in names)} |", "|" + " --- |" * len(names)]
    for row in rows:
        cells = [f"{float(row[name]):,.4g}" if name in PARTS else f"{row[name]:,.0f}" for name in names]
        lines.append(f"| {' | '.join(cells)} |")
    powers = ", ".join(f"{PARTS.get(name, name)} {slope(rows, name):.2f}" for name in (*PARTS, "MB"))
    return f"""# From 1,000 to 60,000 parties

Written by `make bench-scale` (benchmarks/scale.py), never by hand. Exercises of 72 hours on Coquimbo, each planned in a
process of its own: CPU seconds and the peak of memory. {result["machine"]}; load {result["load"]:.1f} at the end.

![CPU seconds and memory over parties](scale.svg)

The dashed line is what grows with the number of parties. Over the larger sizes these grow with its power: {powers}.
The program beside the bound is solved for a sample, so its share stays the same.

{chr(10).join(lines)}
"""


if __name__ == "__main__":
    main()
