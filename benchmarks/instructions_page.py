"""Write docs/benchmarks-instructions.md from what reread_instructions.py found.

Example: .venv/bin/python benchmarks/instructions_page.py
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
Figures = dict[str, Any]
COUNTED = ("instructions", "sms", "over budget", "missing", "disagreeing", "pages", "maps")
LESS_VITAL = {  # what an SMS drops where it has no room, and what it is called here
    "sms-board": "vehicle", "sms-gate": "gate", "sms-gate-here": "gate", "sms-fly": "flight", "sms-fail": "fallback",
    "sms-news": "next message", "sms-from": "first street", "sms-bring": "what to bring",
}  # fmt: skip


def main() -> None:
    """Read the results and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results", help="folder of the results")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-instructions.md", help="page to write")
    options = parser.parse_args()
    options.out.write_text(word_page(read_results(options.results)), encoding="utf-8")


def read_results(folder: Path) -> Figures:
    """Return what was found."""
    found: Figures = json.loads((folder / "reread.json").read_text(encoding="utf-8"))
    return found


def word_page(found: Figures) -> str:
    """Word the whole page."""
    read, mutated = found["read"], found["mutated"]
    return f"""# Instructions read again

Written by benchmarks/instructions_page.py from benchmarks/results/reread.json, never by hand.

A second program reads every instruction: `benchmarks/reread_*.py`. Of a case and its plan it has the bare CSV and TOML
files; it works out by itself who must do what, along which streets, with which turns, and by when. Of the languages it
has the catalogues, each message made into a pattern. It shares no code with what writes instructions: turns are taken
on a sphere, Solar Hijri dates from the equinox, the page from its HTML, the map from its SVG.

{read["parties"]:,} parties, each told in {len(read["by language"])} languages; {read["pages"]:,} pages with
{read["maps"]:,} maps.

{word_cases(read["cases"])}

## What was found

{word_languages(read)}

"over budget" are SMS of more than 160 septets or 70 UTF-16 units, or with a sign outside of their alphabet. "missing"
is what an SMS may never leave out. "disagreeing" counts every line, statement, map or value that is not what the plan
says. Check codes given to more than one instruction: {read["codes given twice"]}.
{word_examples(read["examples"])}
## What is compared

- The page, line by line: nothing missing, nothing besides, in order; every time with its day and weekday, in both
  calendars where there are two; place, street, turn, distance and its decimal mark, compass direction, position,
  checkpoint, vehicle, flight, need; until when it holds and when the next message comes.
- The SMS: each part with number, mark and code; whole statements, in order, with the values of the plan.
- The geometry and the GeoJSON: the nodes of the plan's links, no others.
- The HTML: what is shown is what is signed; signature, digest of the map, numbers before the streets.
- The SVG: way, turns by number, start, end and scale bar, each within 4 of 1,000 units.
- No id of another party stands in a text.

## What an SMS had room for

Of the instructions of parties that move, those whose SMS says it; the page always does.

{word_room(read)}

## What the reader notices

One thing changed in an instruction of which nothing was wrong, and read again: {mutated["caught"]:,} of
{mutated["tried"]:,} noticed.

{word_mutations(mutated["by mutation"])}
{word_missed(mutated["missed"])}
## Limits

The reader takes the words from the same catalogues: whether they are right in a language, only a speaker can say. It
takes the rules of what a street, a turn and a rounded distance are from [instructions.md](instructions.md): where these
are unwise, both agree. Plans were not judged here. The text, the SMS and the geometry were read of all instructions,
the page of {read["pages"]:,}. Load beside it: {found["read on"]["load"]} on {found["read on"]["cores"]} cores.
"""


def word_mutations(by_mutation: Figures) -> str:
    """Tell of each change how often it was noticed."""
    rows = ((name, f"{caught:,}", f"{tried:,}") for name, (caught, tried) in by_mutation.items())
    return table(("change", "noticed", "tried"), rows)


def word_cases(cases: Iterable[Figures]) -> str:
    """Tell which cases were read."""
    head = ("case", "parties", "move", "stay", "processor minutes")
    rows = (
        (
            one["case"],
            f"{one['parties']:,} of {one['of']:,}",
            f"{one['moving']:,}",
            f"{one['staying']:,}",
            str(one["processor minutes"]),
        )
        for one in cases
    )
    return table(head, rows)


def word_languages(read: Figures) -> str:
    """Tell what was found, a line for each language."""
    rows = [(tag, *(f"{counts[name]:,}" for name in COUNTED)) for tag, counts in read["by language"].items()]
    return table(("language", *COUNTED), [*rows, ("all", *(f"{read[name]:,}" for name in COUNTED))])


def word_examples(examples: Sequence[str]) -> str:
    """Tell the first disagreements word by word."""
    return "\n".join(["", *(f"- `{example}`" for example in examples), ""]) if examples else ""


def word_missed(missed: Sequence[str]) -> str:
    """Tell which changes were not noticed."""
    return "\n".join(["", "Not noticed:", "", *(f"- {one}" for one in missed), ""]) if missed else ""


def word_room(read: Figures) -> str:
    """Tell in how many of the instructions of moving parties each less vital statement stands."""
    names = list(dict.fromkeys(LESS_VITAL.values()))
    said = read["instructions whose SMS says it"]
    rows = []
    for tag, counts in said.items():
        moving = read["by language"][tag]["instructions"] - counts.get("sms-stay", 0)
        sums = {name: sum(counts.get(one, 0) for one, of in LESS_VITAL.items() if of == name) for name in names}
        rows.append((tag, f"{moving:,}", *(f"{100 * sums[name] / max(moving, 1):.0f} %" for name in names)))
    return table(("language", "moving", *names), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


if __name__ == "__main__":
    main()
