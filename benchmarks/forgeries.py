"""Show a million forged, replayed, truncated, stale and re-addressed instructions and passes to those who check them.

Usage: benchmarks/forgeries.py [--trials 1000000] [--seed 0]; two minutes on one core. results/forgeries.json keeps
what was found: for each class how many were tried, how many were accepted, and how many reached a signature's check.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from forging import TRIALS, World, find_refused
from safeconduct.core.trust import Reason

RESULT = Path(__file__).resolve().parent / "results" / "forgeries.json"
DRAWN_ANEW = 20_000
"""Trials after which the genuine instructions and passes are drawn anew."""


def measure(trials: int, seed: int) -> dict[str, object]:
    """Return what became of each class, in turn over instructions and passes, and of genuine ones."""
    classes = [(what, name) for what, (_, names) in TRIALS.items() for name in names]
    tried, accepted, verified, reasons = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    genuine = genuine_refused = 0
    begun = time.monotonic()
    dice = random.Random(seed)
    for at in range(trials):
        if at % DRAWN_ANEW == 0:
            world = World(dice)
            genuine += 3 * len(world.told) + len(world.shown)
            genuine_refused += find_refused(world)
        what, name = classes[at % len(classes)]
        world.verified = 0
        reason = TRIALS[what][0](world, name)
        label = f"{what}: {name}"
        tried[label] += 1
        accepted[label] += reason is Reason.GENUINE
        verified[label] += world.verified > 0
        reasons[reason.value] += 1
    return {
        "trials": trials,
        "seed": seed,
        "accepted": sum(accepted.values()),
        "reached a signature's check": sum(verified.values()),
        "genuine ones read": genuine,
        "genuine ones refused": genuine_refused,
        "seconds": round(time.monotonic() - begun),
        "classes": {
            label: {"tried": tried[label], "accepted": accepted[label], "reached a signature's check": verified[label]}
            for label in tried
        },
        "reasons": dict(reasons.most_common()),
    }


def main() -> None:
    """Measure and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    figures = measure(asked.trials, asked.seed)
    figures["load"] = round(os.getloadavg()[0], 1)
    figures["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    figures["versions"] = {"pynacl": version("pynacl")}
    RESULT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
