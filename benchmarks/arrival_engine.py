"""Solve arrival problems on published networks beside other people's solvers, and compare answers and CPU time.

Example: PYTHONPATH=src python benchmarks/arrival_engine.py --networks FOLDER [--only Anaheim] [--runs 5]

FOLDER holds TransportationNetworks' folders SiouxFalls, Anaheim, Chicago-Sketch and Berlin-Center, and anywhere below
it zetool's padang_10p_10s_flow01.dat. The peers are in benchmarks/requirements-peers.txt.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import ccrp
from arrival_instances import NETWORKS, PADANG, read_instance
from arrival_peers import Answer, build_lemon, clock, run_highs, run_lemon, run_max_flow, run_min_cost
from safeconduct.core.plan.arrival import ArrivalProblem, solve_arrival
from safeconduct.core.plan.arrival_check import find_faults, least_cost

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "arrival_engine.json"
PATIENCE = 60.0  # a solver that takes longer is run once
Solver = Callable[[ArrivalProblem, int], Answer]


def main() -> None:
    """Run every instance, add it to benchmarks/results/arrival_engine.json and write docs/benchmarks-arrival.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networks", type=Path, required=True, help="folder with the networks")
    parser.add_argument("--only", action="append", help="only this network; may be repeated")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    rows = json.loads(RESULTS.read_text(encoding="utf-8"))["rows"] if options.only and RESULTS.exists() else []
    with tempfile.TemporaryDirectory() as folder:
        lemon = build_lemon(Path(folder))
        for name in [*NETWORKS, PADANG]:
            if options.only and name not in options.only:
                continue
            for seed in options.seeds if name != PADANG else [0]:
                rows = [row for row in rows if (row["network"], row["seed"]) != (name, seed)]
                rows.append(run_instance(options.networks, name, seed, options.runs, lemon))
                print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
                write(rows)
    print(word_table(rows))


def write(rows: list[dict]) -> None:
    """Write what is known so far."""
    order = [*NETWORKS, PADANG]
    rows.sort(key=lambda row: (order.index(row["network"]), row["seed"]))
    result = {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in ("numpy", "numba", "ortools", "highspy")},
        "rows": rows,
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (ROOT / "docs" / "benchmarks-arrival.md").write_text(word_page(result), encoding="utf-8")


def run_instance(networks: Path, name: str, seed: int, runs: int, lemon: Path | None) -> dict:
    """Run every solver on one instance, in turn, and compare what they find."""
    problem, penalty = read_instance(networks, name, seed)
    flow = solve_arrival(problem, penalty)
    proven = not find_faults(problem, flow) and least_cost(problem, flow, penalty) == flow.cost(penalty)
    solvers: dict[str, Solver] = {
        "ours": run_ours,
        "OR-Tools min cost": run_min_cost,
        "OR-Tools max flow": run_max_flow,
    }
    if name == "Sioux Falls":
        solvers["HiGHS"] = run_highs
    if lemon:
        solvers["LEMON"] = functools.partial(run_lemon, program=lemon)
    ccrp.plan_routes(read_instance(networks, "Sioux Falls", 1)[0], penalty)
    solvers["CCRP"] = run_ccrp
    answers: dict[str, list[Answer]] = {solver: [] for solver in solvers}
    for _ in range(runs):
        for solver, solve in solvers.items():
            if not answers[solver] or answers[solver][0].cpu < PATIENCE:
                answers[solver].append(solve(problem, penalty))
    exact = [found for solver, many in answers.items() if solver != "CCRP" for found in many]
    return {
        "network": name,
        "seed": seed,
        "nodes": problem.nodes,
        "links": len(problem.tail),
        "last step": problem.last_step,
        "people": int(problem.supply_people.sum()),
        "penalty": penalty,
        "cost": flow.cost(penalty),
        "arrived": int(flow.curve[-1]),
        "proven": proven,
        "equal": all(a.cost in (None, flow.cost(penalty)) and a.arrived in (None, flow.curve[-1]) for a in exact),
        "ccrp_cost": answers["CCRP"][0].cost,
        "load": os.getloadavg()[0],
        "solvers": {
            solver: {"runs": len(many)}
            | {part: statistics.median(getattr(a, part) for a in many) for part in ("cpu", "wall", "cpu_whole")}
            for solver, many in answers.items()
        },
    }


