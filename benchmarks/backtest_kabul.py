"""Ask the tool each evening of an airlift that is over, from what was published by then, and score its answers.

Example: .venv/bin/python benchmarks/backtest_kabul.py ../shared/data/kabul2021
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import platform
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from backtest_baselines import BASELINES, Draws, score_crps
from backtest_known import PERIOD, Known, Row, find_pauses, know, list_not_yet, read_rows, word_event
from backtest_page import write_page
from plan_cases import word_page
from safeconduct.adapters.readings.count_csv import read_counts
from safeconduct.app.foresee_total import list_outlook, read_ends
from safeconduct.core.picture.belief import Proposition, SourceClass, Testimony, believe
from safeconduct.core.sufficiency.day_counts import DayCount, tally_days
from safeconduct.core.sufficiency.forecast_throughput import Priors, span_of
from safeconduct.core.sufficiency.outlook import LEVELS, Asked, Outlook, look_ahead

ROOT = Path(__file__).resolve().parents[1]
FIRST, LAST, LATEST = (
    date(2021, 8, 19),
    date(2021, 8, 26),
    date(2021, 8, 29),
)  # evenings; what is asked for ends at LAST
DAY_ENDS = "03:00-04:00"  # of the windows: Washington's clock
DEADLINE = datetime.fromisoformat("2021-08-31T23:59:00+04:30")  # announced before the 19th; Kabul's clock
KABUL = 16_200  # seconds east of UTC
CAPACITY = (5000.0, 9000.0)  # people a day, stated on the 17th and the 19th
ASKED_FOR = 100_000  # a round number: nobody knew how many there were to be brought out
FOLLOWED = "cumulative_since_14aug"
KEPT = (
    "counted_up_to",
    "days_left",
    "out_so_far",
    "effective_draws",
    "next_24_hours",
    "total",
    "words",
)  # the rest is data
THREAT = (
    "1",
    "2",
    "5",
    "6",
    "7",
    "12",
)  # affirm a threat; the others speak of routes and gates
KINDS = {"government": SourceClass.OFFICIAL, "adviser": SourceClass.OFFICIAL, "spokesperson": SourceClass.OFFICIAL}


def narrow(span: tuple[float, float]) -> tuple[float, float]:
    """Return the range in which half is, where the given one is to hold 95 %."""
    middle, half = np.log(span).mean(), np.diff(np.log(span))[0] / 2.0 * 0.6745 / 1.96
    return float(np.exp(middle - half)), float(np.exp(middle + half))


VARIANTS: dict[str, tuple[Priors, tuple[float, float] | None]] = {
    "as it is": (Priors(), CAPACITY),
    "level changes half as much": (Priors(level_change=0.15), CAPACITY),
    "level changes twice as much": (Priors(level_change=0.6), CAPACITY),
    "half the luck of a day": (Priors(day_luck=0.15), CAPACITY),
    "twice the luck of a day": (Priors(day_luck=0.6), CAPACITY),
    "capacity never changes": (Priors(capacity_change=0.0), CAPACITY),
    "capacity changes twice as much": (Priors(capacity_change=0.2), CAPACITY),
    "to the capacity twice as fast": (Priors(half_life_days=(0.5, 3.0)), CAPACITY),
    "to the capacity half as fast": (Priors(half_life_days=(2.0, 12.0)), CAPACITY),
    "no capacity stated": (Priors(), None),
    "the stated capacity trusted at 95 %": (Priors(), narrow(CAPACITY)),
    "pauses half as likely": (Priors(pauses=(0.5, 4.5)), CAPACITY),
    "pauses twice as likely": (Priors(pauses=(2.0, 3.0)), CAPACITY),
    "a pause costs half as much": (Priors(pause_cost=(0.35, 0.5)), CAPACITY),
    "a pause costs twice as much": (Priors(pause_cost=(1.4, 0.5)), CAPACITY),
    "no draw-down": (Priors(draw_down_days=0.0), CAPACITY),
    "draw-down in at most the last 2 days": (Priors(draw_down_days=2.0), CAPACITY),
    "draw-down in at most the last 8 days": (Priors(draw_down_days=8.0), CAPACITY),
}
"""What is believed beforehand, each changed alone."""


def main() -> None:
    """Run the evenings, write benchmarks/results/backtest_kabul.json and the pages that quote it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with daily_airlift.csv, events.csv and reports_21aug.csv")
    began = time.monotonic()
    result = run(parser.parse_args().folder)
    result |= {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load": os.getloadavg()[0],
        "seconds": time.monotonic() - began,
        "versions": {name: version(name) for name in ("safeconduct", "numpy", "scipy")},
    }
    text = json.dumps(result, indent=1, ensure_ascii=False)
    (ROOT / "benchmarks" / "results" / "backtest_kabul.json").write_text(text + "\n", encoding="utf-8")
    write_page(result, ROOT / "docs")
    plans = json.loads((ROOT / "benchmarks" / "results" / "plan_cases.json").read_text(encoding="utf-8"))
    (ROOT / "docs" / "benchmarks.md").write_text(word_page(plans, result), encoding="utf-8")


