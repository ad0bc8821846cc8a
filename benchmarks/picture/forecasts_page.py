"""Write docs/benchmarks-picture.md from what forecasts.py found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]
OURS = "safeconduct"
HEAD = ("system", "IG", "hit@1 %", "hit@2 %", "hit@5 %", "PAI@5 %", "worst decile", "totals in 90 %", "expected/seen")
AGAINST_HEAD = ("against", "IG, difference", "hit@1 %, ratio", "hit@2 %, ratio", "hit@5 %, ratio")
MUST_HEAD = ("what", "ours", "peer", "ours beside it", "must", "stretch", "")
SET_BEFORE = (
    ("A", "grid KDE", "gain", 0.765),
    ("A", "grid KDE", "hit@0.05", 0.292),
    ("A", "scikit-learn KDE", "gain", 0.759),
    ("A", "scikit-learn KDE", "worst_decile", 0.09),
    ("A", "ETAS, exponential", "gain", 0.741),
    ("A", "ETAS, power law", "gain", 0.741),
    ("B", "grid KDE", "gain", 1.887),
    ("B", "ETAS, exponential", "gain", 2.087),
    ("B", "ETAS, power law", "gain", 2.087),
    ("B", "ETAS, exponential", "hit@0.01", 0.298),
    ("B", "ETAS, power law", "hit@0.01", 0.298),
)
WORDS = {"gain": "IG", "worst_decile": "worst decile", "hit@0.01": "hit@1 %", "hit@0.05": "hit@5 %"}
TITLES = {
    "A": "A: Chicago shootings, 250 m cells, daily",
    "B": "B: Boko Haram, 10 km cells, weekly",
}


def write_page(found: Row) -> str:
    """Return the whole page."""
    series = {each["name"]: each for each in found["series"]}
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    parts = "\n".join(write_series(each) for each in found["series"])
    return f"""# The threat picture's forecasts, beside the field

Written by `make bench-picture` (benchmarks/picture/forecasts.py), never by hand.
{found["machine"]}; load {found["load"]}; {versions}.

Every forecaster sees the past alone, period by period. IG is the gain in nats per event over a uniform Poisson with the
trailing rate; hit@f is the share of events in the f of all cells where most is expected; PAI is hit/f. Deciles are ten
groups of equal expected mass, every cell of every period a unit of its own. Intervals are 95 %, by a paired block
bootstrap over periods.

## What must be shown

{table(MUST_HEAD, judge_rows(series["A"], series["B"]))}

Of several peers of a kind the strongest counts, by the score in question.

The figures to beat were set beforehand, under the same protocol; found here were these.

{table(("series", "system", "score", "set", "found", "ours"), compare_with_set(series))}

{parts}
## How the peers are run

- counts, the two KDEs, the log-Gaussian Cox process and the hotspots give shares in space; the trailing 56 days give
  the rate, and 5 % is spread evenly. ETAS and bstpp have rates of their own and nothing spread evenly but what they
  fitted; what a period's own events would set off within it is left out.
- What can be chosen (bandwidths, windows, reach) is chosen on the last quarter of the training period, week by week.
- scikit-learn's KDE is asked for densities within 1 % (rtol), which takes a seventh of the time of exact ones.
- ETAS is our own writing, fitted by expectation and maximisation on the training period; later events join its
  background by how likely each belongs to it.
  On B its power law runs into the bounds set for it, so that it expects too few.
- bstpp is its Cox-Hawkes model with the priors of its demonstration, fitted once by variational inference; forecasts
  take the posterior's means.
- The log-Gaussian Cox process is our own writing of the model R-INLA fits, at the mode of its Laplace approximation.
  pyinla installs, but its engine is a download of its own from outside the package index, under a licence that asks
  for an activation code; it could not be run.
- open_cp is run from a copy of its repository. Choosing its kernel uses our own faster sum, which gives the same map.
- Daily times are the processor's, all in turn on the same {series["A"].get("timed_days")} days of A, median.
  A day is what a peer does anew each day: ours learns from the day before, forecasts and bounds; the KDEs, counts and
  hotspots work out all the past anew. The command `safeconduct hindcast` over all of A took
  {series["A"]["hindcast_seconds"]:.1f} CPU s, its start and the year of learning before included.
