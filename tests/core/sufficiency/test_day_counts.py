"""Promise that all that is claimed of a day and of who is out is kept, and that unknown is not 0."""

from __future__ import annotations

from datetime import datetime

import pytest

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.intake.contradictions import CountRow, CountTable, describe_columns
from safeconduct.core.intake.figures import read_figure
from safeconduct.core.sufficiency.day_counts import ADDED_UP, DAY, Tally, tally_days

pytestmark = pytest.mark.core
NAMES = ("total_people", "cumulative_people", "disrupted")


def tally(*rows: tuple[str, ...], names: tuple[str, ...] = NAMES, total: str | None = None) -> Tally:
    """Tally rows of a day, the cells of the columns, and a source where one more is given."""
    made = []
    for period, *cells in rows:
        figures = {name: figure for name, cell in zip(names, cells, strict=False) if (figure := read_figure(cell))}
        made.append(CountRow(period, figures, cells[len(names)] if len(cells) > len(names) else "harbour"))
    ends = {row.period: datetime.fromisoformat(f"{row.period}T00:00:00+00:00").timestamp() for row in made}
    return tally_days(CountTable(describe_columns(names), tuple(made)), ends, total)


def words(claims) -> list[str]:
    """Return the claims' words."""
    return [claim.words for claim in claims]


def test_counts_that_agree_are_one_claim() -> None:
    """Where the day's count is what the cumulative one grew by, there is one claim of each."""
    found = tally(("2031-03-04", "812", "2,812"), ("2031-03-05", "991", "3,803"))
    assert [words(day.claims) for day in found.days] == [["812"], ["991"]]
    assert words(found.out) == ["3,803"]
    assert found.contradictions == ()


def test_counts_that_contradict_are_both_kept() -> None:
    """Where the total grew by something else than the day's count, both stand, for the day and for who is out."""
    found = tally(("2031-03-04", "812", "2,812"), ("2031-03-05", "991", "3,203"))
    assert words(found.days[1].claims) == ["991", "391"]
    assert words(found.out) == ["3,203", "3,803"]
    assert found.out[1].source == ADDED_UP
    assert [one.period for one in found.contradictions] == ["2031-03-05"]


def test_two_sources_of_a_day_are_both_kept() -> None:
    """What two sources state of one day stands as two claims, each with its source."""
    found = tally(("2031-03-04", "812", "", "", "harbour"), ("2031-03-04", "1,012", "", "", "courier"))
    assert [(claim.words, claim.source) for claim in found.days[0].claims] == [("812", "harbour"), ("1,012", "courier")]


def test_a_day_that_nobody_counts_is_not_known() -> None:
    """A missing day has no claim, which is not 0, and adding up begins anew after it."""
    found = tally(("2031-03-04", "812", "2,812"), ("2031-03-06", "991", "4,803"))
    assert [words(day.claims) for day in found.days] == [["812"], [], ["991"]]
    assert found.days[1].end - found.days[0].end == DAY
    assert words(found.out) == ["4,803"]


def test_without_a_cumulative_count_the_days_are_added_up() -> None:
    """Who is out is then the sum of the days."""
    found = tally(("2031-03-04", "812"), ("2031-03-05", "991"))
    assert [(claim.words, claim.source) for claim in found.out] == [("1,803", ADDED_UP)]


def test_days_after_the_last_cumulative_count_are_added_to_it() -> None:
    """A newer day without a cumulative count is added, and the source says so."""
    found = tally(("2031-03-04", "812", "2,812"), ("2031-03-05", "991"))
    assert [(claim.words, claim.source) for claim in found.out] == [("3,803", f"harbour, and {ADDED_UP}")]


def test_words_leave_open_what_was_meant() -> None:
    """ "nearly", "more than" and zeros at the end give a range that has an end."""
    found = tally(("2031-03-04", "more than 2,000"), ("2031-03-05", "nearly 1,000"))
    first, second = (day.claims[0] for day in found.days)
    assert (first.low, first.high) == (2000, 2500)
    assert (second.low, second.high, second.words) == (750, 1000, "nearly 1,000")


def test_a_pause_is_known_where_a_column_says_so() -> None:
    """1 is a pause, 0 is none, and an empty cell is neither."""
    found = tally(("2031-03-04", "812", "", "1"), ("2031-03-05", "991", "", "0"), ("2031-03-06", "640", "", ""))
    assert [day.disrupted for day in found.days] == [True, False, None]


def test_parts_make_a_total() -> None:
    """Where no column is a total, the parts are added up."""
    found = tally(("2031-03-04", "500", "312"), names=("bus_people", "ferry_people"))
    assert words(found.days[0].claims) == ["812"]


def test_the_cumulative_column_is_the_fullest_or_the_one_named() -> None:
    """Of two with different beginnings the one with more figures counts, unless the other is named."""
    names = ("total_people", "cumulative_since_may", "cumulative_since_june")
    rows = [("2031-06-04", "812", "", "2,812"), ("2031-06-05", "991", "9,803", "3,803")]
    assert words(tally(*rows, names=names).out) == ["3,803"]
    assert words(tally(*rows, names=names, total="cumulative_since_may").out) == ["9,803"]


@pytest.mark.parametrize(
    ("names", "total", "problem"),
    [
        (("total_boats",), None, "no column counts a day's people"),
        (("total_people",), "cumulative_people", "no cumulative column of people"),
    ],
)
def test_what_cannot_be_tallied_is_refused(names: tuple[str, ...], total: str | None, problem: str) -> None:
    """A table without a count of people, or without the column named, is a fault."""
    with pytest.raises(InputFaultsError, match=problem):
        tally(("2031-03-04", "812"), names=names, total=total)


def test_windows_are_whole_days_apart() -> None:
    """A window that is not a whole number of days after the first is a fault, with its period."""
    table = CountTable(
        describe_columns(("people",)),
        tuple(CountRow(period, {"people": read_figure("812")}) for period in ("one", "two")),  # type: ignore[dict-item]
    )
    with pytest.raises(InputFaultsError, match="two"):
        tally_days(table, {"one": 0.0, "two": 1.5 * DAY})