def run(folder: Path) -> dict[str, Any]:
    """Return the evenings, the scores and how they change with what is believed beforehand."""
    counts, events, reports = (
        read_rows(folder / f"{name}.csv") for name in ("daily_airlift", "events", "reports_21aug")
    )
    truth = find_truth(counts)
    evenings = [FIRST + timedelta(days) for days in range((LATEST - FIRST).days + 1)]
    answers = [answer(know(counts, events, evening), evening) for evening in evenings]
    forecasts = [forecast_all(known) for known in answers]
    scored = [score_evening(forecast, truth, evening) for forecast, evening in zip(forecasts, evenings, strict=True)]
    sensitivity = {}
    for name, (priors, capacity) in VARIANTS.items():
        asked = [answer(know(counts, events, evening), evening, priors, capacity) for evening in evenings]
        made = [{"safeconduct": (one.prediction.ahead, one.prediction.out)} for one in asked]
        rows = [score_evening(forecast, truth, evening) for forecast, evening in zip(made, evenings, strict=True)]
        sensitivity[name] = [_shorten(row["safeconduct"]) for row in rows]
    return {
        "truth": truth,
        "evenings": [
            {
                "evening": str(evening),
                "events": [word_event(row) for row in know(counts, events, evening).events],
                "outlook": {key: list_outlook(one, KABUL)[key] for key in KEPT},
                "scores": row,
            }
            for evening, one, row in zip(evenings, answers, scored, strict=True)
        ],
        "sensitivity": sensitivity,
        "not_yet": list_not_yet(events),
        "threat": [judge_threat(reports, evening) for evening in (date(2021, 8, 21), date(2021, 8, 22))],
    }


def _shorten(row: dict[str, Any]) -> dict[str, Any]:
    total, day = ({key: one[key] for key in ("crps", "held")} for one in (row["total"], row["days"][0]))
    return {"total": total, "days": [day]}


def answer(
    known: Known, evening: date, priors: Priors | None = None, capacity: tuple[float, float] | None = CAPACITY
) -> Outlook:
    """Ask the tool as `safeconduct outlook` does."""
    pauses = find_pauses(known.events)
    text = io.StringIO()
    writer = csv.DictWriter(text, [*known.counts[0], "disrupted"])
    writer.writeheader()
    for row in known.counts:
        writer.writerow({**row, "disrupted": str(int(date.fromisoformat(row[PERIOD]) in pauses))})
    table = read_counts(text.getvalue(), "daily_airlift.csv")
    asked = Asked(
        deadline=DEADLINE.timestamp(),
        capacity=capacity,
        people=ASKED_FOR,
        paused_now=evening + timedelta(1) in pauses,
        total=FOLLOWED,
        priors=priors or Priors(),
    )
    return look_ahead(table, read_ends(table, "daily_airlift.csv", DAY_ENDS), asked)


