"""Write docs/benchmarks-intake.md from what factuality.py and messages.py found.

Example: .venv/bin/python benchmarks/intake_page.py
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
Row = dict[str, Any]
SYSTEMS = ("majority", "truthteller", "safeconduct")
PARTS = {"train": "train", "dev": "development", "test": "test", "published": "published"}
FIELDS = ("speaker", "event", "polarity", "certainty", "place", "time")
READERS = {"messages": "messages", "general": "articles"}


def main() -> None:
    """Read the results and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-intake.md", help="page to write")
    chosen = parser.parse_args()
    factuality, messages = (
        json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8")) for name in ("factuality", "messages")
    )
    chosen.out.write_text(write_page(factuality, messages), encoding="utf-8")


def write_page(factuality: Row, messages: Row) -> str:
    """Return the page."""
    return f"""# Certainty, polarity and field messages: figures

Written by `make bench-intake` (benchmarks/intake_page.py), never by hand.
[Who said what](benchmarks-attribution.md) has a page of its own.

## Certainty and polarity of events

MEANTIME (English part, the corpus's own certainty and polarity; 120 news documents on four firms and markets), macro-F1
over all classes of gold, "underspecified" among them, with 95 % intervals over documents; all systems in one run. The
rules were tuned on train and development; two of them ("delay", "was to") were mended after errors of the test part had
been seen. {factuality["machine"]}; load {factuality["load"]:.1f}. Judging an event
takes {factuality["judge_ms"]:.2f} ms beside {factuality["parse_ms"]:.1f} ms for parsing its sentence.

{table_events(factuality["rows"])}

"Published" is the 77 sentences for which TruthTeller's output is public (Stanovsky and others 2017); none of them was
tuned on. There are 4 denied and 11 uncertain events among them, so the intervals are wide. TruthTeller itself was not
run; its values were read by the corpus's published mapping (3 certain, 1.5 probable, 0.75 possible, no value certain).

## Field messages

60 invented messages. The test half was written before the reader and not looked at while it was tuned; the reader was
tuned on the dev half, which says little. A statement is found when half of its words are shared (IoU 0.5). Fields are
shares of the statements found. The reader of articles stands beside it, on the same parses.

{table_messages(messages)}

F1 by style on the test half: {word_styles(messages["test"]["messages"])}.
"""


def table_events(rows: list[Row]) -> str:
    """Return the table of MEANTIME: a line for each part and system."""
    lines = ["| part | events | system | certainty | polarity |", "| --- | --- | --- | --- | --- |"]
    order = sorted(rows, key=lambda row: (list(PARTS).index(row["part"]), SYSTEMS.index(row["system"].lower())))
    for row in order:
        scores = [word_score(row[f"{name}_f1"], row[f"{name}_interval"]) for name in ("certainty", "polarity")]
        lines.append(f"| {PARTS[row['part']]} | {row['events']:,} | {row['system']} | {scores[0]} | {scores[1]} |")
    return "\n".join(lines)


def word_score(score: float, interval: list[float]) -> str:
    """Return a score with its interval."""
    return f"{score:.3f} ({interval[0]:.2f} to {interval[1]:.2f})"


def table_messages(messages: Row) -> str:
    """Return the table of the readers by half."""
    lines = [f"| half | reader | gold | read | F1 | {' | '.join(FIELDS)} |", f"|{' --- |' * (5 + len(FIELDS))}"]
    for half in ("test", "dev"):
        for key, name in READERS.items():
            total = messages[half][key]["total"]
            shares = " | ".join(f"{total[field] / total['found']:.2f}" for field in FIELDS)
            lines.append(f"| {half} | {name} | {total['gold']} | {total['read']} | {total['f1']:.2f} | {shares} |")
    return "\n".join(lines)


def word_styles(by_style: Row) -> str:
    """Return the F1 of each style."""
    return ", ".join(f"{style} {score['f1']:.2f}" for style, score in by_style.items() if style != "total")


if __name__ == "__main__":
    main()
