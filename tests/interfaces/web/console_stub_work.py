"""Answer of an invented operation: the board, telling, replies, parties' cases, warnings, and the guard's keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from console_stub import Answer, Asked, Stub
from console_stub_core import HOUR, MINUTE, SITES, STATES
from nacl.signing import SigningKey

from safeconduct.core.trust import GatePass
from safeconduct.core.trust.armour import PASS_PREFIX, to_base45
from safeconduct.core.trust.gate_pass import WHAT, seal_pass

KEY = SigningKey(bytes(range(32)))
OPERATION = "op-invented"
HOLDERS = (("north post", "cleared"), ("river post", "acknowledged"), ("bridge post", "none"), ("hill post", "refused"))


def make_pass(stub: Stub, number: int = 1, gate: str = "G1", key: SigningKey = KEY) -> str:
    """Issue a pass of four people as a device does."""
    opens = stub.now_millis // 1000 - 600
    shown = GatePass(OPERATION, stub.exercise, f"{number:016x}", 4, gate, opens, opens + 7200, number, f"{number:016x}")
    return to_base45(seal_pass(shown, lambda body: key.sign(body).signature), PASS_PREFIX)


def say_board(stub: Stub, *_: Any) -> Any:
    """Say how gates, corridors, vehicles, flights and parties stand."""
    now = stub.now_millis
    told = stub.memory.get("places", {})
    places = []
    for number, (site, name, kind) in enumerate(SITES[:7]):
        place = f"site:{site}"
        state = told.get(place, STATES[number % 3])
        known = place in told or number != 4
        places.append(
            {"place": place, "name": name, "kind": kind, "state": state, "told": state if known else None,
             "since_millis": now - number * 37 * MINUTE if known else None, "decayed": number == 4,
             "until_millis": now + (90 - 20 * number) * MINUTE if known else None,
             "source": "gate watch" if known else None}
        )  # fmt: skip
    holders = [
        {"holder": holder, "state": stub.memory.get(holder, state),
         "since_millis": None if state == "none" else now - HOUR,
         "until_millis": now + HOUR if state == "cleared" else None}
        for holder, state in HOLDERS
    ]  # fmt: skip
    arrived = stub.memory.get("arrived", set())
    expected = [
        {"party": f"P{number:05}", "size": 1 + number % 6, "site": "A1", "due_millis": now + (number - 12) * 9 * MINUTE,
         "state": _stand(number, arrived),
         "overdue_minutes": max(0, (12 - number) * 9 - 20) if number < 9 else 0,
         "do": "Message them, then ask checkpoint C1 whether they passed." if number < 9 else ""}
        for number in range(1, min(stub.parties, 400))
    ]  # fmt: skip
    return {
        "now_millis": now, "places": places,
        "corridors": [
            {"corridor": "K1", "name": "North road", "open": True, "why": "", "holders": holders[:1]},
            {"corridor": "K2", "name": "River road", "open": False, "why": "bridge post has not been told",
             "holders": holders[1:]},
        ],
        "vehicles": [
            {"vehicle": f"B-{number}", "state": ("ready", "out", "lost", "unknown")[number % 4], "at": "T1",
             "since_millis": now - 20 * MINUTE, "next_leaves_millis": now + number * 30 * MINUTE} for number in range(6)
        ],
        "flights": [
            {"flight": f"F{number}", "departs_millis": now + (2 * number + 1) * HOUR, "seats": 120, "planned": 110,
             "promised": 12, "arrived": 40 * number, "empty": 120 - 40 * number, "state": "planned"}
            for number in range(3)
        ],
        "expected": expected,
    }  # fmt: skip


def _stand(number: int, arrived: set[str]) -> str:
    if number % 5 == 0 or f"P{number:05}" in arrived:
        return "arrived"
    return "overdue" if number < 9 else "expected"


def say_notices(stub: Stub, *_: Any) -> Any:
    """List one notice that waits for an answer, and those that were made."""
    now = stub.now_millis
    first = {
        "notice": "n1", "corridor": "K2", "holder": "river post", "from_millis": now, "until_millis": now + 2 * HOUR,
        "people_about": 60, "vehicles": 2, "marking": "white flags", "state": "acknowledged",
    }  # fmt: skip
    return {"notices": [first, *stub.memory.get("notices", [])], "next": None}


def do_notice(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Note that a holder was notified."""
    made = stub.memory.setdefault("notices", [])
    made.append({"notice": f"n{len(made) + 2}", "state": "notified", **body})
    stub.memory[body["holder"]] = "notified"
    stub.tell("board", kind="notice.sent")
    return {"event": "laptop-1:401", "notice": made[-1]["notice"]}


