"""Plan every exam case with every planner, beside the reference planner; the exam's own judge has the last word.

Example: .venv/bin/python benchmarks/plan_cases.py ../shared/exam --seconds 120
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from backtest_page import word_section

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).parent / "safeconduct"
HEAD = ("case", "planner", "feasible", "cost", "reference", "way", "bound", "reference bound", "gap", "seconds", "MB")


def main() -> None:
    """Run the cases, write benchmarks/results/plan_cases.json and print the table of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exam", type=Path, help="folder with cases/ and check_plan.py")
    parser.add_argument("--seconds", type=float, default=120.0, help="what the default planner may take on each case")
    parser.add_argument("--case", action="append", help="only this case; may be repeated")
    options = parser.parse_args()
    figures = read_reference((options.exam / "cases" / "README.md").read_text(encoding="utf-8"))
    rows = []
    for name, (greedy, bound) in figures.items():
        for planner in ("greedy", "default"):
            if options.case and name not in options.case:
                continue
            rows.append(run(options.exam, name, planner, options.seconds, greedy, bound))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    result = {
        "seconds": options.seconds,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
        "versions": {name: version(name) for name in ("safeconduct", "numpy", "numba", "scipy")},
        "rows": rows,
    }
    folder = ROOT / "benchmarks" / "results"
    folder.mkdir(exist_ok=True)
    if not options.case:
        backtest = json.loads((folder / "backtest_kabul.json").read_text(encoding="utf-8"))
        (folder / "plan_cases.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        (ROOT / "docs" / "benchmarks.md").write_text(word_page(result, backtest), encoding="utf-8")
    print(word_table(rows))


def read_reference(text: str) -> dict[str, tuple[float, float]]:
    """Take (greedy cost, bound) of each case from the table of reference figures."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 7 and re.fullmatch(r"[\d,.]+", cells[2]):
            found[cells[0]] = float(cells[2].replace(",", "")), float(cells[6].replace(",", ""))
    return found


def run(exam: Path, name: str, planner: str, seconds: float, greedy: float, bound: float) -> dict[str, object]:
    """Plan one case and have it judged twice."""
    case = exam / "cases" / name
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        command = [str(COMMAND), "plan", str(case), "--out", folder, "--planner", planner, "--seconds", str(seconds)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        taken = time.monotonic() - began
        if status:
            raise SystemExit(
                f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}: run it by hand to see why"
            )
        told = [
            json.loads(subprocess.run([*judge, str(case), folder, "--json"], capture_output=True, text=True).stdout)
            for judge in ([sys.executable, str(exam / "check_plan.py")], [str(COMMAND), "check"])
        ]
    theirs, ours = told
    cost = float(theirs["cost"])
    agree = bool(theirs["feasible"]) == bool(ours["feasible"]) and abs(cost - float(ours["cost"])) <= 1e-3 * cost
    return {
        "case": name,
        "planner": planner,
        "feasible": theirs["feasible"],
        "judges_agree": agree,
        "cost": cost,
        "parts": {part: theirs[f"cost_{part}"] for part in ("left", "exposure", "crowd", "time")},
        "reference": greedy,
        "way": (greedy - cost) / (greedy - bound),
        "bound": theirs["lower_bound"],
        "reference bound": bound,
        "gap": theirs["gap"],
        "seconds": taken,
        "MB": used.ru_maxrss / 1024,
    }


def word_table(rows: list[dict[str, object]]) -> str:
    """Lay the rows out as a table in Markdown."""
    lines = ["| " + " | ".join(HEAD) + " |", "| " + " | ".join("---" for _ in HEAD) + " |"]
    lines += ["| " + " | ".join(word_cell(name, row[name]) for name in HEAD) + " |" for row in rows]
    return "\n".join(lines)


def word_cell(name: str, value: object) -> str:
    """Word one figure."""
    if value is None or isinstance(value, str):
        return value or "none"
    if isinstance(value, bool):
        return "yes" if value else "NO"
    assert isinstance(value, int | float)
    return f"{value:.0%}" if name == "way" else f"{value:.2%}" if name == "gap" else f"{value:.5g}"


def word_page(result: dict[str, object], backtest: dict[str, object]) -> str:
    """Write docs/benchmarks.md: the plans, and the back-test of the outlook."""
    rows = result["rows"]
    assert isinstance(rows, list)
    disagree = ", ".join(f"{row['case']} by {row['planner']}" for row in rows if not row["judges_agree"])
    return f"""# Benchmarks

Written by `make bench` (benchmarks/plan_cases.py), never by hand. {result["machine"]}; load {result["load"]:.1f} at
the end; versions {result["versions"]}.
The default planner had {result["seconds"]:g} seconds; seconds and MB are of the whole process, its start, judging and
writing included.

`reference` is the cost of the plain planner that came with the cases (earliest feasible slot, static shortest routes),
`reference bound` their bound. `way` is how far a plan gets from the one to the other: 100 % would be a plan as cheap as
the bound, less than 0 % is worse than the reference planner. `gap` is that to our own bound. Costs are expected people
harmed. The cases' own judge says `feasible` and gives the cost. Our judge disagrees on: {disagree or "nothing"}.

{word_table(rows)}

{word_section(backtest)}"""


if __name__ == "__main__":
    main()
