"""Measure how fast parties are told: instructions and SMS a second, in every language, on one core.

Run: python benchmarks/tell.py CASE PLAN [--times 3]
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.adapters.words import LANGUAGES, load_phrasebook
from safeconduct.core.instructions import Phrasebook, instruct_all, lint_sms
from safeconduct.core.plan import Case, Plan


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


def main() -> None:
    """Print one line of JSON for each party's own language, for each language, and for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    case, plan, phrasebook = CaseFolder().read(given.case), PlanFolder().read(given.plan), load_phrasebook()
    for languages in ((), *((tag,) for tag in LANGUAGES), tuple(LANGUAGES)):
        print(json.dumps(measure(case, plan, phrasebook, languages, given.times), ensure_ascii=False))


if __name__ == "__main__":
    main()
