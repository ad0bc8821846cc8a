"""Sum up what is gained over a baseline on invented worlds, and publish it as a table."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from hidden_page import replace_part
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Score:
    """Hold the log losses of one world, in nats per event."""

    baseline: float
    ours: float
    truth: float


@dataclass(frozen=True)
class Gain:
    """Hold mean losses over worlds, and the mean of what is gained over the baseline with its 95 % interval."""

    baseline: float
    ours: float
    truth: float
    gained: float
    low: float
    high: float


@dataclass(frozen=True)
class Row:
    """Hold one row of the table."""

    world: str
    amount: str
    gain: Gain


def summarise(scores: Sequence[Score]) -> Gain:
    """Average over worlds."""
    each = np.array([(one.baseline, one.ours, one.truth) for one in scores])
    gained = each[:, 0] - each[:, 1]
    half = 1.96 * gained.std(ddof=1) / np.sqrt(len(gained))
    mean = float(gained.mean())
    return Gain(*each.mean(axis=0).tolist(), mean, mean - half, mean + half)


def publish(name: str, page: str, rows: Sequence[Row], seeds: int, baseline: str) -> None:
    """Print the table, write it between the marks of a page, and the figures to benchmarks/results."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    result = {"seeds": seeds, "machine": machine, "rows": [asdict(row) for row in rows]}
    file = ROOT / "benchmarks" / "results" / f"{name}.json"
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    heads = f"| world | known | {baseline} | ours | truth | gained, nats per event |"
    lines = [heads, "| --- | --- | ---: | ---: | ---: | ---: |"]
    for row in rows:
        gain = row.gain
        losses = " | ".join(f"{loss:.3f}" for loss in (gain.baseline, gain.ours, gain.truth))
        interval = f"{gain.gained:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"
        lines.append(f"| {row.world} | {row.amount} | {losses} | {interval} |")
    table = "\n".join(lines)
    path = ROOT / "docs" / page
    path.write_text(replace_part(path.read_text(encoding="utf-8"), name, table), encoding="utf-8")
    print(table)