def run_ours(problem: ArrivalProblem, penalty: int) -> Answer:
    """Solve with the engine, from the problem to the whole flow."""
    found = []
    took = clock(lambda: found.append(solve_arrival(problem, penalty)), time.process_time())
    return Answer(found[0].cost(penalty), int(found[0].curve[-1]), *took)


def run_ccrp(problem: ArrivalProblem, penalty: int) -> Answer:
    """Plan with the heuristic."""
    found: list[int] = []
    took = clock(lambda: found.append(ccrp.plan_routes(problem, penalty)), time.process_time())
    return Answer(found[0], None, *took)


def word_table(rows: list[dict]) -> str:
    """Lay the rows out as a table in Markdown."""
    names = ["OR-Tools min cost", "OR-Tools max flow", "LEMON", "HiGHS", "CCRP"]
    head = ["network", "seed", "people", "arrived", "cost", "proven", "equal", "ours s", *[f"{n} s" for n in names]]
    lines = ["| " + " | ".join([*head, "ratio", "CCRP cost"]) + " |", "|" + " --- |" * (len(head) + 2)]
    for row in rows:
        solvers, ours = row["solvers"], row["solvers"]["ours"]["cpu"]
        cells = [row["network"], row["seed"] or "", f"{row['people']:,}", f"{row['arrived']:,}", f"{row['cost']:,}"]
        cells += ["yes" if row["proven"] else "NO", "yes" if row["equal"] else "NO", f"{ours:.3g}"]
        cells += [f"{solvers[n]['cpu']:.3g}" if n in solvers else "" for n in names]
        cells += [f"{solvers[names[0]]['cpu'] / ours:.0f}x", f"{row['ccrp_cost'] / row['cost'] - 1:+.2%}"]
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def word_page(result: dict) -> str:
    """Write docs/benchmarks-arrival.md."""
    rows = result["rows"]
    loads = [row["load"] for row in rows]
    once = {f"{n} on {row['network']}" for row in rows for n, took in row["solvers"].items() if took["runs"] == 1}
    runs = max(took["runs"] for row in rows for took in row["solvers"].values())
    repeated = f"; once where it takes over a minute: {', '.join(sorted(once))}" if once else ""
    return f"""# Benchmarks of the arrival engine

Written by `benchmarks/arrival_engine.py --networks FOLDER`, never by hand. {result["machine"]}; load while running
{min(loads):.1f} to {max(loads):.1f}; versions {result["versions"]};
LEMON 1.3.1 of Debian, built with g++ -O3.

**Instances.** TransportationNetworks (Sioux Falls, Anaheim, Chicago Sketch, Berlin-Center): ten nodes drawn by seed are
gates without limit; at every other origin are as many people as trips begin there, rounded, all ready at step 0. Steps
are of one minute, 0 to 60. A link lets the whole number of vehicles an hour / 60 enter at each step, at least 1, and
takes its free-flow time rounded up to minutes; links of no time keep none. Berlin's file names no unit of time: one is
taken for three seconds, by the lengths. Waiting is free. Cost: the sum of arrival steps, and 240 for everybody who is
left. Padang (zetool's network-flow, padang_10p_10s_flow01): as it is, 350 steps; who is left costs 1,400.

**Times** are CPU seconds, the median of {runs} runs in turn in one process{repeated}.
Peers: solving alone, without building their time-expanded network. Ours: the call, from the problem to the whole flow,
compiled. `cpu_whole` in benchmarks/results/arrival_engine.json is with the building, `wall` the time that passed.

`proven`: an independent check finds the flow feasible, and cuts, one for every step, show that its cost cannot be
lower. `equal`: every exact peer finds exactly this cost, and OR-Tools' maximum flow exactly as many arrivals. `ratio`:
CPU time of OR-Tools' SimpleMinCostFlow over ours. `CCRP cost`: how much more the heuristic's plan costs.

{word_table(rows)}
"""


if __name__ == "__main__":
    main()