def do_answer(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Note what a holder answered."""
    stub.memory["river post"] = body["answer"]
    stub.tell("board", kind="notice.answered")
    return {"event": "laptop-1:402"}


def do_place(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Report a place."""
    stub.memory.setdefault("places", {})[body["place"]] = body["state"]
    stub.tell("board", "today", kind="place.reported")
    return {"event": "laptop-1:403"}


def do_check_in(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Check a party in."""
    stub.memory.setdefault("arrived", set()).add(body["party"])
    stub.tell("board", "today", kind="checkin.made")
    return {"event": "laptop-1:404", "registered": True}


def do_plainly(stub: Stub, *_: Any) -> Any:
    """Record."""
    return {"event": f"laptop-1:{500 + len(stub.posted)}"}


def say_preview(_: Stub, __: Sequence[str], asked: Asked, ___: Any) -> Any:
    """Preview a telling."""
    said = [
        (
            "en",
            "English",
            False,
            True,
            "EXERCISE. Leave at 14:05, walk along Harbour Road to T1. Wait for bus 2.",
        ),
        ("fa-AF", "دری", True, False, "تمرین. ساعت ۱۴:۰۵ حرکت کنید. پیاده به مکتب بندر بروید و منتظر بس ۲ بمانید."),
        ("ps", "پښتو", True, False, "تمرین. په ۱۴:۰۵ حرکت وکړئ. پلي د بندر ښوونځي ته لاړ شئ."),
    ]
    return {
        "parties": 41, "people": 163, "sms": 97, "cost": 4.85, "by_channel": {"sms": 38, "email": 3},
        "by_language": [
            {"language": language, "name": name, "rtl": rtl, "parties": 20, "reviewed": reviewed, "text": text,
             "parts": 2}
            for language, name, rtl, reviewed, text in said
        ],
        "nobody": [{"district": "Hill quarter", "parties": 6, "people": 21}],
        "left_out": [{"why": "told the same already", "parties": 12}],
        "plan": "a" * 64 if asked.get("what", "plan") == "plan" else None,
    }  # fmt: skip


def do_tell(stub: Stub, *_: Any) -> Any:
    """Queue."""
    stub.tell("tell", kind="message.queued")
    return {"queued": 41, "sms": 97, "events": 82, "order": None}


def say_replies(stub: Stub, *_: Any) -> Any:
    """List replies that wait."""
    now = stub.now_millis
    return [
        {"reply": "r1", "party": "P00003", "means": "help", "channel": "sms", "millis": now - 95 * MINUTE,
         "text": "کمک"},
        {"reply": "r2", "party": None, "means": "unclear", "channel": "sms", "millis": now - 12 * MINUTE,
         "text": "ok?"},
    ]  # fmt: skip


def say_messages(stub: Stub, *_: Any) -> Any:
    """List messages."""
    stages = ("queued", "sent", "delivered", "read", "understood", "failed")
    return {
        "messages": [
            {"message": f"m{number}", "party": f"P{number:05}", "about": "instruction", "state": stages[number % 6],
             "channel": "sms" if number % 6 else None, "queued_millis": stub.now_millis - number * MINUTE,
             "reason": "no answer from the gateway" if number % 6 == 5 else None} for number in range(1, 61)
        ],
        "next": None,
    }  # fmt: skip


def say_cases(stub: Stub, *_: Any) -> Any:
    """List cases."""
    return {
        "cases": [
            {"case": f"P{number:05}", "party": f"P{number:05}", "opened_millis": stub.now_millis - number * HOUR,
             "outcome": "" if number % 3 else "moved", "decided_millis": None} for number in range(1, stub.parties + 1)
        ],
        "next": None,
    }  # fmt: skip


def say_arrivals(*_: Any) -> Any:
    """List arrivals."""
    return {"arrivals": [{"party": "P00005", "site": "A1", "size": 6}], "next": None}


def _list_warnings(stub: Stub) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = stub.memory.setdefault("warnings", [])
    if not made:
        made += [_make_warning(stub, "sc-1", "sent"), _make_warning(stub, "sc-2", "draft", lon=-71.23)]
    return made


def _make_warning(stub: Stub, name: str, state: str, lon: float = -71.26) -> dict[str, Any]:
    lat = -29.93
    return {
        "warning": name, "state": state, "standing": state, "kind": "alert",
        "headline": f"EXERCISE Keep away from North gate ({name})",
        "area": {"polygons": [[[lon, lat], [lon + 0.01, lat], [lon + 0.01, lat + 0.01], [lon, lat]]],
                 "circles": [[lon, lat - 0.02, 400]]},
        "place": "North gate", "action": "keep-away", "expires_millis": stub.now_millis + 2 * HOUR, "count": None,
        "asked_by": None, "approved_by": None, "follows": None,
        "coverage": {"people": 4100, "reachable": 3050, "told": 2800 if state == "sent" else None,
                     "nobody": [{"district": "Hill quarter", "people": 610}]},
    }  # fmt: skip


def say_warnings(stub: Stub, *_: Any) -> Any:
    """List warnings."""
    return _list_warnings(stub)


def say_warning(stub: Stub, groups: Sequence[str], *_: Any) -> Any:
    """Show a warning whole."""
    found = next(one for one in _list_warnings(stub) if one["warning"] == groups[0])
    texts = [
        ("en", False, "EXERCISE Keep away from North gate", True),
        ("ps", True, "تمرین له شمالي دروازې لرې شئ", False),
    ]
    return {
        **found, "digest": "ab" * 32, "sms": 3050, "cost": 152.5,
        "texts": [
            {"language": language, "rtl": rtl, "headline": words, "description": words, "instruction": words,
             "reviewed": reviewed, "parts": 1} for language, rtl, words, reviewed in texts
        ],
    }  # fmt: skip


def do_draft(stub: Stub, _: Sequence[str], __: Asked, body: Any) -> Any:
    """Draft a warning."""
    made = _list_warnings(stub)
    made.append({**_make_warning(stub, f"sc-{len(made) + 1}", "draft"), "place": body["place"]})
    return {"warning": made[-1]["warning"]}


def do_step(stub: Stub, groups: Sequence[str], *_: Any) -> Any:
    """Take a warning one step further."""
    found = next(one for one in _list_warnings(stub) if one["warning"] == groups[0])
    changed = {
        "ask": {"state": "asked", "asked_by": "o9f8e7d6"}, "approve": {"state": "approved", "approved_by": "o1a2b3c4"},
        "send": {"state": "sent"}, "cancel": {"state": "ended"}, "correction": {},
    }  # fmt: skip
    found.update(changed[groups[1]])
    stub.tell("warnings", kind="alert.sent")
    return {"event": "laptop-1:600", "warning": found["warning"]}


def say_keys(stub: Stub, *_: Any) -> Any:
    """Give what a guard checks with."""
    return {
        "now_millis": stub.now_millis, "operation": OPERATION, "exercise": stub.exercise, "prefix": PASS_PREFIX,
        "what": WHAT, "fields": [], "keys": [{"key": KEY.verify_key.encode().hex(), "name": "k-invented"}],
        "revoked_passes": [f"{9:016x}"],
        "used": {f"{8:016x}": [{"millis": stub.now_millis - HOUR, "site": "G1", "guard": "o5e6f7a8"}]},
    }  # fmt: skip


def do_use(stub: Stub, *_: Any) -> Any:
    """Let a pass through."""
    return {"good": True, "party": "x", "size": 4, "valid_until_millis": stub.now_millis + HOUR, "used": [],
            "why": "genuine", "event": "laptop-1:700"}  # fmt: skip


GETS: dict[str, Answer] = {
    "/board": say_board,
    "/notices": say_notices,
    "/tell/preview": say_preview,
    "/replies": say_replies,
    "/messages": say_messages,
    "/cases": say_cases,
    "/arrivals": say_arrivals,
    "/warnings": say_warnings,
    r"/warnings/([\w.-]+)": say_warning,
    "/guard/keys": say_keys,
}
POSTS: dict[str, Answer] = {
    "/places": do_place,
    "/check-ins": do_check_in,
    "/notices": do_notice,
    r"/notices/(\w+)/answer": do_answer,
    r"/vehicles/([\w-]+)/report": do_plainly,
    r"/flights/([\w-]+)/report": do_plainly,
    "/tell": do_tell,
    r"/replies/(\w+)/answer": do_plainly,
    r"/cases/(\w+)/(?:decision|reopening)": do_plainly,
    "/warnings": do_draft,
    r"/warnings/([\w.-]+)/(ask|approve|send|cancel|correction)": do_step,
    "/passes/use": do_use,
}
