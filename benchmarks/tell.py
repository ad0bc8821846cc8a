"""Measure how fast parties are told: instructions and SMS a second in every language, and composed, signed and queued.

Run: python benchmarks/tell.py CASE PLAN [--times 3] [--queue-only]
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.adapters.words import LANGUAGES, load_phrasebook
from safeconduct.app.join_operation import begin
from safeconduct.app.name_instruction_key import name_instruction_key
from safeconduct.app.queue_messages import queue_messages
from safeconduct.app.set_order import set_order
from safeconduct.app.sign_instructions import ToTell, sign_instructions
from safeconduct.app.tell_plan import compose_telling
from safeconduct.core.delivery import ChannelRule
from safeconduct.core.instructions import Phrasebook, instruct_all, lint_sms
from safeconduct.core.operation import EVERYBODY, Level
from safeconduct.core.plan import Case, Plan
from safeconduct.core.record import ActorId
from safeconduct.core.sufficiency import digest_case, digest_plan
from safeconduct.wiring import services

SMS = 10_000
ADOPTER, TELLER = ActorId("o1"), ActorId("o2")


def measure(
    case: Case, plan: Plan, phrasebook: Phrasebook, languages: tuple[str, ...], times: int
) -> dict[str, object]:
    """Return the median of the processor seconds, and what was made in them; every SMS is linted, outside the time."""
    took = []
    for _ in range(times):
        start = time.process_time()
        told = instruct_all(case, plan, phrasebook, languages=languages)
        took.append(time.process_time() - start)
    parts = [part for one in told for part in one.parts]
    seconds = statistics.median(took)
    return {
        "languages": list(languages) or "each party's own",
        "instructions": len(told),
        "sms": len(parts),
        "over_budget": sum(not lint_sms(part).is_one for part in parts),
        "seconds": round(seconds, 2),
        "seconds_for_10000_instructions": round(seconds / len(told) * 10_000, 2),
        "seconds_for_10000_sms": round(seconds / len(parts) * 10_000, 2),
    }


def measure_queue(case: Case, plan: Plan, phrasebook: Phrasebook) -> dict[str, object]:
    """Return the seconds in which about 10,000 SMS are composed, signed and queued in a real store on disk."""
    case, plan = _cut(case, plan, phrasebook)
    made, drawn = services(), itertools.count()
    seconds: dict[str, tuple[float, float]] = {}

    def take(name: str, work: Callable[[], object]) -> object:
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        seconds[name] = time.perf_counter() - wall, time.process_time() - cpu
        return result

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "op"
        made.stores.create(folder, case.name, case.is_exercise)
        with made.stores.open(folder) as store:
            door, operation = made.doors(store), store.operation()
            _prepare(door, case, plan)
            signer = name_instruction_key(door, ADOPTER, made.instruction_keys, folder)
            telling = take("compose", lambda: compose_telling(
                door, TELLER, case.is_exercise, case, plan, phrasebook, {"sms": ChannelRule()}, signer.secret,
                lambda: f"t{next(drawn)}", case.start - 86_400.0,
            ))  # fmt: skip
            told = telling.instructions  # type: ignore[attr-defined]
            asked = [ToTell(one.party_id, one.party_id, int(one.valid_until), one.language, one.short) for one in told]
            issued = int(time.time())
            take("sign", lambda: sign_instructions(door, TELLER, signer, operation, asked, issued, telling.plan))  # type: ignore[attr-defined]
            take("queue", lambda: queue_messages(door, TELLER, telling.messages))  # type: ignore[attr-defined]
    wall, cpu = (sum(one[at] for one in seconds.values()) for at in (0, 1))
    return {
        "sms": sum(len(one.parts) for one in told),
        "messages": len(told),
        "parts": {name: {"wall": round(one[0], 2), "cpu": round(one[1], 2)} for name, one in seconds.items()},
        "wall_seconds": round(wall, 2),
        "cpu_seconds": round(cpu, 2),
        "load": os.getloadavg()[0],
    }


def _cut(case: Case, plan: Plan, phrasebook: Phrasebook) -> tuple[Case, Plan]:
    """Return as many of the parties, evenly taken, as get about 10,000 SMS."""
    few = set(list(case.parties)[::40])
    some = replace(case, parties=tuple(one for one in case.parties if one in few))
    mean = sum(len(one.parts) for one in instruct_all(some, _keep(plan, some), phrasebook)) / len(few)
    step = len(case.parties) / min(len(case.parties), round(SMS / mean))
    kept = tuple(case.parties[int(at * step)] for at in range(int(len(case.parties) / step)))
    cut = replace(case, parties=kept)
    return cut, _keep(plan, cut)


def _keep(plan: Plan, case: Case) -> Plan:
    known = {one.party_id for one in case.parties}
    return replace(plan, legs=tuple(leg for leg in plan.legs if leg.party_id in known))


def _prepare(door, case: Case, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    """Let two officers in, register the parties, adopt the plan and order GO: outside the time."""
    begin(door, case.name, ADOPTER)
    said = {"operator": TELLER, "roles": ["duty officer"], "code": "", "expires_millis": 10**15}
    door.act(ADOPTER, "operator.invited", said)
    door.record("operator.joined", {"operator": TELLER, "by": "totp"})
    for at in range(0, len(case.parties), 1_000):
        acts = [
            ("party.registered", {
                "party": one.party_id, "organisation": "north", "size": one.size, "language": one.language,
                "channels": ["sms"],
            })
            for one in case.parties[at : at + 1_000]
        ]  # fmt: skip
        door.act_all(ADOPTER, acts)
    adopted = {"plan": digest_plan(plan), "case": digest_case(case), "name": "case", "planner": "any"}
    door.act(ADOPTER, "plan.adopted", {**adopted, "moved": 0, "left": 0, "replaces": []})
    set_order(door, ADOPTER, EVERYBODY, Level.GO, "")


def main() -> None:
    """Print a line of JSON for telling 10,000 SMS, then for each party's own language, each language, and all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--queue-only", action="store_true", help="only compose, sign and queue 10,000 SMS")
    given = parser.parse_args()
    case, plan, phrasebook = CaseFolder().read(given.case), PlanFolder().read(given.plan), load_phrasebook()
    for _ in range(given.times):
        print(json.dumps(measure_queue(case, plan, phrasebook)), flush=True)
    for languages in () if given.queue_only else ((), *((tag,) for tag in LANGUAGES), tuple(LANGUAGES)):
        print(json.dumps(measure(case, plan, phrasebook, languages, given.times), ensure_ascii=False))


if __name__ == "__main__":
    main()
