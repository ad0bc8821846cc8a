"""Write docs/benchmarks-backtest.md and its drawing from what backtest_kabul.py found.

Example: .venv/bin/python benchmarks/backtest_page.py
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from backtest_svg import draw_backtest

ROOT = Path(__file__).resolve().parents[1]
Row = dict[str, Any]
OURS, BASES = "safeconduct", ("persistence", "linear trend")
LEVELS = ("50%", "80%", "95%")
ASKED_TO = "2021-08-26"  # the last of the evenings that were asked for
TARGETS: dict[str, Callable[[Row], list[Row]]] = {
    "final total": lambda one: [one["total"]],
    "next day": lambda one: one["days"][:1],
    "every day after": lambda one: one["days"],
}


def main() -> None:
    """Read the results and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results" / "backtest_kabul.json")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", help="folder of the page and its drawing")
    chosen = parser.parse_args()
    write_page(json.loads(chosen.results.read_text(encoding="utf-8")), chosen.out)


def write_page(found: Row, docs: Path) -> None:
    """Write the page and its drawing into a folder."""
    (docs / "benchmarks-backtest.md").write_text(word_backtest(found), encoding="utf-8")
    (docs / "backtest.svg").write_text(draw_backtest(found), encoding="utf-8")


def word_section(found: Row) -> str:
    """Return what docs/benchmarks.md says of the back-test."""
    low, high = (f"{people:,.0f}" for people in (min(found["truth"]["total"]), max(found["truth"]["total"])))
    return f"""## The outlook, back-tested

Asked each evening from 19 to 26 August 2021 how many people the airlift from Kabul would bring out by its deadline, and
how many on the days until then, from what was published by that evening alone; {low} or {high} came, as the published
counts contradict each other. CRPS in people, less is better; skill is 1 - CRPS / CRPS of the baseline. Held: of so many
forecasts, in how many the interval held what came; nearer: in how many CRPS was less. [How, each evening's answer, and
what could not have been known](benchmarks-backtest.md); written by `make bench-backtest`.

{word_scores(found, ASKED_TO)}
"""


def word_scores(found: Row, until: str) -> str:
    """Return the table of scores over the evenings up to one."""
    head = (
        "what",
        "forecaster",
        "CRPS",
        "error of the median",
        *(f"held, {one}" for one in LEVELS),
        "ours nearer",
        "skill",
        "",
    )
    lines = [head, tuple("---" for _ in head)]
    for target in TARGETS:
        ours = gather(found, target, OURS, until)
        for name in (OURS, *BASES):
            rows = gather(found, target, name, until)
            held = (f"{sum(row['held'][one][0] for row in rows)} of {len(rows)}" for one in LEVELS)
            skill = 1.0 - _crps(ours) / _crps(rows)
            nearer = sum(one["crps"] < other["crps"] for one, other in zip(ours, rows, strict=True))
            beside = (f"{nearer} of {len(rows)}", f"{skill:+.0%}", "won" if skill > 0.0 else "**lost**")
            verdict = ("", "", "") if name == OURS else beside
            lines.append((target, name, *_figures(rows), *held, *verdict))
    return word_table(lines)


def gather(found: Row, target: str, name: str, until: str) -> list[Row]:
    """Return the scores of a forecaster over the evenings up to one."""
    evenings = [one for one in found["evenings"] if one["evening"] <= until]
    return [row for one in evenings for row in TARGETS[target](one["scores"][name])]


def _crps(rows: Sequence[Row]) -> float:
    return mean(row["crps"] for row in rows)


def _figures(rows: Sequence[Row]) -> tuple[str, str]:
    return f"{_crps(rows):,.0f}", f"{mean(row['error'] for row in rows):,.0f}"


def word_table(lines: Sequence[Sequence[str]]) -> str:
    """Lay lines out as a table in Markdown."""
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def word_evenings(found: Row) -> str:
    """Return the table of the final total, evening by evening."""
    head = ("evening", "out so far", "ours: median", "80 %", "95 %", *(f"{one}: median (95 %)" for one in BASES))
    lines = [head, tuple("---" for _ in head)]
    for one in found["evenings"]:
        ours = one["scores"][OURS]["total"]
        out = " or ".join(claim["words"] for claim in one["outlook"]["out_so_far"])
        spans = (_span(ours["intervals"][level]) for level in ("80%", "95%"))
        others = (one["scores"][name]["total"] for name in BASES)
        plain = (f"{other['median']:,.0f} ({_span(other['intervals']['95%'])})" for other in others)
        lines.append((one["evening"], out, f"{ours['median']:,.0f}", *spans, *plain))
    return word_table(lines)