def forecast_all(outlook: Outlook) -> dict[str, tuple[Draws, Draws]]:
    """Return what each forecaster says of the windows ahead, and of who is out so far, in draws."""
    prediction, days = outlook.prediction, outlook.tally.days
    at = np.array([number for number, day in enumerate(days) if day.claims], dtype=np.float64)
    stated = np.array([day.claims[0].middle for day in days if day.claims])
    out = np.full(1, outlook.tally.out[0].middle)
    plain = {name: (make(at, stated, outlook.days_left, 1), out) for name, make in BASELINES.items()}
    return {"safeconduct": (prediction.ahead, prediction.out), **plain}


def find_truth(counts: Sequence[Row]) -> dict[str, Any]:
    """Return each day's count and the final total, by each way of counting."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(counts[0]))
    writer.writeheader()
    writer.writerows(counts)
    table = read_counts(text.getvalue(), "daily_airlift.csv")
    tally = tally_days(table, read_ends(table, "daily_airlift.csv", DAY_ENDS), FOLLOWED)
    first = date.fromisoformat(counts[0][PERIOD])
    return {
        "total": [claim.middle for claim in tally.out],
        "days": {str(first + timedelta(n)): _middles(day) for n, day in enumerate(tally.days) if day.claims},
    }


def _middles(day: DayCount) -> list[float]:
    return [claim.middle for claim in day.claims]


def score_evening(forecasts: dict[str, tuple[Draws, Draws]], truth: dict[str, Any], evening: date) -> dict[str, Any]:
    """Score each forecaster of an evening on the final total and on every window after it."""
    found = {}
    for name, (ahead, out) in forecasts.items():
        windows = []
        for number, draws in enumerate(ahead):
            day = truth["days"].get(str(evening + timedelta(number + 1)))
            if day is not None:
                windows.append(score(draws, day))
        found[name] = {"total": score(out + ahead.sum(axis=0), truth["total"]), "days": windows}
    return found


def score(draws: Draws, truths: Sequence[float]) -> dict[str, Any]:
    """Score draws against the count as published, and say whether the intervals hold that and each other one."""
    spans = {f"{level:.0%}": span_of(draws, level) for level in LEVELS}
    middle = float(np.median(draws))
    return {
        "median": middle,
        "intervals": {name: list(span) for name, span in spans.items()},
        "error": abs(middle - truths[0]),
        "crps": score_crps(draws, truths[0]),
        "crps_other": [score_crps(draws, truth) for truth in truths[1:]],
        "held": {name: [bool(span[0] <= truth <= span[1]) for truth in truths] for name, span in spans.items()},
    }


def judge_threat(reports: Sequence[Row], evening: date) -> dict[str, Any]:
    """Return how far the tool believes that an attack at the airport is planned, from the reports of that evening."""
    said = [row for row in reports if row["report_id"] in THREAT and date.fromisoformat(row["date"]) <= evening]
    told = [_testify(row) for row in said]
    graded = [replace(one, letter="B") if one.source_class is not SourceClass.ANONYMOUS else one for one in told]
    ungraded, by_person = (believe([Proposition("attack at the airport", tuple(of))])[0] for of in (told, graded))
    return {
        "evening": str(evening),
        "reports": len(told),
        "anonymous": sum(one.source_class is SourceClass.ANONYMOUS for one in told),
        "before": ungraded.prior,
        "believed": [ungraded.chance, ungraded.low, ungraded.high],
        "graded B": [by_person.chance, by_person.low, by_person.high],
    }


def _testify(row: Row) -> Testimony:
    kind = SourceClass.ANONYMOUS if row["anonymous"] == "yes" else KINDS[row["speaker_kind"]]
    return Testimony(row["speaker"], outlet=row["outlet"], source_class=kind)


if __name__ == "__main__":
    main()