"""


def judge_rows(a: Row, b: Row) -> list[tuple[str, ...]]:
    """Return the rows of what must be shown, won or lost; of several peers the strongest counts."""
    kdes = ("grid KDE", "scikit-learn KDE")
    etas = ("ETAS, exponential", "ETAS, power law")
    ours = find(a["rows"], OURS)
    milliseconds = a["milliseconds"]
    rival = strongest(a, kdes, "hit@0.05")
    sklearn = find(a["rows"], kdes[1])
    rows = [
        judge_ratio("A, hit@5 %", a, "hit@0.05", "grid KDE", 1.05, 1.10),
        judge_ratio("A, hit@5 %", a, "hit@0.05", rival, 1.05, 1.10) if rival != "grid KDE" else None,
        judge_gain("A, IG", a, strongest(a, kdes, "gain"), 0.035, 0.07),
        judge_gain("A, IG", a, strongest(a, etas, "gain"), 0.0),
        judge_gain("A, IG, best of all", a, strongest(a, name_peers(a), "gain"), 0.0),
        judge_below("A, worst decile deviation", ours["worst_decile"], sklearn["worst_decile"], 0.20, 0.10),
        judge_coverage(ours["coverage"]),
        judge_gain("B, IG", b, strongest(b, etas, "gain"), 0.08, 0.15),
        judge_gain("B, IG", b, strongest(b, kdes, "gain"), 0.0),
        judge_gain("B, IG, best of all", b, strongest(b, name_peers(b), "gain"), 0.0),
        judge_ratio("B, hit@1 %", b, "hit@0.01", strongest(b, etas, "hit@0.01"), 1.15, 1.25),
        judge_below("A, ms a day", milliseconds[OURS], milliseconds[kdes[1]], 15.0, 5.0, digits=1),
    ]
    return [row for row in rows if row]


def compare_with_set(series: Row) -> Iterator[tuple[str, ...]]:
    """Give the figures set beforehand beside those found now."""
    for name, system, score, then in SET_BEFORE:
        rows = series[name]["rows"]
        now, ours = (find(rows, each)[score] for each in (system, OURS))
        now, ours = (each["score"] if isinstance(each, dict) else each for each in (now, ours))
        word = WORDS[score]
        yield (name, system, word, f"{then:g}", f"{now:.3f}", f"{ours:.3f}")


def name_peers(series: Row) -> list[str]:
    """Return the names of all that ours is compared with."""
    return [row["system"] for row in series["against"]]


def strongest(series: Row, names: Iterable[str], score: str) -> str:
    """Return which of these systems has the best score."""
    return max(names, key=lambda name: float(find(series["rows"], name)[score]["score"]))


def judge_ratio(what: str, series: Row, score: str, peer: str, must: float, stretch: float) -> tuple[str, ...]:
    """Judge a ratio of scores: its figure against what must be, its interval against 1."""
    pair = find(series["against"], peer)[score]
    figure, low, _ = pair["ratio"]
    sure = "" if low > 1 else ", interval not above 1"
    shown = f"× {word_interval(pair['ratio'])}"
    return (
        what, f"{pair['ours']:.3f}", f"{peer} {pair['theirs']:.3f}", shown, f"≥ {must:.2f}", f"≥ {stretch:.2f}",
        verdict(figure >= must and low > 1, figure >= stretch) + sure,
    )  # fmt: skip


def judge_gain(what: str, series: Row, peer: str, must: float, stretch: float | None = None) -> tuple[str, ...]:
    """Judge a difference of IG."""
    pair = find(series["against"], peer)["gain"]
    figure, low, _ = pair["difference"]
    sure = "" if low > 0 else ", interval not above 0"
    return (
        what, f"{pair['ours']:.3f}", f"{peer} {pair['theirs']:.3f}", word_interval(pair["difference"], "+"),
        f"≥ {must:+.3f}", "" if stretch is None else f"≥ {stretch:+.3f}",
        verdict(figure >= must, stretch is not None and figure >= stretch) + sure,
    )  # fmt: skip


def judge_below(what: str, ours: float, theirs: float, must: float, stretch: float, digits: int = 2) -> tuple[str, ...]:
    """Judge a figure that has to be small; the peer shown is scikit-learn's KDE."""
    return (
        what, f"{ours:.{digits}f}", f"scikit-learn KDE {theirs:.{digits}f}", f"× {ours / theirs:.2f}", f"≤ {must:g}",
        f"≤ {stretch:g}", verdict(ours <= must, ours <= stretch),
    )  # fmt: skip


