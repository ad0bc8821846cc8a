"""Set our planner beside CCRP at equal means: how many people does either leave behind?

CCRP is planned once in each of its forms (it draws nothing), and its best form on each case stands for it. Ours runs
with several seeds, and its median stands for it. The exam's own judge decides about every plan. People whom no plan can
take (too far from everything, too many for any flight) are counted apart.

Example: .venv/bin/python benchmarks/left_behind.py ../shared/exam --seconds 60 --runs 5
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
from importlib.metadata import version
from pathlib import Path

from ccrp_planner import Survey, plan_by_ccrp
from ccrp_rides import Form
from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.plan import Case
from safeconduct.core.plan.who_is_left import who_is_left

RESULT = Path(__file__).resolve().parent / "results" / "left_behind.json"
COMMAND = Path(sys.executable).parent / "safeconduct"
CASES = ("tiny", "helsinki-300", "coquimbo-2000", "coquimbo-8000")
HOLDS = (0.0, 30.0)  # minutes


def main() -> None:
    """Plan every case by both and write benchmarks/results/left_behind.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exam", type=Path, help="folder with cases/ and check_plan.py")
    parser.add_argument("--seconds", type=float, default=60.0, help="what our planner may take for each plan")
    parser.add_argument("--runs", type=int, default=5, help="how many seeds of ours on each case")
    parser.add_argument("--case", action="append", choices=CASES, help="only this case; may be repeated")
    parser.add_argument("--who", choices=("CCRP", "ours"), help="only one side, to be run when the machine is free")
    parser.add_argument("--out", type=Path, default=RESULT, help="file to write; what is not run again is kept")
    options = parser.parse_args()
    rows = json.loads(options.out.read_text(encoding="utf-8"))["rows"] if options.out.exists() else []
    sides = (options.who,) if options.who else ("CCRP", "ours")
    for name in options.case or CASES:
        rows = [row for row in rows if row["case"] != name or row["who"] not in sides]
        rows += compare(options.exam, name, options.seconds, options.runs, sides)
        result = {
            "seconds": options.seconds,
            "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            "load": os.getloadavg()[0],
            "versions": {package: version(package) for package in ("safeconduct", "numpy", "numba", "scipy")},
            "rows": sorted(rows, key=lambda row: CASES.index(row["case"])),
        }
        options.out.parent.mkdir(exist_ok=True)
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def compare(exam: Path, name: str, seconds: float, runs: int, sides: tuple[str, ...]) -> list[dict[str, object]]:
    """Plan one case by both, in turn, and have every plan judged."""
    folder = exam / "cases" / name
    case, rows = CaseFolder().read(folder), []
    forms = [Form(hold, eager) for eager in (False, True) for hold in HOLDS] if "CCRP" in sides else []
    runs = runs if "ours" in sides else 0
    began = time.monotonic()
    survey = Survey(case) if forms else None
    surveyed = time.monotonic() - began
    for number in range(max(runs, len(forms))):
        if survey is not None and number < len(forms):
            rows.append(run_ccrp(exam, case, folder, survey, forms[number], surveyed))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
        if number < runs:
            rows.append(run_ours(exam, case, folder, number + 1, seconds))
            print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    return rows


def run_ccrp(exam: Path, case: Case, folder: Path, survey: Survey, form: Form, surveyed: float) -> dict[str, object]:
    """Plan by one form of CCRP."""
    began, before = time.monotonic(), time.process_time()
    plan = plan_by_ccrp(survey, form)
    taken, cpu = surveyed + time.monotonic() - began, time.process_time() - before
    with tempfile.TemporaryDirectory() as out:
        PlanFolder().write(plan, case.utc_offset_seconds, Path(out))
        told = judge(exam, case, folder, Path(out))
    return {"case": folder.name, "who": "CCRP", "form": str(form), **told, "seconds": taken, "cpu_seconds": cpu}


def run_ours(exam: Path, case: Case, folder: Path, seed: int, seconds: float) -> dict[str, object]:
    """Plan by our default planner from the command line."""
    with tempfile.TemporaryDirectory() as out:
        began = time.monotonic()
        command = [str(COMMAND), "plan", str(folder), "--out", out, "--seconds", str(seconds), "--seed", str(seed)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)} failed: run it by hand to see why")
        taken, cpu = time.monotonic() - began, used.ru_utime + used.ru_stime
        told = judge(exam, case, folder, Path(out))
    return {"case": folder.name, "who": "ours", "form": f"seed {seed}", **told, "seconds": taken, "cpu_seconds": cpu}


def judge(exam: Path, case: Case, folder: Path, plan_folder: Path) -> dict[str, object]:
    """Return what the exam's judge says of a plan, and how many of those left no plan can take."""
    program = [sys.executable, str(exam / "check_plan.py"), str(folder), str(plan_folder), "--json"]
    told = json.loads(subprocess.run(program, capture_output=True, text=True).stdout)
    plan = PlanFolder().read(plan_folder, case)
    stuck = sum(group.people for group in who_is_left(case, plan) if group.proven)
    return {
        "feasible": told["feasible"],
        "out": told["out"],
        "left": told["left"],
        "left_who_could_go": told["left"] - stuck,
        "cost": told["cost"],
        "cost_left": told["cost_left"],
        "cost_exposure": told["cost_exposure"],
    }


if __name__ == "__main__":
    main()