def word_days(found: Row) -> str:
    """Return the table of the next day, evening by evening."""
    head = ("evening", "came the next day", "ours: median", "80 %", "95 %", *BASES)
    lines = [head, tuple("---" for _ in head)]
    days = found["truth"]["days"]
    for one in found["evenings"]:
        number = int(one["evening"][-2:]) + 1
        came = " or ".join(f"{people:,.0f}" for people in days[f"2021-08-{number}"])
        ours = one["scores"][OURS]["days"][0]
        spans = (_span(ours["intervals"][level]) for level in ("80%", "95%"))
        plain = (f"{one['scores'][name]['days'][0]['median']:,.0f}" for name in BASES)
        lines.append((one["evening"], came, f"{ours['median']:,.0f}", *spans, *plain))
    return word_table(lines)


def _span(ends: Sequence[float]) -> str:
    return f"{ends[0]:,.0f} to {ends[1]:,.0f}"


def word_sensitivity(found: Row) -> str:
    """Return how the scores change with what is believed beforehand, over the evenings that were asked for."""
    head = ("believed beforehand", "final total: CRPS", *(f"held, {one}" for one in LEVELS), "next day: CRPS")
    lines = [head, tuple("---" for _ in head)]
    count = sum(one["evening"] <= ASKED_TO for one in found["evenings"])
    for name, rows in found["sensitivity"].items():
        totals, days = [row["total"] for row in rows[:count]], [row["days"][0] for row in rows[:count]]
        held = (f"{sum(row['held'][one][0] for row in totals)} of {count}" for one in LEVELS)
        lines.append((name, f"{_crps(totals):,.0f}", *held, f"{_crps(days):,.0f}"))
    return word_table(lines)


def word_reason(found: Row) -> str:
    """Say what the score of the final total rests on."""
    count = sum(one["evening"] <= ASKED_TO for one in found["evenings"])
    plain = _crps(gather(found, "final total", "persistence", ASKED_TO))
    scores = {name: _crps([row["total"] for row in rows[:count]]) for name, rows in found["sensitivity"].items()}
    return f"""Most of what is gained on the final total rests on the stated capacity: without it the CRPS is
{scores["no capacity stated"]:,.0f}, near to persistence's {plain:,.0f}; without the draw-down it is
{scores["no draw-down"]:,.0f}. The flow did fall back toward that capacity after the 24th. But the counts do not say
that capacity was why: gates were shut and troops withdrawn too. It may have been right for a wrong reason."""


def word_answers(found: Row) -> str:
    """Return what the tool would have said each evening that was asked for."""
    parts = []
    before: list[str] = []
    for one in found["evenings"]:
        if one["evening"] <= ASKED_TO:
            heard = [f"- {words}" for words in one["events"] if words not in before] or ["- nothing new"]
            said = [f"- {words}" for words in one["outlook"]["words"] if words != one["outlook"]["words"][-1]]
            parts += [f"### {one['evening']}", "", "Heard since the evening before:", "", *heard, ""]
            parts += ["Said:", "", *said, ""]
            before = one["events"]
    return "\n".join([*parts, "And each evening:", "", f"- {found['evenings'][0]['outlook']['words'][-1]}"])


def word_not_yet(found: Row) -> str:
    """List what the table of events holds but was told later."""
    return "\n".join(f"- {one['date']}: {one['kind']}, told {one['told']}" for one in found["not_yet"])


def word_threat(found: Row) -> str:
    """Say what the reports of the 21st made the tool believe."""
    lines = [
        ("evening", "reports of a threat", "of them anonymous", "believed (90 %)", "named officials graded B (90 %)")
    ]
    lines.append(tuple("---" for _ in lines[0]))
    for one in found["threat"]:
        spans = (f"{a:.2f} ({b:.2f} to {c:.2f})" for a, b, c in (one["believed"], one["graded B"]))
        lines.append((one["evening"], str(one["reports"]), str(one["anonymous"]), *spans))
    return word_table(lines)


def word_other(found: Row) -> str:
    """Give the scores of the final total against the other way of counting what came."""
    said = []
    for name in (OURS, *BASES):
        others = [row["crps_other"][0] for row in gather(found, "final total", name, ASKED_TO) if row["crps_other"]]
        said.append(f"{name} {mean(others):,.0f}")
    return f"Against the final total as the days add up, {found['truth']['total'][1]:,.0f}, CRPS: {', '.join(said)}."


def word_verdicts(found: Row) -> str:
    """Name every comparison that was lost, and say so where an interval held too little or too much."""
    said = []
    for target in TARGETS:
        for name in BASES:
            ours, theirs = (_crps(gather(found, target, one, ASKED_TO)) for one in (OURS, name))
            if ours >= theirs:
                said.append(f"- Lost to {name}, {target}: CRPS {ours:,.0f} against {theirs:,.0f}.")
        rows = gather(found, target, OURS, ASKED_TO)
        for level in LEVELS:
            share = mean(row["held"][level][0] for row in rows)
            if abs(share - int(level[:-1]) / 100) > 0.15:
                said.append(f"- Intervals of {level}, {target}: held {share:.0%}.")
    late = [one for one in found["evenings"] if one["evening"] > ASKED_TO]
    for one in late:
        total = one["scores"][OURS]["total"]
        if not total["held"]["95%"][0]:
            span = _span(total["intervals"]["95%"])
            said.append(f"- On {one['evening']} the final total as published was outside the 95 % interval, {span}.")
    return "\n".join(said)


