"""Promise what is said in the evening, and that it rests on what was known by then alone."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.intake.contradictions import CountRow, CountTable, describe_columns
from safeconduct.core.intake.figures import read_figure
from safeconduct.core.sufficiency.outlook import Asked, look_ahead, word_outlook

pytestmark = pytest.mark.core
NAMES = ("total_people", "cumulative_people", "disrupted")
COUNTS = ((812, 2812, 0), (991, 3803, 0), (1640, 4443, 1), (1203, 5646, 0), (870, 6516, 0))


def table_of(rows) -> tuple[CountTable, dict[str, float]]:
    """Return the table of days from 4 March, and when each ends."""
    made = [
        CountRow(
            f"2031-03-0{4 + number}",
            {name: read_figure(str(cell)) for name, cell in zip(NAMES, row, strict=True)},  # type: ignore[misc]
            "harbour",
        )
        for number, row in enumerate(rows)
    ]
    return CountTable(describe_columns(NAMES), tuple(made)), {row.period: end_of(row.period) for row in made}


def end_of(day: str) -> float:
    """Return the POSIX second at which a day ends."""
    return datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp() + 86_400.0


def asked(**kept) -> Asked:
    """Ask for a deadline a week after the last count."""
    return Asked(deadline=end_of("2031-03-12"), draws=800, **kept)


@settings(max_examples=40)
@given(
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 900_000), st.integers(0, 1)), min_size=4, max_size=4),
)
def test_what_comes_later_changes_nothing(evening: int, later) -> None:
    """Rows that end after the evening, changed at random, leave every draw and every word as it was."""
    known = COUNTS[:evening]
    said = []
    for rows in ((*known, *COUNTS[evening:]), (*known, *later[: 5 - evening])):
        table, ends = table_of(rows)
        outlook = look_ahead(table, ends, asked(capacity=(500.0, 1500.0)), as_of=end_of(f"2031-03-0{3 + evening}"))
        said.append((outlook.prediction.total, word_outlook(outlook, 0)))
    assert np.array_equal(said[0][0], said[1][0])
    assert said[0][1] == said[1][1]


def test_the_words_say_what_is_known_and_what_is_not() -> None:
    """Who is out, the day, the deadline, the chance, pauses, capacity and contradictions have a sentence each."""
    table, ends = table_of(COUNTS)
    outlook = look_ahead(table, ends, asked(people=9000, capacity=(1000.0, 2000.0), paused_now=True))
    text = "\n".join(word_outlook(outlook, 0))
    for words in (
        "Counted up to 2031-03-09T00:00:00+00:00. Out so far: 6,516 (harbour), or 7,516 (the days added up): they",
        "Out in the newest 24 hours: 870 (harbour).",
        "Out by the deadline (2031-03-13T00:00:00+00:00, 4.0 days left): about ",
        "Chance that 9,000 are out by then: ",
        "Days with a known pause or closure: 1 of 5. One is known in the window that runs.",
        "Capacity stated: 1,000 to 2,000 a day, which is trusted to hold as often as not; the newest day was below it.",
        "Contradicts (2031-03-06, cumulative_people and total_people): 4443 stated, 3803 + 1640 counted",
        "Not known to these figures: how many still want to leave; an attack",
    ):
        assert words in text


def test_what_is_not_asked_is_not_said() -> None:
    """Without a number to bring out and a capacity there is no word of them; of pauses, that nobody says."""
    table, ends = table_of(COUNTS[:2])
    rows = tuple(CountRow(row.period, {NAMES[0]: row.figures[NAMES[0]]}, row.source) for row in table.rows)
    text = "\n".join(word_outlook(look_ahead(CountTable(table.columns, rows), ends, asked()), 0))
    assert "Chance" not in text
    assert "Capacity" not in text
    assert "Contradict" not in text
    assert "Nobody says on which days there was a pause or closure." in text


@pytest.mark.parametrize(("as_of", "problem"), [("2031-03-01", "no day is counted"), (None, "days left")])
def test_an_evening_without_days_or_time_is_refused(as_of: str | None, problem: str) -> None:
    """Before the first count, and after the deadline, there is nothing to foresee."""
    table, ends = table_of(COUNTS)
    with pytest.raises(ValueError, match=problem):
        look_ahead(table, ends, Asked(deadline=end_of("2031-03-08")), None if as_of is None else end_of(as_of))