def judge_coverage(ours: float) -> tuple[str, ...]:
    """Judge how many daily totals lie in their 90 % intervals."""
    return ("A, daily totals in 90 %", f"{ours:.3f}", "", "", "0.88 to 0.93", "", verdict(0.88 <= ours <= 0.93, False))


def verdict(must: bool, stretch: bool) -> str:
    """Say how a row came out."""
    return "won, stretch" if must and stretch else "won" if must else "lost"


def write_series(each: Row) -> str:
    """Return one series' part: all scores, and ours beside each peer."""
    return f"""## {TITLES.get(each["name"], each["name"])}

{each["periods"]} forecasts, {each["cells"]:,} cells, {each["events"]:,} events; blocks of {each["block"]} periods.
Counts above our U95: {100 * each["above_u95"]:.2f} % of all cells and periods.

{table(HEAD, (score_row(row) for row in each["rows"]))}

Ours beside each, with 95 % intervals; {word_losses(each)}

{table(AGAINST_HEAD, (against_row(row) for row in each["against"]))}

{write_costs(each)}"""


def score_row(row: Row) -> tuple[str, ...]:
    """Return one system's scores."""
    gain = row["gain"]
    return (
        row["system"], word_interval((gain["score"], *gain["interval"])),
        *(f"{row[key]['score']:.3f}" for key in ("hit@0.01", "hit@0.02", "hit@0.05")),
        f"{row['hit@0.05']['score'] / 0.05:.2f}", f"{row['worst_decile']:.2f}", f"{row['coverage']:.3f}",
        f"{row['expected_to_observed']:.2f}",
    )  # fmt: skip


def against_row(row: Row) -> tuple[str, ...]:
    """Return ours beside one peer."""
    ratios = (word_interval(row[key]["ratio"]) for key in ("hit@0.01", "hit@0.02", "hit@0.05"))
    return (row["system"], word_interval(row["gain"]["difference"], "+"), *ratios)


def word_losses(each: Row) -> str:
    """Say where a peer's figure is better than ours."""
    lost = [f"{row['system']} in IG" for row in each["against"] if row["gain"]["difference"][0] < 0]
    lost += [
        f"{row['system']} in hit@{100 * float(key[4:]):g} %"
        for row in each["against"]
        for key in ("hit@0.01", "hit@0.02", "hit@0.05")
        if row[key]["ratio"][0] < 1
    ]
    ours = find(each["rows"], OURS)["worst_decile"]
    lost += [f"{row['system']} in its worst decile" for row in each["rows"] if row["worst_decile"] < ours]
    return f"better than ours: {', '.join(lost) or 'none'}."


def write_costs(each: Row) -> str:
    """Return what forecasts cost, where it was measured."""
    if "milliseconds" not in each:
        return ""
    fits = {row["system"]: row["fit_seconds"] for row in each["rows"] if "fit_seconds" in row}
    rows = [
        (name, f"{spent:.1f}", f"{fits[name]:.1f}" if name in fits else "")
        for name, spent in sorted(each["milliseconds"].items(), key=lambda item: item[1])
    ]
    return table(("system", "CPU ms a day", "chosen and fitted once, CPU s"), rows) + "\n"


def find(rows: Iterable[Row], name: str) -> Row:
    """Return a system's row."""
    return next(row for row in rows if row["system"] == name)


def word_interval(figures: Iterable[float], sign: str = "") -> str:
    """Word a figure with its interval."""
    figure, low, high = figures
    return f"{figure:{sign}.3f} ({low:{sign}.3f} to {high:{sign}.3f})"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
