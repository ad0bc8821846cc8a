"""Promise that the back-test knows nothing of the days to come, scores rightly, and hides no loss."""

from __future__ import annotations

import copy
import json
import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from backtest_baselines import follow_trend, persist, score_crps
from backtest_kabul import answer, find_truth
from backtest_known import PERIOD, find_pauses, know, read_rows
from backtest_page import word_backtest, word_scores, word_section
from backtest_svg import draw_backtest
from plan_cases import word_page

ROOT = Path(__file__).resolve().parents[2]
RESULT = json.loads((ROOT / "benchmarks" / "results" / "backtest_kabul.json").read_text(encoding="utf-8"))
EVENINGS = [date(2021, 8, day) for day in range(19, 27)]


def read_page(name: str) -> str:
    """Return a page of docs/."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.shared
@pytest.mark.parametrize("evening", EVENINGS)
def test_no_hindsight(shared: Path, evening: date) -> None:
    """Rows of counts and events after the evening, changed at random, leave every word and draw of its answer."""
    counts, events = (read_rows(shared / "data/kabul2021" / f"{name}.csv") for name in ("daily_airlift", "events"))
    rng = random.Random(str(evening))
    changed = tuple(row if row[PERIOD] <= str(evening) else scramble(row, PERIOD, rng) for row in counts)
    other = tuple(row if row["date"] <= str(evening) else scramble(row, "date", rng) for row in events)
    told = [answer(know(*tables, evening), evening) for tables in ((counts, events), (changed, other))]
    assert np.array_equal(told[0].prediction.total, told[1].prediction.total)
    assert told[0].tally == told[1].tally
    assert told[0].asked == told[1].asked


def scramble(row: dict[str, str], kept: str, rng: random.Random) -> dict[str, str]:
    """Change every cell of a row but its day."""
    return {name: cell if name == kept else str(rng.randint(1, 90_000)) for name, cell in row.items()}


@pytest.mark.shared
def test_what_was_told_later_is_not_known_earlier(shared: Path) -> None:
    """Gates shut on the day of the attack came out on the 30th; what a record of 2022 tells is never known."""
    counts, events = (read_rows(shared / "data/kabul2021" / f"{name}.csv") for name in ("daily_airlift", "events"))
    heard = {evening: know(counts, events, evening).events for evening in (*EVENINGS, date(2021, 8, 30))}
    assert not any("2022-07" in row["source_url"] for rows in heard.values() for row in rows)
    late = [row for row in events if row["date"] == "2021-08-26" and row["kind"] == "gate"]
    assert late
    assert all(row not in heard[date(2021, 8, 26)] and row in heard[date(2021, 8, 30)] for row in late)
    assert date(2021, 8, 27) in find_pauses(heard[date(2021, 8, 26)])
    assert date(2021, 8, 27) not in find_pauses(heard[date(2021, 8, 25)])


@pytest.mark.shared
def test_both_of_two_totals_that_contradict_are_held(shared: Path) -> None:
    """On the 23rd, 25th and 27th there is more than one count of the day, and of the final total too."""
    truth = find_truth(read_rows(shared / "data/kabul2021/daily_airlift.csv"))
    for day in (23, 25, 27):
        assert len(truth["days"][f"2021-08-{day}"]) > 1
    for day in (20, 22, 24, 26, 28):
        assert len(truth["days"][f"2021-08-{day}"]) == 1
    assert truth["total"] == RESULT["truth"]["total"] == [115_600, 118_300]


@pytest.mark.shared
def test_the_results_are_those_of_the_code(shared: Path) -> None:
    """The evening of the 19th, asked again, says what stands in the results."""
    counts, events = (read_rows(shared / "data/kabul2021" / f"{name}.csv") for name in ("daily_airlift", "events"))
    again = answer(know(counts, events, EVENINGS[0]), EVENINGS[0])
    assert float(again.prediction.total.mean()) == pytest.approx(RESULT["evenings"][0]["outlook"]["total"]["mean"])


def test_the_pages_are_what_the_results_say() -> None:
    """Nobody has written figures by hand, and none are older than the results."""
    plans = json.loads((ROOT / "benchmarks" / "results" / "plan_cases.json").read_text(encoding="utf-8"))
    assert read_page("benchmarks-backtest.md") == word_backtest(RESULT)
    assert read_page("backtest.svg") == draw_backtest(RESULT)
    assert read_page("benchmarks.md") == word_page(plans, RESULT)
    assert word_section(RESULT) in read_page("benchmarks.md")


def test_a_loss_is_said() -> None:
    """Where a baseline scores better, its row says lost; where it scores worse, won."""
    made = copy.deepcopy(RESULT)
    for better, verdict in ((0.5, "**lost**"), (2.0, "won")):
        for one in made["evenings"]:
            one["scores"]["persistence"]["total"]["crps"] = better * one["scores"]["safeconduct"]["total"]["crps"]
        row = next(
            line for line in word_scores(made, "2021-08-26").splitlines() if "| final total | persistence" in line
        )
        assert row.endswith(f"| {verdict} |")


def test_the_score_is_that_of_a_known_case() -> None:
    """CRPS of a standard normal at 0 is (sqrt(2) - 1) / sqrt(pi); of one number it is the absolute error."""
    draws = np.random.default_rng(1).standard_normal(200_000)
    assert score_crps(draws, 0.0) == pytest.approx((2**0.5 - 1) / np.pi**0.5, abs=0.004)
    assert score_crps(np.array([3.0]), 5.0) == 2.0


def test_the_baselines_are_what_they_are_called() -> None:
    """Persistence goes on with the last count, the trend with its line; half a day counts half; nothing is below 0."""
    at, counts = np.arange(4.0), np.array([100.0, 210.0, 290.0, 400.0])
    again, line = (make(at, counts, 2.5, 1) for make in (persist, follow_trend))
    assert np.median(again, axis=1) == pytest.approx([400.0, 400.0, 200.0], rel=0.03)
    assert np.median(line, axis=1) == pytest.approx([497.5, 596.0, 347.0], rel=0.03)
    assert again.std(axis=1)[1] > again.std(axis=1)[0]
    assert (persist(at, counts[::-1].copy() / 50, 9.0, 1) >= 0.0).all()


def test_two_points_make_a_line_without_errors() -> None:
    """From two counts the trend has nothing to learn errors from: all draws are one."""
    line = follow_trend(np.array([0.0, 2.0]), np.array([100.0, 300.0]), 1.0, 1)
    assert line == pytest.approx(np.full((1, line.shape[1]), 400.0))
