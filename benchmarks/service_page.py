"""Write docs/benchmarks-service.md from what serve_load.py and serve_kills.py found.

Example: .venv/bin/python benchmarks/service_page.py
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
Figures = dict[str, Any]


def main() -> None:
    """Read the results and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results", help="folder of the results")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-service.md", help="page to write")
    options = parser.parse_args()
    load, kills = (
        json.loads((options.results / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("serve_load", "serve_kills")
    )
    options.out.write_text(word_page(load, kills), encoding="utf-8")


def word_page(load: Figures, kills: Figures) -> str:
    """Word the whole page."""
    kept = "**kept**" if load["bearable"] else "**NOT kept**"
    before, after = load["load average"]["before"][0], load["load average"]["after"][0]
    service, done = load["service"], kills["deeds"]
    return f"""# The service under load, and killed

Written by benchmarks/service_page.py from benchmarks/results/, never by hand; `make bench-serve` measures anew. Run it
alone: both figures depend on what else the machine does, so the load beside each run is said.

## Open pages and writes

{load["what"]}. Each page is an operator's with a stream that stays open;
writes are check-ins, sightings and STOPs, each on disk before it is answered. A wait counts from when a write was due.

| | half within | 99 % within | longest |
| --- | --- | --- | --- |
{_word_waits("a write is answered", load["answer to a write"])}
{_word_waits("an open page has heard of it", load["from when a write was due until a page heard"])}

Bearable is 300 ms for 99 %, with no error and no page left out: {kept} ({sum(load["errors"].values())} errors, pages
missed {load["pages that were not told of a write"]} writes). The service took {service["share of one processor"]:.0%}
of one processor and {service["most memory, MB"]} MB. Load average {before:.1f} before and {after:.1f} after;
{load["machine"]}.

## Killed in the middle

The service was killed with SIGKILL {kills["kills"]} times in the middle of what operators did through it, started
again, and asked again with the same keys until it answered.

| what was done | times |
| --- | --- |
| a release asked for by one, approved by another, and a STOP | {done["release"]} |
| some hundred events of another device taken in | {done["import"]} |
| a flight reported, a replan made of it, adopted | {done["replan"]} |
| GO, the plan told, STOP with a text to all | {done["tell"]} |

{kills["acknowledged"]} acts were acknowledged, after {kills["asked_again"]} times of asking again. Lost, done twice,
or not to be seen by an operator afterwards: **{kills["count_wrong"]}**. It took {kills["seconds"]:.0f} s at load
{kills["load"]}.
"""


def _word_waits(what: str, waits: Figures) -> str:
    return f"| {what} | {waits['p50_millis']} ms | {waits['p99_millis']} ms | {waits['max_millis']} ms |"


if __name__ == "__main__":
    main()
