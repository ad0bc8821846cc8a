"""Write docs/benchmarks-attribution.md from what attribution.py --peers found.

Example: .venv/bin/python benchmarks/attribution_page.py
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
Row = dict[str, Any]
SCORES = ("all", "with speaker", "direct", "direct with speaker")
HEAD = ("system", *SCORES, "precision, all", "recall, all", "documents/s")


def main() -> None:
    """Read the results and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results" / "attribution.json")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks-attribution.md", help="page to write")
    chosen = parser.parse_args()
    chosen.out.write_text(write_page(json.loads(chosen.results.read_text(encoding="utf-8"))), encoding="utf-8")


def write_page(found: Row) -> str:
    """Return the page of a comparison."""
    rows = sorted(found["rows"], key=lambda row: -row["all"]["f1"])
    return f"""# Who said what: beside the field

Written by `make bench-intake` (benchmarks/attribution.py and attribution_peers.py), never by hand.
{found["machine"]}; load {found["load"]};
{word_versions(rows)}.

The corpus is PolNeAR's {found["part"]} part: {found["documents"]} news articles and
{found["attributions"]} attributions of the first annotator; its test part has not been opened. A found attribution
matches an annotated one when the intersection over union of their contents is at least 0.5, one to one. `with speaker`
asks further that the speakers overlap or have one name; `direct` counts what stands in quote marks alone. F1 in per
cent, pooled over the documents, with the 95 % interval over 1,000 draws of documents. Statements inside other
statements are left out on both sides, since PolNeAR does not annotate them. All systems parse with the same small model
of spaCy, on the same texts. Seconds are the processor's, one document after the other on one thread, parsing included.

{table(rows)}

- textacy and sayswho look for direct quotes only: the columns `direct` are theirs to be compared in. textacy reads a
  paragraph at a time, because it gives up on a text with an odd number of quote marks.
- sayswho is its quote finder. The coreference that follows needs the model en_coreference_web_trf, which is not
  on PyPI; it gives speakers names and finds no further quotes.
- GenderGapTracker is its English extractor of quotes, with its own preparation of the text.
- The dependency rules and the CRF are our own writing, after what PolNeAR's authors describe: cue words counted in the
  training part; a tagger of sources, cues and contents trained there (averaged perceptron).
- Ours, the dependency rules and the CRF were made with PolNeAR at hand; textacy, sayswho and GenderGapTracker were not,
  and follow guidelines of their own on what a quote is.
{word_failures(rows)}{word_losses(rows)}"""


def table(rows: list[Row]) -> str:
    """Return the table of the systems."""
    lines = [HEAD, tuple("---" for _ in HEAD)]
    for row in rows:
        scores = (f"{row[k]['f1']:.1f} ({row[k]['interval'][0]:.1f} to {row[k]['interval'][1]:.1f})" for k in SCORES)
        shares = (f"{row['all'][key]:.1f}" for key in ("precision", "recall"))
        lines.append((row["system"], *scores, *shares, f"{row['documents_per_second']:.1f}"))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def word_versions(rows: list[Row]) -> str:
    """Return the versions of all packages, each once."""
    versions = {package: number for row in rows for package, number in row["versions"].items()}
    return "versions " + ", ".join(f"{package} {number}" for package, number in sorted(versions.items()))


def word_failures(rows: list[Row]) -> str:
    """Say on which documents a system gave an error, and so found nothing."""
    return "".join(
        f"- {row['system']} gave an error on {len(row['failed'])} of the documents and found nothing there: "
        f"{', '.join(sorted(set(row['failed'].values())))}.\n"
        for row in rows
        if row.get("failed")
    )


def word_losses(rows: list[Row]) -> str:
    """Say where another system is better than ours."""
    ours = next(row for row in rows if row["system"] == "safeconduct")
    losses = []
    near = [
        row["system"] for row in rows if row is not ours and row["all"]["interval"][1] >= ours["all"]["interval"][0]
    ]
    for row in rows:
        losses += [f"{row['system']} in {k}" for k in SCORES if row[k]["f1"] > ours[k]["f1"]]
        losses += [f"{row['system']} in {k}" for k in ("precision", "recall") if row["all"][k] > ours["all"][k]]
        losses += [f"{row['system']} in speed"] if row["documents_per_second"] > ours["documents_per_second"] else []
    return (
        f"- Better than ours: {', '.join(losses) or 'none'}.\n"
        f"- Not apart from ours in all attributions, by the intervals: {', '.join(near) or 'none'}.\n"
    )


if __name__ == "__main__":
    main()
