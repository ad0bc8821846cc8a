"""Promise that published counts that contradict each other are listed, and that rounding is no contradiction."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.intake.contradictions import (
    CountRow,
    CountTable,
    describe_columns,
    find_count_contradictions,
    join_tables,
)
from safeconduct.core.intake.figures import read_figure

pytestmark = pytest.mark.core
NAMES = ("ferry_people", "bus_people", "total_people", "cumulative_people")


def table_of(*rows: tuple[str, ...], names: tuple[str, ...] = NAMES, source: str = "") -> CountTable:
    """Return a table from cells: the period, then the columns, then a note."""
    made = []
    for period, *cells in rows:
        figures = {name: figure for name, cell in zip(names, cells, strict=False) if (figure := read_figure(cell))}
        made.append(CountRow(period, figures, source, cells[len(names)] if len(cells) > len(names) else ""))
    return CountTable(describe_columns(names), tuple(made))


def test_a_total_that_is_not_the_sum_is_listed() -> None:
    """Components that do not add up to their total are listed with row, columns, both counts and the difference."""
    (found,) = find_count_contradictions(table_of(("day 1", "120", "231", "361", "")))
    assert (found.period, found.columns) == ("day 1", ("total_people", "ferry_people", "bus_people"))
    assert (found.stated.value, found.counted.value, found.beyond_rounding) == (361, 351, 5)


def test_a_part_beyond_its_total_is_listed() -> None:
    """One component alone may not be more than the total, even where the others are not known; less is no fault."""
    assert find_count_contradictions(table_of(("day 1", "", "231", "361", ""))) == ()
    (found,) = find_count_contradictions(table_of(("day 1", "", "461", "361", "")))
    assert found.beyond_rounding == 100


def test_a_cumulative_count_is_held_against_the_row_before() -> None:
    """A cumulative count that is not the one before and its day's total is listed; a gap in the rows is bridged."""
    good = [("day 1", "", "", "1,110", "4,130"), ("day 2", "", "", "1,000", ""), ("day 3", "", "", "222", "5,352")]
    assert find_count_contradictions(table_of(*good)) == ()
    (found,) = find_count_contradictions(table_of(*good[:2], ("day 3", "", "", "222", "7,352")))
    assert found.columns == ("cumulative_people", "total_people")
    assert found.beyond_rounding == pytest.approx(2000 - 5 - 500)


def test_a_cumulative_count_never_falls() -> None:
    """Where a day's total is not known, a cumulative count may still not be less than before."""
    (found,) = find_count_contradictions(table_of(("day 1", "", "", "", "4,131"), ("day 2", "", "", "", "4,021")))
    assert found.reason == "less than on day 1"


def test_cumulative_columns_of_one_total_grow_alike() -> None:
    """Two cumulative columns with different beginnings must grow by the same from row to row."""
    names = ("total_people", "cumulative_since_may", "cumulative_since_june")
    rows = [("day 1", "", "5,011", "3,011"), ("day 2", "", "6,011", "4,511")]
    (found,) = find_count_contradictions(table_of(*rows, names=names))
    assert found.columns == names[1:]
    assert found.beyond_rounding == 500


def test_two_sources_of_one_period_are_compared() -> None:
    """Rows of one period come from several sources; figures that differ beyond rounding are listed with both."""
    one = table_of(("day 1", "", "", "16,310", ""), source="harbour")
    for cell, count in (("16,000", 0), ("about 17,000", 0), ("18,300", 1)):
        other = table_of(("day 1", "", "", cell, ""), source="courier")
        found = find_count_contradictions(CountTable(one.columns, one.rows + other.rows))
        assert len(found) == count
        assert all(each.sources == ("harbour", "courier") for each in found)


@pytest.mark.parametrize(
    ("note", "columns"),
    [
        ("the Courier wrote 5,100 people in all", ("total_people",)),
        ("ferry just under 1,900, says the Post", ("ferry_people",)),
        ("the Courier wrote about 3,500 people in all", ()),
        ("5,100 of them at night", ()),
        ("17 buses in all", ()),
        ("ferry 9,000 since March", ()),
        ("1,210+2,310=3,520 in all", ()),
    ],
)
def test_a_claim_in_a_note_is_held_against_its_column(note: str, columns: tuple[str, ...]) -> None:
    """A note's figure is compared with a column only where its words say which: a component's name, or "in all"."""
    found = find_count_contradictions(table_of(("day 1", "1,211", "2,312", "3,523", "", note)))
    assert tuple(each.columns for each in found) == ((columns,) if columns else ())