def word_backtest(found: Row) -> str:
    """Return the page."""
    low, high = (f"{people:,.0f}" for people in (min(found["truth"]["total"]), max(found["truth"]["total"])))
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    least = min(one["outlook"]["effective_draws"] for one in found["evenings"])
    return f"""# The outlook, back-tested on an airlift that is over

Written by `make bench-backtest` (benchmarks/backtest_kabul.py), never by hand.
{found["machine"]}; load {found["load"]:.1f}; {found["seconds"]:.0f} s; {versions}.

[`safeconduct outlook`](outlook.md) is asked on each evening of the airlift from Kabul in August 2021, and told what had
been published by then: the daily counts, and the events. Nothing later reaches it: rows of later days are taken out of
the tables before it reads them, and a test changes them at random and finds every answer the same.

![What was foreseen on each evening, and what came](backtest.svg)

## How

- An evening is 20:00 in Kabul, 8½ hours after a day's window ends (03:00 in Washington). A row is taken as known on the
  evening of its day, or of the later day that the address of its source carries; the tables give no hour. Three rows
  whose address misleads are set by hand, each with its reason, in the code.
- The deadline, 31 August, and a stated capacity of 5,000 to 9,000 people a day were public by the 19th.
- The total followed is that counted since 14 August. What came: {low} or {high}, as published or as the days add up.
  The last hours after the window of the 30th are in neither. The counts of the 23rd, 25th and 27th contradict the
  totals; the tool holds both, and the tables say both. CRPS and the error are against the count as published.
- A pause or closure that is known counts in the window that runs on its day: few events have an hour.
- **Persistence** repeats the last count, its errors being the steps so far, which add up. **Linear trend** is a
  straight line through all counts with its own errors; on the first evening it has two points and no errors to learn
  from. Both know the deadline, take the counts as published, and never fall below 0.
- The priors are round figures, written down and committed before the first score and not changed since; [the page of
  the outlook](outlook.md) says why each is as it is. Whoever wrote them knew how the airlift ended, so that they are
  no proof; what changing them does stands below.
- How draws are made from them was changed once after the first score, because long and steady series left too few
  draws: they are now made where they count, contradicting counts of a day are one that is less sure, and no flow is
  steadier than 3 %. Of 8,000 draws {least:,.0f} at least were effective.

## Scores, evenings of 19 to 26 August

{word_scores(found, ASKED_TO)}

CRPS in people: the distance of a forecast that is a distribution from what came; less is better. Skill is 1 - CRPS /
CRPS of the baseline. Held: of so many forecasts, in how many the interval held the count as published;
nearer: in how many of them our CRPS was less.
{word_other(found)}

{word_verdicts(found)}

All of this is one operation: eight evenings, of which each shares its days with the next. It shows how the tool
behaves, and proves no rate of success.

With the evenings of 27 to 29 August:

{word_scores(found, found["evenings"][-1]["evening"])}

## The final total, evening by evening

{word_evenings(found)}

## The next day, evening by evening

{word_days(found)}

## What is believed beforehand, and what it does

Each changed alone; evenings of 19 to 26 August.

{word_sensitivity(found)}

{word_reason(found)}

## What it would have said

{word_answers(found)}

## What it could not have known

In the table of events, but told later than it happened, and so kept from it: that a first attempt to open Abbey Gate
failed and how its crowd was moved, which came out a year later; that gates had been shut on the day of the attack.

{word_not_yet(found)}

The attack itself was told within the hour, as two blasts, and was one. Beside that:

- **How many wanted to leave, and could come to a gate.** No count of those who left says it.
- **That more would be done than was stated.** On the 19th the range in use was 5,000 to 9,000 a day; the 24th brought
  21,600.
- **That the last civilians would leave about a day before the deadline.** The model knows the deadline, and not when
  the draw-down before it begins: on the late evenings it expects too many.
- **The attack of the 26th.** No count foretells it. The reports of the 21st and 22nd told of a threat. Below they are
  given to [the belief](belief.md) that the picture uses: how far it is believed that the airport is threatened, before
  anybody speaks {found["threat"][0]["before"]:.2f}. Which of the reports affirm a threat was read by hand.

{word_threat(found)}

Anonymous officials share one small budget, however many outlets carry them; an embassy's alert in its own name and, on
the 22nd, an adviser's interview move most. The interval says how little is known of the sources. No report names a gate
or a day: the tool could have said that the airport is threatened, and to keep away from its crowds, from the 21st; it
could not have said Abbey Gate, nor the 26th.
"""


if __name__ == "__main__":
    main()
