"""Answer of an invented plan: moves, ways, changes, replans, and the clock of the exercise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from console_stub import Answer, Asked, Stub
from console_stub_core import HOUR, MINUTE, SITES, place_site

NOTHING = (404, {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "there is no such thing"})


@lru_cache(maxsize=4)
def _make_plan(parties: int, now: int) -> dict[str, Any]:
    rng = random.Random(11)
    moves = []
    for number in range(1, parties + 1):
        leaves = now + rng.randrange(0, 28 * 60) * MINUTE
        site = SITES[number % 3][0]
        moves.append([f"P{number:05}", 1 + number % 6, leaves, f"Hill quarter {number % 90}", site,
                      f"bus-{number % 24}" if number % 5 else None, f"G{1 + number % 2}", f"F{number % 9}",
                      leaves + rng.randrange(40, 300) * MINUTE])  # fmt: skip
    hours = [now + step * HOUR for step in range(24)]
    return {
        "plan": "a" * 64, "case": "b" * 64, "deadline_millis": now + 31 * HOUR, "moves": moves,
        "left": [[f"Q{number:05}", 2 + number % 4] for number in range(12)],
        "by_site": [{"site": site, "hours": hours, "people": [rng.randrange(0, 300) for _ in hours]}
                    for site, _, kind in SITES if kind in ("transit", "gate", "airhead")],
        "vehicles": [], "flights": [],
    }  # fmt: skip


def say_plan(stub: Stub, *_: Any) -> Any:
    """Give every move."""
    return _make_plan(stub.parties, stub.now_millis)


def say_way(stub: Stub, groups: Sequence[str], *_: Any) -> Any:
    """Give the legs of one party's way."""
    now = stub.now_millis
    places = [place_site(8), place_site(0), place_site(3), place_site(5), place_site(7)]
    words = ["walk to Harbour school", "wait for bus-3", "ride through North bridge to North gate", "fly with F3"]
    return {"party": groups[0], "legs": [
        {"action": "walk", "mode": "foot" if number == 0 else "bus", "from": f"place {number}",
         "to": f"place {number + 1}", "leave_millis": now + number * HOUR, "arrive_millis": now + (number + 1) * HOUR,
         "vehicle": None if number == 0 else "bus-3", "words": words[number],
         "line": [places[number], places[number + 1]]} for number in range(4)
    ]}  # fmt: skip


def say_changes(*_: Any) -> Any:
    """Compare with the plan before."""
    return {"from": "c" * 64, "to": "a" * 64, "unchanged": 48, "changed": [
        {"party": f"P{number:05}", "was": "14:00 on foot to Harbour school", "now": "15:20 on foot to Market hall"}
        for number in range(1, 13)
    ]}  # fmt: skip


def _list_replans(stub: Stub) -> dict[str, dict[str, Any]]:
    now = stub.now_millis
    row = {"state": "proposed", "from": "a" * 64, "plan": "d" * 64, "name": "Without North gate", "by": "o5e6f7a8",
           "millis": now - 12 * MINUTE, "why": "North gate closed", "changed": 14, "moved": 7790, "left": 210,
           "gap": 0.044, "approved_by": None}  # fmt: skip
    old = {**row, "state": "refused", "name": "Later buses", "millis": now - 3 * HOUR, "why": "two buses lost"}
    found: dict[str, dict[str, Any]] = stub.memory.setdefault(
        "replans", {"r1": {"replan": "r1", **row}, "r0": {"replan": "r0", **old}}
    )
    return found


def say_replans(stub: Stub, *_: Any) -> Any:
    """List replans."""
    return list(_list_replans(stub).values())


def say_replan(stub: Stub, groups: Sequence[str], *_: Any) -> Any:
    """Say what one changes for whom."""
    row = _list_replans(stub).get(groups[0])
    if row is None:
        return NOTHING
    changes = [
        {"party": f"P{number:05}", "size": 4, "was": "14:00 on foot, North gate", "now": "15:20 by bus-3, East gate",
         "new_leave_millis": stub.now_millis + 80 * MINUTE if number % 5 else None} for number in range(1, 15)
    ]  # fmt: skip
    return {**row, "changes": changes, "disruptions": ["North gate is closed from 14:10", "بندر قدیم is not known"]}


def do_replan(*_: Any) -> Any:
    """Begin a search."""
    return 202, {"job": "j1"}


def say_job(stub: Stub, *_: Any) -> Any:
    """Go on a third at each question."""
    share = min(1.0, float(stub.memory.get("share", 0.0)) + 0.34)
    stub.memory["share"] = share
    return {"state": "done" if share >= 1 else "running", "share": share, "words": "round 300 of 900", "replan": "r1",
            "faults": []}  # fmt: skip


def do_decide(stub: Stub, groups: Sequence[str], *_: Any) -> Any:
    """Approve or refuse."""
    _list_replans(stub)[groups[0]]["state"] = {"approval": "approved", "refusal": "refused"}[groups[1]]
    stub.tell("plan", "today", "log", kind="plan.adopted")
    return {"event": f"laptop-1:{300 + len(stub.posted)}"}


def say_exercise(stub: Stub, *_: Any) -> Any:
    """Say how the clock runs, and what may happen."""
    return {
        "now_millis": stub.now_millis, "pace": stub.memory.get("pace", 1),
        "injects": [{"inject": "gate-closes", "words": "North gate closes"},
                    {"inject": "bus-lost", "words": "Bus 3 is lost"}],
        "done": stub.memory.get("injected", []),
    }  # fmt: skip


def do_pace(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Drive the clock."""
    stub.memory["pace"] = body["pace"]
    stub.tell("exercise")
    return {"event": "laptop-1:400"}


def do_inject(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Let it happen."""
    done = {"inject": body["inject"], "millis": stub.now_millis, "words": body["inject"]}
    stub.memory.setdefault("injected", []).append(done)
    stub.tell("exercise", "today")
    return {"event": "laptop-1:401"}


GETS: dict[str, Answer] = {
    "/plan": say_plan,
    r"/plan/parties/(\w+)": say_way,
    "/plan/changes": say_changes,
    "/replans": say_replans,
    r"/(?:replans|sufficiency)/jobs/(\w+)": say_job,
    r"/replans/(\w+)": say_replan,
    "/exercise": say_exercise,
}
POSTS: dict[str, Answer] = {
    "/replans": do_replan,
    "/sufficiency": do_replan,
    r"/replans/(\w+)/(approval|refusal)": do_decide,
    "/exercise/pace": do_pace,
    "/exercise/injects": do_inject,
}