def test_other_is_no_name() -> None:
    """A column named "other" is not what a note means by "other papers"."""
    names = ("our_people", "other_people", "total_people")
    row = ("day 1", "1,211", "2,312", "3,523", "other papers wrote 3,100")
    assert find_count_contradictions(table_of(row, names=names)) == ()


def test_tables_of_the_same_columns_are_joined_in_order_of_time() -> None:
    """A day that only the second table has comes between the days of the first; other columns stay another table."""
    one = table_of(("2031-05-01", "", "", "111", "1,111"), ("2031-05-03", "", "", "113", "1,336"))
    other = table_of(("2031-05-02", "", "", "112", "1,223"))
    joined, alone = join_tables([one, other, table_of(("2031-05-02", "7"), names=("boats",))])
    assert [row.period for row in joined.rows] == ["2031-05-01", "2031-05-02", "2031-05-03"]
    assert find_count_contradictions(joined) == ()
    assert [column.name for column in alone.columns] == ["boats"]


counts = st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 40_000)), min_size=1, max_size=6)


@given(counts, st.sampled_from([1, 10, 100]))
def test_rounded_books_never_contradict_themselves(days: list[tuple[int, int]], unit: int) -> None:
    """Books that add up contradict nothing when every figure is rounded by itself, to 10 or 100."""

    def cell(count: int) -> str:
        rounded = (count + unit // 2) // unit * unit
        return f"{rounded:,}" if rounded >= 1000 else str(count)

    whole, rows = 0, []
    for number, (ferry, bus) in enumerate(days):
        whole += ferry + bus
        rows.append((f"day {number}", *map(cell, (ferry, bus, ferry + bus, whole))))
    assert find_count_contradictions(table_of(*rows)) == ()


@given(counts, st.integers(0, 5), st.integers(1000, 9000))
def test_a_wrong_total_is_found_wherever_it_stands(days: list[tuple[int, int]], at: int, extra: int) -> None:
    """A total that is too high by more than all rounding is found in its row, and with it no row before."""
    at %= len(days)
    rows = []
    for number, (ferry, bus) in enumerate(days):
        total = 10 * (ferry + bus) + 1 + (10 * extra if number == at else 0)
        rows.append((f"day {number}", f"{10 * ferry + 1:,}", f"{10 * bus:,}", f"{total:,}", ""))
    found = find_count_contradictions(table_of(*rows))
    slack = sum(figure.high - figure.value for figure in table_of(rows[at]).rows[0].figures.values())
    assert [each.period for each in found] == ([f"day {at}"] if 10 * extra > slack else [])


@pytest.mark.shared
def test_the_published_airlift_totals_that_contradict_are_listed(shared: Path) -> None:
    """The real daily totals contradict each other on the 23rd, 25th and 27th; days that agree within rounding pass."""
    with (shared / "data/kabul2021/daily_airlift.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name not in ("window_end_0300EDT", "source_url", "status", "note")]
    table = CountTable(
        describe_columns(names),
        tuple(
            CountRow(
                row["window_end_0300EDT"],
                {name: figure for name in names if (figure := read_figure(row[name]))},
                row["source_url"],
                row["note"],
            )
            for row in rows
        ),
    )
    found = find_count_contradictions(table)
    by_sums = {each.period[-2:] for each in found if "note" not in each.reason}
    assert {"23", "25", "27"} <= by_sums
    assert not by_sums & {"17", "18", "19", "20", "21", "22", "24", "26", "28"}
    day = next(each for each in found if each.columns == ("cumulative_since_14aug", "total_pax"))
    assert (day.period, day.stated.value, day.counted.value) == ("2021-08-23", 37000, 41400)
    assert any(each.columns == ("total_flights",) and each.counted.value == 61 for each in found)
