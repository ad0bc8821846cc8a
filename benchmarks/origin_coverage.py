"""Measure how often the regions of an origin hold the true start, on drawn series; write the table and the figure.

    PYTHONPATH=src python benchmarks/origin_coverage.py

Every start, event and seed is drawn here; no series is real. Writes results/origin.json, docs/origin.svg and the table
in docs/origin.md.
"""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.intake.reading import Precision
from safeconduct.core.picture.incident import SPREAD_METRES, Incident, IncidentKind
from safeconduct.core.picture.origin import (
    Annulus,
    DistanceDecay,
    OriginRegions,
    Receipt,
    digest_request,
    estimate_origin,
    link_by_person,
    request_origin,
)

ROOT = Path(__file__).resolve().parents[1]
COUNTS = (7, 12, 20)
RUNS = 40
SEED = 2031
LON, LAT, METRES = 41.25, 12.5, 111_195.0
RING = Annulus(500.0, 6_000.0)
PATTERNS = {
    "all about, gamma distances": "decay",
    "on one side (sd 46 degrees)": "side",
    "on one narrow side (sd 23 degrees)": "narrow",
    "all about, one event in seven unrelated": "stray",
    "indirect fire at many places": "fire",
    "indirect fire at one place": "spot",
    "no start at all: 40 x 40 km": "none",
    "no start at all: three towns within 30 km": "towns",
    "no start at all: about the middle of one city": "city",
}


def draw(rng: np.random.Generator, pattern: str, count: int) -> NDArray[np.float64]:
    """Return events east and north of their start, in metres."""
    turn = rng.uniform(0, 2 * np.pi)
    angle, distance = rng.uniform(0, 2 * np.pi, count), rng.gamma(2, 2_000, count)
    if pattern in ("side", "narrow"):
        angle, distance = rng.normal(turn, 0.8 if pattern == "side" else 0.4, count), rng.gamma(3, 1_200, count)
    elif pattern == "fire":
        distance = np.sqrt(rng.uniform(RING.shortest**2, RING.longest**2, count))
    elif pattern == "spot":
        return 3_000 * np.array([math.cos(turn), math.sin(turn)]) + rng.normal(0, 400, (count, 2))
    elif pattern == "none":
        return rng.uniform(-20_000, 20_000, (count, 2))
    elif pattern == "towns":
        return rng.uniform(-15_000, 15_000, (3, 2))[rng.integers(0, 3, count)] + rng.normal(0, 2_000, (count, 2))
    elif pattern == "city":
        return rng.normal(0, 5_000, (count, 2))
    at = np.stack((distance * np.cos(angle), distance * np.sin(angle)), axis=1)
    if pattern == "stray":
        at[:: max(count // (count // 7), 1)][: count // 7] = rng.uniform(-15_000, 15_000, (count // 7, 2))
    return at


def place(at: NDArray[np.float64]) -> tuple[float, float]:
    """Return longitude and latitude."""
    return LON + at[0] / (METRES * math.cos(math.radians(LAT))), LAT + at[1] / METRES


def measure(pattern: str, count: int) -> dict[str, float]:
    """Return the share of runs with an answer, how often it held the start, its median ground and time."""
    rng = np.random.default_rng((SEED, count, *pattern.encode()))
    fire = pattern in ("fire", "spot")
    kind = IncidentKind.INDIRECT_FIRE if fire else IncidentKind.EXPLOSION
    held, areas, begun = 0, list[float](), time.perf_counter()
    for _ in range(RUNS):
        start = rng.uniform(-20_000, 20_000, 2)
        spread = SPREAD_METRES[Precision.SITE]
        at = draw(rng, pattern, count) + start
        at += rng.normal(0, spread, at.shape)
        events = [
            Incident(
                str(row),
                Window(row * 1e5, row * 1e5 + 60),
                *place(one),
                Precision.SITE,
                spread,
                kind,
                None,
                0.9,
                "drawn",
            )
            for row, one in enumerate(at)
        ]
        series = link_by_person(events, "benchmark", "drawn from one start")
        request = request_origin(series, "benchmark", "measure the coverage of regions", 0.0)
        kernel = RING if fire else DistanceDecay()
        answer = estimate_origin(series, request, Receipt(digest_request(request), 1), kernel, {})
        if isinstance(answer, OriginRegions):
            areas.append(sum(region.area_km2 for region in answer.regions))
            held += any(region.covers(*place(start)) for region in answer.regions)
    return {
        "answered": len(areas) / RUNS,
        "held": held / len(areas) if areas else math.nan,
        "km2": float(np.median(areas)) if areas else math.nan,
        "ms": (time.perf_counter() - begun) / RUNS * 1e3,
    }


def main() -> None:
    """Measure, and write what was measured."""
    found = {words: {str(count): measure(pattern, count) for count in COUNTS} for words, pattern in PATTERNS.items()}
    said = {"runs": RUNS, "seed": SEED, "numpy": np.__version__, "results": found}
    (ROOT / "benchmarks/results/origin.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    (ROOT / "docs/origin.svg").write_text(draw_svg(found), encoding="utf-8")
    page = ROOT / "docs/origin.md"
    before, _, rest = page.read_text(encoding="utf-8").partition("<!-- measured -->\n")
    after = rest.partition("<!-- end -->")[2]
    page.write_text(f"{before}<!-- measured -->\n{write_table(found)}<!-- end -->{after}", encoding="utf-8")


def write_table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Write the table of docs/origin.md."""
    lines = ["| events of the series | events | answered | of these, start in the regions | median ground, km2 |",
             "| --- | ---: | ---: | ---: | ---: |"]  # fmt: skip
    for words, by_count in found.items():
        for count, one in by_count.items():
            cells = ("-", "-") if math.isnan(one["held"]) else (f"{one['held']:.0%}", f"{one['km2']:.0f}")
            lines.append(f"| {words} | {count} | {one['answered']:.0%} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def draw_svg(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Draw a bar for each pattern and count: how often the regions hold the start, against the 80 % they say."""
    left, wide, high = 290, 300, 16
    parts, y = [], 30
    for words, by_count in found.items():
        parts.append(f'<text x="{left - 40}" y="{y + 28}" text-anchor="end">{words}</text>')
        for count, one in by_count.items():
            held = 0.0 if math.isnan(one["held"]) else one["held"]
            shade = 0.25 + 0.75 * one["answered"]
            parts.append(f'<text x="{left - 8}" y="{y + 12}" text-anchor="end" fill="#666">{count}</text>')
            parts.append(f'<rect x="{left}" y="{y}" width="{held * wide:.1f}" height="{high - 3}" fill="#2b6cb0" '
                         f'fill-opacity="{shade:.2f}"/>')  # fmt: skip
            note = f"{held:.0%}, answered {one['answered']:.0%}" if one["answered"] else "not known"
            parts.append(f'<text x="{left + held * wide + 6:.1f}" y="{y + 12}" fill="#333">{note}</text>')
            y += high
        y += 12
    line = left + 0.8 * wide
    parts.append(f'<path d="M{line} 22V{y}" stroke="#c05621" stroke-dasharray="4 3"/>')
    parts.append(f'<text x="{line}" y="16" text-anchor="middle" fill="#c05621">80 % is what the regions say</text>')
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{y + 10}" font-family="sans-serif" '
        f'font-size="11">\n'
        f'<rect width="760" height="{y + 10}" fill="#fff"/>\n{body}\n</svg>\n'
    )


if __name__ == "__main__":
    main()
