"""Measure the store: power cuts, kill -9, throughput, restart, backup and restore; results/store.json keeps it.

Usage: benchmarks/store.py power|kills|throughput|restart|drill ... (each takes minutes; all of them without a name)
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from store_kills import kill_many
from store_trials import cut_many

RESULT = Path(__file__).parent / "results" / "store.json"
CUTS, CUTS_PER_STORE = 100_000, 400
KILLS = 500


def measure_power() -> dict[str, object]:
    """Cut the power 100,000 times, half of them on a disk whose syncs fail; as a check, of stores that do not sync."""
    begun = time.monotonic()
    figures: dict[str, object] = {}
    stores = CUTS // CUTS_PER_STORE
    for name, first, count, synchronous, failing in (
        ("sound disk", 10_000, stores // 2, "EXTRA", False),
        ("disk whose syncs fail", 20_000, stores // 2, "EXTRA", True),
        ("check: synchronous=FULL", 30_000, 3, "FULL", False),
        ("check: synchronous=NORMAL", 30_000, 3, "NORMAL", False),
        ("check: synchronous=OFF", 30_000, 3, "OFF", False),
    ):
        cuts, wrong = 0, Counter[str]()
        for seed in range(first, first + count):
            for found in cut_many(seed, CUTS_PER_STORE, synchronous, failing):
                cuts += 1
                wrong.update({one.split(":")[0] for one in found})
        figures[name] = {"stores": count, "cuts": cuts, "wrong": dict(wrong)}
    return {**figures, "seconds": round(time.monotonic() - begun)}


def measure_kills() -> dict[str, object]:
    """Kill 500 processes that append by three threads."""
    begun = time.monotonic()
    found = list(kill_many(11, KILLS))
    return {
        "kills": len(found),
        "acknowledged": sum(count for count, _ in found),
        "wrong": dict(Counter(one.split(":")[0] for _, wrong in found for one in wrong)),
        "seconds": round(time.monotonic() - begun),
    }


MEASURES: dict[str, Callable[[], dict[str, object]]] = {"power": measure_power, "kills": measure_kills}


def main(names: list[str]) -> None:
    """Measure what is named and keep it beside what was measured before."""
    for name in names or list(MEASURES):
        figures = MEASURES[name]()
        figures["load"] = round(os.getloadavg()[0], 1)
        figures["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        figures["versions"] = {one: version(one) for one in ("sqlalchemy", "apsw", "psycopg", "pynacl", "pyrage")}
        kept = json.loads(RESULT.read_text()) if RESULT.exists() else {}
        RESULT.write_text(json.dumps({**kept, name: figures}, indent=1) + "\n")
        print(name, json.dumps(figures, indent=1), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
