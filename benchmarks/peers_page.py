"""Write docs/benchmarks-peers.md from what left_behind.py, replay_uxsim.py, replay_sumo.py and pickup_pyvrp.py found.

Example: .venv/bin/python benchmarks/peers_page.py
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
Row = dict[str, Any]
LEFT_HEAD = (
    "case", "CCRP's form", "left, CCRP", "left, ours", "could go, CCRP", "could go, ours", "ours leaves", "cost, CCRP",
    "cost, ours", "s, CCRP", "s, ours", "CPU s, ours", "seeds",
)  # fmt: skip
REPLAY_HEAD = (
    "case", "load", "draws", "vehicles", "planned s", "late: median s", "90 %", "worst", "not there", "within 1 s",
    "within 1 min", "within 5 min", "connection", "flight", "main roads",
)  # fmt: skip
PICKUP_HEAD = ("case", "demand", "parties", "people", "who", "runs", "carried", "trips", "last arrival h", "road hours")


def main() -> None:
    """Read what results there are and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results", help="folder of the results")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-peers.md", help="page to write")
    options = parser.parse_args()
    names = ("left_behind", "replay_uxsim", "replay_sumo", "pickup_pyvrp")
    results = [json.loads((options.results / f"{name}.json").read_text(encoding="utf-8")) for name in names]
    options.out.write_text(word_page(*results), encoding="utf-8")


def word_page(left: Row, uxsim: Row, sumo: Row, pickup: Row) -> str:
    """Word the whole page."""
    return f"""# Beside CCRP, UXsim, SUMO and PyVRP

Written by benchmarks/peers_page.py from benchmarks/results/, never by hand.

## People left behind, beside CCRP

benchmarks/left_behind.py. CCRP is a faithful Capacity Constrained Route Planner (Lu, George and Shekhar 2005) with the
same streets, gates, checkpoints, vehicles and flights: of all parties and ways the one that is processed earliest over
the room that is left goes next. It draws nothing; it was run in {count_forms(left)} forms (how long a vehicle waits to
fill, whether it rides early and waits at the gate), and the form that leaves the fewest stands for it on each case.
Ours is the default planner with {left["seconds"]:g} s a plan: the median over seeds, the range in brackets. `could go`
leaves out those whom no plan can take. Hazard and priority play no part in CCRP; in the cost of a plan they do, so ours
may leave other people, and more of them, where that costs less. `CPU s` is what our planner in fact had of the two
cores: about twice its seconds on a quiet machine, far less on one in use. Every figure is of the cases' own
judge{infeasible(left["rows"])}. {left["machine"]}; load {left["load"]:.1f} at the end; versions {left["versions"]}.

{note(left)}{table(LEFT_HEAD, map(word_left, by_case(left["rows"])))}

## Replays in UXsim and SUMO

benchmarks/replay_uxsim.py, benchmarks/replay_sumo.py. Trips and drives of a plan by our default planner (60 s) go into
the simulator at their planned moment and by their planned way. 100 % background is the load at which
{uxsim["base_load"]}, trips between random places; `main roads` is the mean
volume/capacity that this puts on the links of 40 km/h and more that it uses. Lanes are one a link; capacities 900,
1,200 and 1,600 vehicles an hour by speed where the case gives none. Walks, checkpoints and gates are not simulated, and
lateness is not passed on to a vehicle's next trip. A planned arrival is the free-flow time rounded up: how late a
vehicle is, is what the simulator adds. `connection` counts the people who still have the least connection time of the
case, `flight` those processed before it leaves. Medians over the draws of the background, the range in brackets.

UXsim ({uxsim["engine"]} in all runs) moves vehicles by their speed, queues and capacities, as if turns took no time.
{uxsim["machine"]}; versions {uxsim["versions"]}.

{note(uxsim)}{table(REPLAY_HEAD, map(word_replay, by_load(uxsim["rows"])))}

SUMO drives each vehicle for itself: it accelerates, brakes for turns and gives way at junctions, none of which has a
signal; capacities are what comes of that. Versions {sumo["versions"]}.

{note(sumo)}{table(REPLAY_HEAD, map(word_replay, by_load(sumo["rows"])))}

## PyVRP for the pick-up layer alone

benchmarks/pickup_pyvrp.py. The same people as ride in the plan, with the same vehicles, seats, turnarounds and
free-flow times, the curfew as the end of a day. What PyVRP does not see: {", ".join(pickup["left_out"])}; and it begins
a later day at the nearest gate. It has it easier in all of that; with `several stops` its trips may also call at more
than one transit point, which a plan's cannot. Ours are the trips of the finished plan as they are:
they were made for the least harm, not for the fewest hours on the road. PyVRP had {pickup["seconds"]:g} s a run or
more; medians over seeds, the range in brackets. {pickup["machine"]}; versions {pickup["versions"]}.

{note(pickup)}{table(PICKUP_HEAD, map(word_pickup, by_layer(pickup["rows"])))}
"""


