"""Write the tables of docs/visibility.md from benchmarks/results/hidden.json and avoided.json."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULTS, PAGE = ROOT / "benchmarks" / "results", ROOT / "docs" / "visibility.md"


def write_page() -> None:
    """Put both tables between their marks."""
    text = PAGE.read_text(encoding="utf-8")
    hidden = json.loads((RESULTS / "hidden.json").read_text(encoding="utf-8"))
    avoided = json.loads((RESULTS / "avoided.json").read_text(encoding="utf-8"))
    text = replace_part(text, "hidden", word_hidden(hidden))
    PAGE.write_text(replace_part(text, "avoided", word_avoided(avoided)), encoding="utf-8")


def replace_part(text: str, name: str, table: str) -> str:
    """Replace what stands between the marks of a name."""
    before, rest = text.split(f"<!-- {name} -->")
    _, after = rest.split(f"<!-- end of {name} -->")
    return f"{before}<!-- {name} -->\n{table}\n<!-- end of {name} -->{after}"


def word_hidden(result: dict[str, object]) -> str:
    """Word every row, won or lost; a row misses what is asked if fewer than 93 % are covered or the bound is over 3."""
    lines = [
        f"Means over {result['seeds']} draws of districts (the worst in brackets); {result['machine']}, "
        f"{result['seconds']} s. * misses 93 % or 3 times.",
        "",
        "| world | hidden | how | covered | by rate | bound | realised: should be, was |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    rows = result["rows"]
    assert isinstance(rows, list)
    for row in rows:
        least = f" ({row['least covered']:.1%})" if "least covered" in row else ""
        highest = f" ({row['highest bound']:.2f})" if "highest bound" in row else ""
        missed = "*" if row["covered"] < 0.93 or row["bound"] > 3 else ""
        realised = f"{row['said']:.1%}, {row['was']:.1%}" if row["said"] == row["said"] else ""
        lines.append(
            f"| {row['world']} | {row['hidden']:.0%} | {row['how']}{missed} | {row['covered']:.1%}{least} | "
            f"{row['by rate']:.1%} | {row['bound']:.2f}{highest} | {realised} |"
        )
    return "\n".join(lines)


def word_avoided(result: dict[str, object]) -> str:
    """Word the rows of avoided.json and the times."""
    rows = result["rows"]
    assert isinstance(rows, list)
    lines = ["| " + " | ".join(rows[0]) + " |", "| --- " * len(rows[0]) + "|"]
    for row in rows:
        values = (f"{value:.2f}" if isinstance(value, float) else str(value) for value in row.values())
        lines.append("| " + " | ".join(values) + " |")
    seconds = result["seconds"]
    assert isinstance(seconds, dict)
    times = ", ".join(f"{name} {value:.2f} s" for name, value in seconds.items())
    return "\n".join([*lines, "", f"60,000 cells: {times} ({result['machine']}, load {result['load']:.1f})."])


if __name__ == "__main__":
    write_page()
