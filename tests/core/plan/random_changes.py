"""Change the files of a case and its plan at random, in ways that a file may come to be changed."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

Rows = list[dict[str, str]]
JUNK: list[Any] = [
    None,
    True,
    False,
    "",
    "0.3",
    [],
    {},
    -1,
    0,
    10**30,
    float("nan"),
    float("inf"),
    -float("inf"),
    1e-300,
]


@dataclass
class Files:
    """Hold the tables and other texts of a case or plan, to be changed and written again."""

    tables: dict[str, Rows]
    headers: dict[str, list[str]]
    toml: str
    claims: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Files:
        """Read every file."""
        files = cls({}, {}, "", {})
        for path in folder.glob("*.csv"):
            with path.open(newline="", encoding="utf-8") as handle:
                reader = csv.DictReader(handle)
                files.tables[path.stem] = list(reader)
                files.headers[path.stem] = list(reader.fieldnames or [])
        if (folder / "case.toml").exists():
            files.toml = (folder / "case.toml").read_text(encoding="utf-8")
        if (folder / "plan.json").exists():
            files.claims = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
        return files

    def copy(self) -> Files:
        """Give a copy whose rows and claims can be changed."""
        tables = {name: [dict(row) for row in rows] for name, rows in self.tables.items()}
        return Files(tables, self.headers, self.toml, dict(self.claims))

    def write(self, folder: Path) -> None:
        """Write every file."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in self.tables.items():
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as handle:
                writer = csv.DictWriter(handle, self.headers[name], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        if self.toml:
            (folder / "case.toml").write_text(self.toml, encoding="utf-8")
        else:
            (folder / "plan.json").write_text(json.dumps(self.claims), encoding="utf-8")


Mutation = Callable[[random.Random, Files, Files], None]
MUTATIONS: list[Mutation] = []
HOURS = [
    datetime.fromisoformat(f"2031-03-04T{hour}:{minute:02}:00+00:00") for hour in range(14, 20) for minute in (0, 17)
]


def mutation(change: Mutation) -> Mutation:
    """Enter a random change into the list."""
    MUTATIONS.append(change)
    return change


def shift(rng: random.Random, row: dict[str, str], *columns: str) -> None:
    seconds = rng.choice([-1, 1, -2, 2, 0.5, -1.5, 60, -60, rng.randint(-3600, 3600)])
    for column in columns:
        row[column] = (datetime.fromisoformat(row[column]) + timedelta(seconds=seconds)).isoformat()


def window(rng: random.Random) -> tuple[str, str]:
    start = rng.choice(HOURS) + timedelta(seconds=rng.choice([0, 1, 30]))
    return start.isoformat(), (start + timedelta(minutes=rng.choice([1, 20, 90, 300]))).isoformat()


def windows(rng: random.Random) -> str:
    return ";".join("/".join(window(rng)) for _ in range(rng.choice([0, 1, 1, 2])))


def place(rng: random.Random, case: Files, plan: Files) -> dict[str, str]:
    """Name a link or node, most often one that the plan uses."""
    if rng.random() < 0.5:
        used = [link for row in plan.tables["leg"] + plan.tables["trip"] for link in row["links"].split(";") if link]
        return {"what": "link", "id": rng.choice(used) if used else "1"}
    return {"what": "node", "id": rng.choice(case.tables["site" if rng.random() < 0.6 else "node"])["node_id"]}


@mutation
def shift_a_leg(rng: random.Random, _case: Files, plan: Files) -> None:
    shift(rng, rng.choice(plan.tables["leg"]), *rng.choice([("depart",), ("arrive",), ("depart", "arrive")]))


@mutation
def shift_a_meeting(rng: random.Random, _case: Files, plan: Files) -> None:
    legs = plan.tables["leg"]
    place = rng.randrange(len(legs) - 1)
    shift(rng, legs[place], "arrive")
    legs[place + 1]["depart"] = legs[place]["arrive"]


@mutation
def shift_a_party(rng: random.Random, _case: Files, plan: Files) -> None:
    party, seed = rng.choice(plan.tables["leg"])["party_id"], rng.random()
    for row in plan.tables["leg"]:
        if row["party_id"] == party and row["kind"] != "fly":
            shift(random.Random(seed), row, "depart", "arrive")


@mutation
def shift_a_trip(rng: random.Random, _case: Files, plan: Files) -> None:
    shift(rng, rng.choice(plan.tables["trip"]), *rng.choice([("depart",), ("arrive",), ("depart", "arrive")]))


@mutation
def change_links(rng: random.Random, case: Files, plan: Files) -> None:
    row = rng.choice([row for row in plan.tables["leg"] + plan.tables["trip"] if row["links"]] or plan.tables["leg"])
    links = [link for link in row["links"].split(";") if link]
    spot = rng.randrange(len(links) or 1)
    other = rng.choice(case.tables["link"])["link_id"]
    row["links"] = ";".join(
        rng.choice(
            [
                links[:spot] + links[spot + 1 :],
                [*links[:spot], other, *links[spot:]],
                [*links[:spot], "no-such-link", *links[spot + 1 :]],
                links[::-1],
                links * 2,
                [],
            ]
        )
    )


@mutation
def change_a_place(rng: random.Random, case: Files, plan: Files) -> None:
    row = rng.choice(plan.tables["leg"] + plan.tables["trip"])
    row[rng.choice(["from_node", "to_node"])] = rng.choice([*(s["node_id"] for s in case.tables["site"]), "nowhere"])


@mutation
def change_a_reference(rng: random.Random, case: Files, plan: Files) -> None:
    column = rng.choice(["site_id", "flight_id", "trip_id"])
    source = plan.tables["trip"] if column == "trip_id" else case.tables[column.removesuffix("_id")]
    rows = [row for row in plan.tables["leg"] if row[column]] or plan.tables["leg"]
    rng.choice(rows)[column] = rng.choice([*(row[column] for row in source), "", "nothing"])


@mutation
def change_a_kind(rng: random.Random, _case: Files, plan: Files) -> None:
    kinds = ["walk", "drive", "wait", "ride", "process", "hold", "fly", "swim", ""]
    rng.choice(plan.tables["leg"])["kind"] = rng.choice(kinds)


@mutation
def change_a_seq(rng: random.Random, _case: Files, plan: Files) -> None:
    rng.choice(plan.tables["leg"])["seq"] = rng.choice(["0", "1", "-3", "99", " 2 ", "007"])


@mutation
def drop_or_repeat_a_leg(rng: random.Random, _case: Files, plan: Files) -> None:
    row = rng.choice(plan.tables["leg"])
    if rng.random() < 0.5 and len(plan.tables["leg"]) > 2:
        plan.tables["leg"].remove(row)
    else:
        plan.tables["leg"].append({**row, "seq": str(int(row["seq"]) + rng.choice([0, 1, 50]))})


@mutation
def move_legs_to_another_party(rng: random.Random, case: Files, plan: Files) -> None:
    old, new = rng.choice(plan.tables["leg"])["party_id"], rng.choice([*case.tables["party"], {"party_id": "X"}])
    for row in plan.tables["leg"]:
        if row["party_id"] == old:
            row["party_id"] = new["party_id"]


@mutation
def cut_a_wait_in(rng: random.Random, _case: Files, plan: Files) -> None:
    rows = [row for row in plan.tables["leg"] if row["kind"] in ("process", "wait")]
    if rows:
        row = rng.choice(rows)
        start = (datetime.fromisoformat(row["depart"]) - timedelta(minutes=rng.choice([0, 5, 50]))).isoformat()
        new = {**row, "kind": "wait", "depart": start, "arrive": row["depart"], "seq": str(int(row["seq"]) + 20)}
        for later in plan.tables["leg"]:
            if later["party_id"] == row["party_id"] and int(later["seq"]) >= int(row["seq"]):
                later["seq"] = str(int(later["seq"]) + 40)
        plan.tables["leg"].append(new)


@mutation
def change_a_trip(rng: random.Random, _case: Files, plan: Files) -> None:
    row = rng.choice(plan.tables["trip"])
    column, values = rng.choice([("vehicle", ["0", "00", "1", "-1", "7"]), ("fleet_id", ["B1", "B9"])])
    row[column] = rng.choice(values)


@mutation
def add_a_trip(rng: random.Random, _case: Files, plan: Files) -> None:
    row = dict(rng.choice(plan.tables["trip"]), trip_id=f"X{rng.randrange(10**6)}")
    minutes = rng.choice([-60, -30, -15, -5, 3, 9, 12, 14, 15, 20, 40, 90])
    for column in ("depart", "arrive"):
        row[column] = (datetime.fromisoformat(row[column]) + timedelta(minutes=minutes)).isoformat()
    plan.tables["trip"].append(row)


@mutation
def change_a_claim(rng: random.Random, _case: Files, plan: Files) -> None:
    plan.claims[rng.choice(["case", "cost", "out", "left", "lower_bound"])] = rng.choice([*JUNK, 0.3, 36, 74])


@mutation
def close_a_place(rng: random.Random, case: Files, plan: Files) -> None:
    start, end = window(rng)
    case.tables["closure"].append({**place(rng, case, plan), "from": start, "to": end, "reason": ""})


@mutation
def endanger_a_place(rng: random.Random, case: Files, plan: Files) -> None:
    for _ in range(rng.choice([1, 3])):
        start, end = window(rng)
        rate = rng.choice(["0", "1e-3", "0.02", "5"])
        case.tables["hazard"].append({**place(rng, case, plan), "from": start, "to": end, "rate": rate})


@mutation
def change_a_site(rng: random.Random, case: Files, _plan: Files) -> None:
    row = rng.choice(case.tables["site"])
    column = rng.choice(["holding", "throughput", "open", "serves", "node_id"])
    match column:
        case "open":
            row["open"] = windows(rng)
        case "serves" | "node_id":
            if row["kind"] in ("transit_point", "airhead") and column == "node_id":
                row["node_id"] = rng.choice(case.tables["node"])["node_id"]
        case _:
            row[column] = rng.choice(["", "4", "12.5", "40", "1000"])


@mutation
def change_a_fleet(rng: random.Random, case: Files, _plan: Files) -> None:
    row = rng.choice(case.tables["fleet"])
    column = rng.choice(["available", "seats", "vehicles", "depot_node_id"])
    values = {
        "available": [windows(rng), windows(rng)],
        "seats": ["1", "13", "90"],
        "vehicles": ["1", "2"],
        "depot_node_id": [rng.choice(case.tables["node"])["node_id"]],
    }
    row[column] = rng.choice(values[column])


@mutation
def change_a_party(rng: random.Random, case: Files, _plan: Files) -> None:
    row = rng.choice(case.tables["party"])
    column = rng.choice(["modes", "size", "priority", "ready", "node_id"])
    values = {
        "modes": ["walk", "auto", "walk;auto", "auto,walk"],
        "size": ["1", "30", "7"],
        "priority": ["0.5", "3", "1e3"],
        "ready": [time.isoformat() for time in HOURS],
        "node_id": [rng.choice(case.tables["node"])["node_id"]],
    }
    row[column] = rng.choice(values[column])


@mutation
def change_a_flight(rng: random.Random, case: Files, _plan: Files) -> None:
    row = rng.choice(case.tables["flight"])
    if rng.random() < 0.5:
        row["seats"] = rng.choice(["1", "5", "500"])
    else:
        shift(rng, row, "departs")


@mutation
def change_a_street(rng: random.Random, case: Files, plan: Files) -> None:
    used = {link for row in plan.tables["leg"] + plan.tables["trip"] for link in row["links"].split(";")}
    row = rng.choice([row for row in case.tables["link"] if row["link_id"] in used] or case.tables["link"])
    case.headers["link"] = [*dict.fromkeys([*case.headers["link"], "capacity", "lanes"])]
    column = rng.choice(["length", "free_speed", "allowed_uses", "capacity", "lanes"])
    values = {
        "length": ["499.9", "510", "1200", "0.5"],
        "free_speed": ["", "28", "90", "5"],
        "allowed_uses": ["walk", "auto", "auto,walk", " walk ; auto "],
        "capacity": ["", "0.5", "4", "1800"],
        "lanes": ["", "2", "1"],
    }
    row[column] = rng.choice(values[column])


@mutation
def change_the_rules(rng: random.Random, case: Files, _plan: Files) -> None:
    values = {
        "walk_kmh": ["3.1", "4", "6.5"],
        "walk_metres_max": ["700", "1500.5", "9000"],
        "wait_minutes_max": ["3", "10.5", "600"],
        "connection_minutes_min": ["0", "34", "90"],
        "turnaround_minutes": ["0", "10.5", "60"],
        "step_minutes": ["5", "10", "60", "7.5"],
        "curfew": ['["14:10-14:40"]', '["15:40-15:50", "19:00-02:00"]', "[]", '["22:00-15:00"]'],
        "left_behind": ["0.5"],
        "background_rate": ["0", "1e-2"],
        "sheltered_factor": ["0", "0.7"],
        "crowd_rate": ["0", "3e-3"],
        "hour": ["0", "2e-4"],
        "start": ["2031-03-04T14:20:00+00:00", "2031-03-04T13:07:00+03:00"],
        "deadline": ["2031-03-04T18:00:00+00:00", "2031-03-06T20:00:00+00:00"],
    }
    key = rng.choice(list(values))
    value = rng.choice(values[key])
    if rng.random() < 0.2 and key not in ("start", "deadline", "step_minutes", "left_behind"):
        case.toml = re.sub(rf"(?m)^{key} = .*\n", "", case.toml)  # the default holds
    else:
        case.toml = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", case.toml)