def note(result: Row) -> str:
    """Word what the result says of how it came about; a result of one whole run says nothing."""
    return f"**{result['note']}**\n\n" if result.get("note") else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out as a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def count_forms(left: Row) -> int:
    """Count CCRP's forms."""
    return len({row["form"] for row in left["rows"] if row["who"] == "CCRP"})


def infeasible(rows: list[Row]) -> str:
    """Name the plans that the judge refuses."""
    bad = [f"{row['case']} by {row['who']} ({row['form']})" for row in rows if not row["feasible"]]
    return "; all plans are feasible" if not bad else "; NOT FEASIBLE: " + ", ".join(bad)


def by_case(rows: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Pair CCRP's best form on each case with our runs."""
    pairs = []
    for case in dict.fromkeys(row["case"] for row in rows):
        theirs = [row for row in rows if row["case"] == case and row["who"] == "CCRP"]
        ours = [row for row in rows if row["case"] == case and row["who"] == "ours"]
        pairs.append((min(theirs, key=lambda row: (row["left"], row["cost"])), ours))
    return pairs


def by_load(rows: list[Row]) -> list[list[Row]]:
    """Group the replays by case and load."""
    keys = dict.fromkeys((row["case"], row["load"]) for row in rows)
    return [[row for row in rows if (row["case"], row["load"]) == key] for key in keys]


def by_layer(rows: list[Row]) -> list[list[Row]]:
    """Group the pick-up layers by case, demand and whose trips they are."""
    keys = dict.fromkeys((row["case"], row["left_too"], row["who"]) for row in rows)
    return [[row for row in rows if (row["case"], row["left_too"], row["who"]) == key] for key in keys]


def word_left(pair: tuple[Row, list[Row]]) -> list[str]:
    """Word one case of the first table."""
    theirs, ours = pair
    could = median(row["left_who_could_go"] for row in ours)
    base = theirs["left_who_could_go"]
    fewer = (
        "-"
        if not base
        else "as many"
        if could == base
        else f"{1 - could / base:.0%} fewer"
        if could <= base
        else f"{could / base - 1:.0%} MORE"
    )
    return [
        theirs["case"], theirs["form"], f"{theirs['left']:,}", middle(ours, "left"), f"{theirs['left_who_could_go']:,}",
        middle(ours, "left_who_could_go"), fewer, f"{theirs['cost']:.4g}", middle(ours, "cost", ".4g"),
        f"{theirs['seconds']:.0f}", middle(ours, "seconds"), middle(ours, "cpu_seconds"), str(len(ours)),
    ]  # fmt: skip


def word_replay(rows: list[Row]) -> list[str]:
    """Word one case and load of the second table."""
    first = rows[0]
    shares = ("within_1_s", "within_1_min", "within_5_min", "people_keep_connection", "people_before_flight")
    return [
        first["case"], f"{first['load']:.0%}", str(len(rows)), f"{first['vehicles']:,}",
        f"{first['planned_seconds_median']:.0f}",
        *(middle(rows, key) for key in ("late_median", "late_p90", "late_worst", "not_arrived")),
        *(f"{median(row[key] for row in rows):.1%}" for key in shares),
        f"{median(row['main_ratio'] * row['load'] for row in rows):.2f}" if "main_ratio" in first else "-",
    ]  # fmt: skip


def word_pickup(rows: list[Row]) -> list[str]:
    """Word one row of the third table."""
    first = rows[0]
    bad = sum(not row.get("feasible", True) for row in rows)
    refused = f", {bad} NOT FEASIBLE" if bad else ""
    return [
        first["case"], "riders and left" if first["left_too"] else "riders", f"{first['parties']:,}",
        f"{first['people']:,}", first["who"] + refused, str(len(rows)),
        middle(rows, "carried"), middle(rows, "trips"), middle(rows, "last_hours", ".2f"),
        middle(rows, "road_hours", ".2f"),
    ]  # fmt: skip


def middle(rows: list[Row], key: str, form: str = ",.0f") -> str:
    """Word the median, and the range where there is one; "never" where a value is missing."""
    values = [row[key] for row in rows]
    if any(value is None for value in values):
        return "never"
    low, high = format(min(values), form), format(max(values), form)
    return format(median(values), form) + ("" if low == high else f" ({low} to {high})")


if __name__ == "__main__":
    main()
