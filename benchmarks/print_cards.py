"""Measure how long cards take to print, how large they are, and what memory it takes.

Usage: nice benchmarks/print_cards.py [CARDS]   (1,000 if not said: a minute of an idle core).
Its cards are of a small invented town, in three languages in turn, each signed and with a QR code, codes and a map, in
files of 100 as `safeconduct card` writes them. results/print_cards.json keeps what was found.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "core" / "instructions"), str(ROOT / "tests" / "adapters" / "print_pdf")]

from print_samples import make_cards  # noqa: E402  (found by the path above)

from safeconduct.adapters.print_pdf import CardPdf  # noqa: E402
from safeconduct.app.print_cards import PER_FILE  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "print_cards.json"
LANGUAGES = ("fa-AF", "ps", "en")


def main() -> None:
    """Print the cards, and write what it took."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    kinds = [card for trio in zip(*map(make_cards, LANGUAGES), strict=True) for card in trio]
    printer, bytes_written, begun = CardPdf(), 0, time.perf_counter()
    for start in range(0, many, PER_FILE):
        few = []
        for at in range(start, min(start + PER_FILE, many)):
            card = kinds[at % len(kinds)]
            told = replace(card.text.instruction, party_id=f"P{at:05}")
            few.append(replace(card, text=replace(card.text, instruction=told)))
        bytes_written += len(printer.render(few))
        print(f"{few[-1].text.instruction.party_id} after {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    seconds = time.perf_counter() - begun
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = children.ru_utime + children.ru_stime
    found = {
        "cards": many,
        "seconds": round(seconds, 1),
        "processor_seconds": round(processor, 1),
        "processor_seconds_for_10000": round(processor / many * 10_000),
        "megabytes_of_pdf": round(bytes_written / 1e6, 2),
        "peak_megabytes_of_a_file": round(children.ru_maxrss / 1e3),
        "typst": version("typst"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
    RESULT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
