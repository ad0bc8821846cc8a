"""Read every instruction again by a program that knows case, plan and catalogues alone, and count where it disagrees.

Example: nice .venv/bin/python benchmarks/reread_instructions.py read --of CASE PLAN --of CASE2 PLAN2
         nice .venv/bin/python benchmarks/reread_instructions.py mutate --of CASE PLAN --parties 60
Both write their part of results/reread.json. Every party is told in all seven languages; its page with maps is read in
one of them, in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reread_case import read_told
from reread_mutations import try_mutations
from reread_reader import Reader, Verdict
from reread_write import Writer, Written, list_texts

RESULT = Path(__file__).resolve().parent / "results" / "reread.json"
SHOWN = 20  # disagreements kept word by word
SAVED = 250  # parties, after which what was found is kept


class Tally:
    """Count what was read and what was wrong."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.by_language: dict[str, Counter[str]] = {}
        self.faults: Counter[str] = Counter()
        self.examples: list[str] = []
        self.said: dict[str, Counter[str]] = {}
        self.codes: Counter[str] = Counter()

    def add(self, one: Written, verdict: Verdict, page: bool) -> None:
        """Count one instruction."""
        own = self.by_language.setdefault(one.language, Counter())
        missing = sum(fault.endswith("is missing") for fault in verdict.faults)
        counted = {
            "instructions": 1,
            "sms": len(one.parts),
            "over budget": verdict.over_budget,
            "missing": missing,
            "disagreeing": len(verdict.faults) - missing,
            "pages": int(page),
            "maps": verdict.maps,
        }
        own.update(counted)
        self.counts.update(counted)
        self.said.setdefault(one.language, Counter()).update(dict.fromkeys(verdict.said, 1))
        self.codes[one.code] += 1
        for fault in verdict.faults:
            self.faults[fault.split(":")[0]] += 1
            if len(self.examples) < SHOWN:
                self.examples.append(f"{one.party_id} {one.language} {fault}")


def read_again(case: Path, plan: Path, tally: Tally, pages: int) -> Iterator[dict[str, Any]]:
    """Write and read the instructions of a case, the page of one party in so many; yield now and then what was read."""
    reader, writer = Reader(read_told(case, plan), list_texts()), Writer(case, plan)
    languages = tuple(reader.tongues)
    begun, parties, moving = time.process_time(), 0, 0
    for at, one in enumerate(writer.write(languages)):
        party, language = divmod(at, len(languages))
        paged = party % pages == 0 and language == party // pages % len(languages)
        page = writer.write_page(one) if paged else ""
        tally.add(one, reader.judge(one, page), bool(page))
        if language == len(languages) - 1:
            parties, moving = parties + 1, moving + (one.party_id in reader.told.legs)
            if parties % SAVED == 0 or parties == len(writer.case.parties):
                yield {
                    "case": writer.case.name, "parties": parties, "of": len(writer.case.parties), "moving": moving,
                    "staying": parties - moving, "processor minutes": round((time.process_time() - begun) / 60, 1),
                }  # fmt: skip


def tell_tally(tally: Tally, cases: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what was counted."""
    return {
        "cases": list(cases),
        "parties": sum(case["parties"] for case in cases),
        **tally.counts,
        "codes given twice": sum(many - 1 for many in tally.codes.values()),
        "by language": {tag: dict(counts) for tag, counts in tally.by_language.items()},
        "faults": dict(tally.faults),
        "examples": tally.examples,
        "instructions whose SMS says it": {tag: dict(sorted(said.items())) for tag, said in tally.said.items()},
    }


def keep(part: str, found: dict[str, Any], result: Path) -> None:
    """Put a part into the file of results."""
    kept = json.loads(result.read_text(encoding="utf-8")) if result.exists() else {}
    kept[part] = found
    kept[f"{part} on"] = {
        "python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1), "safeconduct": version("safeconduct"),
    }  # fmt: skip
    result.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(arguments: Iterable[str] | None = None) -> None:
    """Read, or mutate, and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("read", "mutate"))
    parser.add_argument("--of", nargs=2, type=Path, action="append", required=True, metavar=("CASE", "PLAN"))
    parser.add_argument("--parties", type=int, default=60, help="to mutate, of each case, all through it")
    parser.add_argument("--pages", type=int, default=1, help="to read: the page of one party in so many")
    parser.add_argument("--result", type=Path, default=RESULT)
    given = parser.parse_args(None if arguments is None else list(arguments))
    if given.part == "read":
        tally = Tally()
        done: list[dict[str, Any]] = []
        for case, plan in given.of:
            so_far: list[dict[str, Any]] = []
            for found in read_again(case, plan, tally, given.pages):
                so_far = [found]
                keep("read", tell_tally(tally, [*done, *so_far]), given.result)
            done += so_far
    else:
        keep("mutated", try_mutations(given.of, given.parties), given.result)


if __name__ == "__main__":
    main()
