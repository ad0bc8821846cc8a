"""Measure how often the intervals of "is it enough?" hold the truth, how long a city takes, and who agrees bit for bit.

The truth of an invented case is a run of many more days with other random numbers.

Example: PYTHONPATH=tests/core/plan .venv/bin/python benchmarks/sufficiency_coverage.py ../shared/exam
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import time
from contextlib import ExitStack
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import numpy as np
from random_cases import make_random_case

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.crews import DaskCrews
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.plan import Case, Plan
from safeconduct.core.plan.planners import PLANNERS
from safeconduct.core.sufficiency import Played, Uncertainty, assess_sufficiency, estimate_chance, play_plan
from safeconduct.core.sufficiency.crew import Crew, OneByOne, Threads

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "sufficiency_coverage.json"
PAGE = ROOT / "docs" / "benchmarks-sufficiency.md"
CITY, PLAN = "coquimbo-2000", "greedy-coquimbo-2000"
SEED, OTHER_SEED, ROUGH_SEED, ANSWER_SEED = 1, 900_001, 700_001, 500_001
ROUGH_DAYS = 200  # of a first look
CERTAIN = 0.01  # a chance nearer to 0 or 1 than this is no test of an interval


def main() -> None:
    """Measure, write the result, and write docs/benchmarks-sufficiency.md from it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exam", type=Path, help="folder with cases/ and plans/")
    parser.add_argument("--truths", type=int, default=200)
    parser.add_argument("--days", type=int, default=200, help="days of each answer")
    parser.add_argument("--truth-days", type=int, default=4000, help="days of each truth")
    parser.add_argument("--part", choices=["coverage", "city"], action="append", help="only this, and keep the other")
    parser.add_argument("--page", action="store_true", help="write the page from what was measured, and nothing else")
    options = parser.parse_args()
    found = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    if not options.page:
        for part in options.part or ("city", "coverage"):
            began, load = time.perf_counter(), os.getloadavg()[0]
            measured = measure_city(options.exam) if part == "city" else measure_coverage(options)
            found[part] = {**measured, "seconds": round(time.perf_counter() - began, 1), "load_before": round(load, 1)}
        found["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        found["versions"] = {name: version(name) for name in ("safeconduct", "numpy", "numba", "distributed")}
        RESULT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(write_page(found), encoding="utf-8")


def measure_coverage(options: argparse.Namespace) -> dict[str, object]:
    """Return how many of the intervals hold the truth, of the chance and of the mean of the people out."""
    rows: list[dict[str, object]] = []
    seed = 0
    while len(rows) < options.truths:
        seed += 1
        row = try_case(seed, options.days, options.truth_days)
        if row is not None:
            rows.append(row)
            if len(rows) % 20 == 0:
                print(
                    json.dumps({"truths": len(rows), "covered": sum(bool(one["covered"]) for one in rows)}), flush=True
                )
    return {
        "truths": len(rows),
        "cases_tried": seed,
        "days": options.days,
        "truth_days": options.truth_days,
        "covered": sum(bool(row["covered"]) for row in rows),
        "mean_covered": sum(bool(row["mean_covered"]) for row in rows),
        "rows": rows,
    }


def try_case(seed: int, days: int, truth_days: int) -> dict[str, object] | None:
    """Return an answer beside its truth; None where no plan moves anybody, or the truth is as good as certain."""
    case = make_random_case(seed)
    plan = PLANNERS["greedy"].plan(case, seed=seed, stop=lambda rounds: rounds >= 1, tell=lambda _: None)
    if not plan.legs:
        return None
    rates = invent_rates(seed)
    rough = share_all_out(play_plan(case, plan, rates, days=ROUGH_DAYS, seed=ROUGH_SEED + seed, crew=OneByOne()))
    if rough in (0.0, 1.0):
        return None
    truth = play_plan(case, plan, rates, days=truth_days, seed=OTHER_SEED + seed, crew=OneByOne())
    chance, mean = share_all_out(truth), float(truth.people_out.mean())
    if not CERTAIN < chance < 1.0 - CERTAIN:
        return None
    # Each case has random numbers of its own: with shared ones, 200 cases would be lucky or unlucky together.
    played = play_plan(case, plan, rates, days=days, seed=ANSWER_SEED + seed, crew=OneByOne())
    answer = assess_sufficiency(played)
    said, out = answer.planned_out, answer.out_mean
    return {
        "seed": seed,
        "truth": chance,
        "value": said.value,
        "low": said.low,
        "high": said.high,
        "covered": said.low <= chance <= said.high,
        "mean_truth": mean,
        "mean_covered": out.low <= mean <= out.high,
    }


def share_all_out(played: Played) -> float:
    """Return the share of days on which all whom the plan takes out are out."""
    return float((played.fates[:, played.planned] == 0).all(axis=1).mean())


def invent_rates(seed: int) -> Uncertainty:
    """Return rates of a case, from hardly anything to much."""
    rng = np.random.default_rng((seed, 77))
    return Uncertainty(
        gate_slowdown=float(rng.uniform(0.2, 2.0)),
        gate_slowdown_chance=float(rng.uniform(0.0, 0.4)),
        flight_cancelled=float(rng.uniform(0.0, 0.2)),
        checkpoint_closed_chance=float(rng.uniform(0.0, 0.4)),
        checkpoint_closed_hours=float(rng.uniform(0.2, 4.0)),
        party_late_chance=float(rng.uniform(0.0, 0.3)),
        party_late_minutes=float(rng.uniform(5.0, 60.0)),
    )


def measure_city(exam: Path) -> dict[str, object]:
    """Return how long 1,000 days of a city take, and what one after the other, threads and Dask give."""
    case = CaseFolder().read(exam / "cases" / CITY)
    plan = PlanFolder().read(exam / "plans" / PLAN, case)
    play_plan(case, plan, Uncertainty(), days=1, seed=SEED)  # compiled, or read from the disk
    rows = []
    with ExitStack() as stack:
        hired = stack.enter_context(DaskCrews().hire("", None, 2))
        for name, crew in (("threads", Threads()), ("one by one", OneByOne()), ("dask, 2 workers, TLS", hired)):
            rows.append({"crew": name, **time_days(case, plan, crew)})
            print(json.dumps(rows[-1]), flush=True)
    return {"case": CITY, "plan": PLAN, "days": 1000, "rates": asdict(Uncertainty()), "rows": rows}


def time_days(case: Case, plan: Plan, crew: Crew) -> dict[str, object]:
    """Return the seconds of 1,000 days from the plan to the answer, and a digest of all that became of everybody."""
    began = time.perf_counter()
    played = play_plan(case, plan, Uncertainty(), days=1000, seed=SEED, crew=crew)
    answer = assess_sufficiency(played)
    seconds = time.perf_counter() - began
    digest = hashlib.sha256(played.fates.tobytes() + played.last.tobytes()).hexdigest()[:16]
    return {"seconds": round(seconds, 2), "digest": digest, "out_mean": answer.out_mean.value}


def write_page(found: dict) -> str:
    """Return docs/benchmarks-sufficiency.md."""
    lines = [
        "# Benchmarks: is it enough?",
        "",
        "Written by `benchmarks/sufficiency_coverage.py` (`make bench-sufficiency`), never by hand. "
        f"{found['machine']}; {', '.join(f'{name} {one}' for name, one in found['versions'].items())}.",
        "[What the figures mean](sufficiency.md).",
        "",
    ]
    if "coverage" in found:
        lines += word_coverage(found["coverage"])
    if "city" in found:
        lines += word_city(found["city"])
    return "\n".join(lines) + "\n"


def word_coverage(part: dict) -> list[str]:
    """Return what is written of the intervals."""
    rows = part["rows"]
    lines = [
        "## Do the intervals hold the truth?",
        "",
        f"{part['truths']} invented cases, each with rates and a plan of its own (of {part['cases_tried']} tried: "
        f"those count whose chance is not as good as 0 or 1). An answer has {part['days']} days; the truth is the "
        f"share of {part['truth_days']:,} days with other random numbers. {part['seconds']:,.0f} s, load before "
        f"{part['load_before']}.",
        "",
        "| 95 % interval of | holds the truth | which is between (95 %) |",
        "| --- | --- | --- |",
    ]
    for words, key in (
        ("the chance (Clopper-Pearson)", "covered"),
        ("the mean of the people out (Student)", "mean_covered"),
    ):
        share = estimate_chance(part[key], part["truths"])
        lines.append(
            f"| {words} | {part[key]} of {part['truths']} ({share.value:.1%}) | {share.low:.1%} and {share.high:.1%} |"
        )
    lines += ["", "| true chance | cases | intervals that hold it |", "| --- | --- | --- |"]
    for low, high in ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0)):
        inside = [row for row in rows if low <= row["truth"] < high]
        lines.append(f"| {low:.0%} to {high:.0%} | {len(inside)} | {sum(row['covered'] for row in inside)} |")
    return [*lines, ""]


def word_city(part: dict) -> list[str]:
    """Return what is written of the city."""
    same = len({row["digest"] for row in part["rows"]}) == 1
    lines = [
        "## How long a city takes, and who agrees",
        "",
        f"{part['days']:,} days of {part['case']} with plan {part['plan']}, from the plan to the answer, compiled "
        f"before; load before {part['load_before']}.",
        "",
        "| who plays | seconds | digest of every party's fate and each day's last departure |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {row['crew']} | {row['seconds']:.1f} | `{row['digest']}` |" for row in part["rows"]]
    verdict = "All agree, bit for bit." if same else "They do NOT agree: the seed does not fix the answer."
    return [*lines, "", verdict]


if __name__ == "__main__":
    main()
