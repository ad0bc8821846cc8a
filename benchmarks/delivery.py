"""Measure delivery: 20,000 messages through servers that fail, and the queueing of 10,000, into results/delivery.json.

Usage: benchmarks/delivery.py [trial|"short trial"|queueing ...]
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from delivery_sender import open_door
from delivery_trial import OFFICER, Trial, write_message
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.join_operation import begin
from safeconduct.app.queue_messages import queue_messages

RESULT = Path(__file__).parent / "results" / "delivery.json"
DISK = "/var/tmp"  # a disk, and not memory
MESSAGES, KILLS, RESTARTS = 20_000, 12, 9
SHORT_MESSAGES, SHORT_KILLS, SHORT_RESTARTS = 4_000, 4, 4
QUEUED, RUNS = 10_000, 5


def measure_trial() -> dict[str, object]:
    """Send 20,000 messages while the servers fail and the sender is killed."""
    return run_trial(MESSAGES, KILLS, RESTARTS, 1_200.0)


def measure_short_trial() -> dict[str, object]:
    """Send 4,000 messages in the same way."""
    return run_trial(SHORT_MESSAGES, SHORT_KILLS, SHORT_RESTARTS, 200.0)


def run_trial(messages: int, kills: int, restarts: int, until_seconds: float) -> dict[str, object]:
    """Return what a trial found."""
    with tempfile.TemporaryDirectory(dir=DISK) as name:
        folder = Path(name) / "op"
        trial = Trial(folder, messages, 7, kills, restarts, wait_seconds=15.0, until_seconds=until_seconds)
        trial.queue()
        asyncio.run(trial.run())
        return trial.judge()


def measure_queueing() -> dict[str, object]:
    """Queue 10,000 messages in the store, and keep the state that they make."""
    queueing, sizes, writing, reading = [], [], [], []
    for seed in range(RUNS):
        with tempfile.TemporaryDirectory(dir=DISK) as name:
            folder = Path(name) / "op"
            OperationFolder().create(folder, "EXERCISE queueing", exercise=True)
            with OperationFolder().open(folder) as store:
                door = open_door(store)
                begin(door, "EXERCISE queueing", OFFICER)
                parties = [f"P{number:06d}" for number in range(QUEUED)]
                for first in range(0, QUEUED, 1000):
                    said = [{"party": one, "organisation": "north", "size": 2} for one in parties[first : first + 1000]]
                    door.act_all(OFFICER, [("party.registered", one) for one in said])
                draw = random.Random(seed)
                messages = [write_message(draw, party) for party in parties]
                queueing.append(_time(lambda door=door, messages=messages: queue_messages(door, OFFICER, messages)))
                state = door.state()
                data = encode_state(state)
                sizes.append(len(data))
                writing.append(_time(lambda state=state: encode_state(state)))
                reading.append(_time(lambda data=data: decode_state(data)))
    return {
        "messages": QUEUED,
        "runs": RUNS,
        "seconds to queue": _spread(queueing),
        "bytes of the kept state": int(statistics.median(sizes)),
        "seconds to write it": _spread(writing),
        "seconds to read it": _spread(reading),
    }


def _time(work: object) -> float:
    begun = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - begun


def _spread(values: list[float]) -> list[float]:
    """Return median, least and greatest."""
    return [round(one, 3) for one in (statistics.median(values), min(values), max(values))]


MEASURES = {"trial": measure_trial, "short trial": measure_short_trial, "queueing": measure_queueing}


def main() -> None:
    """Measure what is named, and write it beside what was measured before."""
    held = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    for name in sys.argv[1:] or MEASURES:
        load = os.getloadavg()[0]
        figures = MEASURES[name]()
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        held[name] = {**figures, "load before": round(load, 1), "machine": machine}
        RESULT.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
        print(json.dumps({name: held[name]}, indent=2))


if __name__ == "__main__":
    main()
