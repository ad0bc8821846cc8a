"""Answer of an invented operation: log-in, today, the map, the threat and the log."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from console_stub import TOKEN, Answer, Asked, Stub

MINUTE = 60_000
HOUR = 60 * MINUTE
WEST, SOUTH, EAST, NORTH = -71.30, -29.98, -71.20, -29.89
CLASSES = ["residential", "tertiary", "secondary", "primary"]
SITES = [
    ("T1", "Harbour school", "transit"), ("T2", "Market hall", "transit"), ("T3", "مدرسه بندر", "transit"),
    ("C1", "North bridge", "checkpoint"), ("C2", "River road", "checkpoint"), ("G1", "North gate", "gate"),
    ("G2", "East gate", "gate"), ("A1", "Airfield", "airhead"), ("D1", "Bus yard", "depot"),
    ("S1", "Sports hall", "shelter"),
]  # fmt: skip
STATES = ("clear", "unknown", "threat")


def place_site(number: int) -> list[float]:
    """Put sites on a ring around the middle."""
    turn = 2 * math.pi * number / len(SITES)
    lon = (WEST + EAST) / 2 + 0.035 * math.cos(turn)
    return [round(lon, 6), round((SOUTH + NORTH) / 2 + 0.03 * math.sin(turn), 6)]


def say_login(_: Stub, __: Sequence[str], ___: Asked, body: Any) -> Any:
    """Let in whoever types 123456."""
    if body["digits"] == "123456":
        return 200, {"token": TOKEN}
    return 401, {"type": "about:blank", "title": "Unauthorized", "status": 401, "detail": "these digits are not right"}


def say_operation(stub: Stub, *_: Any) -> Any:
    """Name the operation."""
    return {
        "operation": "op1", "name": "EXERCISE harbour" if stub.exercise else "Harbour", "exercise": stub.exercise,
        "device": "laptop-1", "operator": "o1a2b3c4", "heads": {"laptop-1": 40}, "forked": {},
    }  # fmt: skip


def say_today(stub: Stub, *_: Any) -> Any:
    """Say how the invented day stands."""
    now = stub.now_millis
    order = stub.memory.get("order", {"level": "GO", "why": "", "by": "o5e6f7a8", "millis": now - 2 * HOUR})
    return {
        "now_millis": now, "name": "EXERCISE harbour", "exercise": stub.exercise, "device": "laptop-1",
        "deadline_millis": now + 31 * HOUR + 20 * MINUTE,
        "plan": {"plan": "a" * 64, "name": "Night plan 2", "adopted_millis": now - 3 * HOUR, "moved": 7812, "left": 188,
                 "gap": 0.031},
        "plan_conflict": False, "order": order, "orders": 2,
        "sufficiency": {"chance": 0.83, "low": 0.79, "high": 0.87, "made_millis": now - 9 * HOUR, "plan": "a" * 64,
                        "stale": True},
        "waiting": {"cases": 41, "oldest_case_millis": now - 26 * HOUR, "replies": 7,
                    "oldest_reply_millis": now - 95 * MINUTE, "help": 2},
        "nobody_told": [{"district": "Hill quarter", "parties": 61, "people": 204},
                        {"district": "بندر قدیم", "parties": 18, "people": 77}],
        "parties": stub.parties, "people": stub.parties * 4, "arrived": stub.parties // 5, "overdue": 3,
        "beliefs": [
            {"place": f"site:{site}", "name": name, "state": STATES[number % 3],
             "since_millis": now - number * 37 * MINUTE if number != 4 else None,
             "until_millis": now + (90 - 40 * number) * MINUTE if number != 4 else None,
             "source": None if number == 4 else "gate watch"}
            for number, (site, name, _) in enumerate(SITES[:7])
        ],
        "forked": [], "refusals": 1,
    }  # fmt: skip


@lru_cache(maxsize=4)
def _make_links(count: int) -> dict[str, Any]:
    rng = random.Random(7)
    side = max(2, math.ceil(math.sqrt(count / 2)))
    lon, lat = round(WEST * 1e6), round(SOUTH * 1e6)
    start = [lon, lat]
    deltas: list[int] = []
    counts: list[int] = []
    classes: list[int] = []
    wide, high = (EAST - WEST) * 1e6 / side, (NORTH - SOUTH) * 1e6 / side
    for row in range(side):
        for column in range(side):
            for turn in (0, 1):
                if len(counts) >= count:
                    break
                x, y = WEST * 1e6 + column * wide, SOUTH * 1e6 + row * high
                ends = (x + wide, y) if turn else (x, y + high)
                points = 5
                for step in range(points):
                    share = step / (points - 1)
                    to_x = round(x + (ends[0] - x) * share + rng.uniform(-0.06, 0.06) * wide)
                    to_y = round(y + (ends[1] - y) * share + rng.uniform(-0.06, 0.06) * high)
                    deltas += [to_x - lon, to_y - lat]
                    lon, lat = to_x, to_y
                counts.append(points)
                main = (row if turn else column) % max(2, side // 6) == 0
                classes.append(3 if main and not turn else 2 if main else 0)
    return {"scale": 1e-6, "start": start, "deltas": deltas, "counts": counts, "classes": classes,
            "names": [""] * len(counts), "class_names": CLASSES}  # fmt: skip


def say_map(stub: Stub, *_: Any) -> Any:
    """Give an invented grid of streets."""
    half = (WEST + EAST) / 2
    ring = [[WEST, SOUTH], [half, SOUTH], [half, NORTH], [WEST, NORTH], [WEST, SOUTH]]
    return {
        "case": "EXERCISE harbour", "bounds": [WEST, SOUTH, EAST, NORTH], "links": _make_links(stub.links),
        "sites": [{"site": site, "name": name, "kind": kind, "at": place_site(number)}
                  for number, (site, name, kind) in enumerate(SITES)],
        "districts": [{"name": "Hill quarter", "ring": ring}],
    }  # fmt: skip


def say_threat(stub: Stub, *_: Any) -> Any:
    """Give cells with a hazard that moves, a third of them unknown."""
    hours = [stub.now_millis + step * HOUR for step in range(12)]
    cells, mean, upper, unknown = [], [], [], []
    for row in range(8):
        for column in range(8):
            lon, lat = WEST + column * (EAST - WEST) / 8, SOUTH + row * (NORTH - SOUTH) / 8
            wide, high = (EAST - WEST) / 8, (NORTH - SOUTH) / 8
            ring = [[lon, lat], [lon + wide, lat], [lon + wide, lat + high], [lon, lat + high], [lon, lat]]
            cells.append({"cell": f"c{row}{column}", "ring": ring})
            far = [math.hypot(row - 2 - step / 3, column - 5) for step in range(12)]
            mean.append([round(4e-4 * math.exp(-one), 8) for one in far])
            upper.append([round(9e-4 * math.exp(-one / 1.5) + 5e-5, 8) for one in far])
            unknown.append([int((row * 8 + column) % 3 == 0 and step > 1) for step in range(12)])
    return {
        "made_millis": stub.now_millis - 40 * MINUTE, "hours": hours, "cells": cells, "mean": mean, "upper": upper,
        "unknown": unknown, "unit": "expected harmed per person-hour",
        "contradictions": [
            {"place": "North gate", "what": "clear and threat in one hour", "sources": ["gate watch", "Radio Harbour"]}
        ],
    }  # fmt: skip


def say_cell(stub: Stub, groups: Sequence[str], *_: Any) -> Any:
    """Say why a cell is what it is."""
    return {
        "cell": groups[0], "mean": 2.1e-4, "low": 4e-5, "upper": 7.4e-4, "unknown": groups[0] == "c00",
        "hour": stub.now_millis,
        "why": [{"words": "shots reported 400 m from here", "share": 0.6, "source": "gate watch"},
                {"words": "what holds where nobody has looked", "share": 0.4, "source": "assumed"}],
    }  # fmt: skip


def say_log(stub: Stub, *_: Any) -> Any:
    """Give the newest events."""
    now = stub.now_millis
    words = ["STOP for site:G1", "GO for everybody", "site:C1 is clear", "P00003 was checked in at A1", "رسید: P00004"]
    kinds = ["order.stopped", "order.set", "place.reported", "checkin.made", "message.receipt"]
    return {"lines": [
        {"millis": now - number * 7 * MINUTE, "event": f"laptop-1:{200 - number}", "by": "o5e6f7a8",
         "kind": kinds[number % 5], "text": words[number % 5]} for number in range(120)
    ]}  # fmt: skip


def say_parties(stub: Stub, _: Sequence[str], asked: Asked, __: Any) -> Any:
    """Give parties in pages."""
    most, after = int(asked.get("limit", "100")), asked.get("after", "P00000")
    first = int(after[1:]) + 1
    last = min(stub.parties, first + most - 1)
    rng = random.Random(first)
    made = [
        {"party": f"P{number:05}", "size": 1 + number % 6, "people": 1 + number % 6,
         "needs": ["wheelchair"] if number % 17 == 0 else [],
         "place": None if number % 40 == 0 else {"lon": round(rng.uniform(WEST, EAST), 5),
                                                 "lat": round(rng.uniform(SOUTH, NORTH), 5), "precision_metres": 250.0}}
        for number in range(first, last + 1)
    ]  # fmt: skip
    return {"parties": made, "next": f"P{last:05}" if last < stub.parties else None}


def do_stop(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Stop, and tell everybody who listens."""
    if body["subject"] == "everybody":
        stub.memory["order"] = {"level": "STOP", "why": body["why"], "by": "o1a2b3c4", "millis": stub.now_millis}
    stub.tell("today", "board", "log")
    return {"event": f"laptop-1:{300 + len(stub.posted)}"}


GETS: dict[str, Answer] = {
    "/operation": say_operation,
    "/today": say_today,
    "/map": say_map,
    "/threat": say_threat,
    r"/threat/(\w+)": say_cell,
    "/log": say_log,
    "/parties": say_parties,
}
POSTS: dict[str, Answer] = {"/login": say_login, "/stop": do_stop}
