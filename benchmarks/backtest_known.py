"""Take from the tables of an airlift what was known on an evening, and nothing that was told later."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

Row = dict[str, str]
PERIOD = "window_end_0300EDT"
PAUSES = frozenset({"closure", "disruption", "capacity", "attack"})  # kinds of events that pause the flow
SHUT = re.compile(r"\b(closed|shut)\b")  # and gates of which this is said
IN_ADDRESS = re.compile(r"(20\d\d)[/-](\d\d)(?:[/-](\d\d))?(?!\d)")
TOLD: dict[tuple[str, str], date] = {
    ("2021-08-26", "attack"): date(2021, 8, 26),  # told within the hour, as two blasts; the row's source is of 2022
    ("2021-08-26", "gate"): date(2021, 8, 30),  # rests on minutes of meetings that a newspaper printed four days later
    ("2021-08-24", "checkpoint"): date(2021, 8, 24),  # the address is that of a copy of what was written as it happened
}
"""Rows of which the address of the source does not say when they were told -> when they were."""


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what was known on an evening."""

    counts: tuple[Row, ...]
    events: tuple[Row, ...]


def read_rows(file: Path) -> tuple[Row, ...]:
    """Return the rows of a table."""
    with file.open(encoding="utf-8", newline="") as text:
        return tuple(csv.DictReader(text))


def know(counts: Sequence[Row], events: Sequence[Row], evening: date) -> Known:
    """Return what was known on an evening, at 20:00 in Kabul: everything else might as well not be in the tables."""
    return Known(
        tuple(row for row in counts if _known_from(row, PERIOD) <= evening),
        tuple(row for row in events if _known_from(row, "date") <= evening),
    )


def _known_from(row: Row, column: str) -> date:
    """Return the day of a row, or a later one that the address of its source carries."""
    happened = _last_day(row[column])
    if (row[column], row.get("kind", "")) in TOLD:
        return TOLD[row[column], row["kind"]]
    match = IN_ADDRESS.search(row["source_url"])
    if match is None:
        return happened
    year, month, day = (int(part or 0) for part in match.groups())
    if not day and (year, month) <= (happened.year, happened.month):
        return happened
    return max(happened, date(year, month, day or 28))


def word_event(row: Row) -> str:
    """Word an event: its day, its kind, and whether it counts as a pause."""
    return f"{row['date']}: {row['kind']}{', counted as a pause' if is_pause(row) else ''}"


def _last_day(cell: str) -> date:
    """Read 2021-08-27, and 2021-08-27/28 as its last day."""
    return date.fromisoformat(cell[:8] + cell.rpartition("/")[2] if "/" in cell else cell)


def list_not_yet(events: Sequence[Row]) -> list[dict[str, str]]:
    """Return the events that the table holds but that were told later than they happened."""
    told = [(row, _known_from(row, "date")) for row in events]
    return [
        {"date": row["date"], "kind": row["kind"], "told": str(known)}
        for row, known in told
        if known > _last_day(row["date"])
    ]


def is_pause(row: Row) -> bool:
    """Tell whether an event pauses the flow."""
    return row["kind"] in PAUSES or (row["kind"] == "gate" and SHUT.search(row["what"]) is not None)


def find_pauses(events: Sequence[Row]) -> frozenset[date]:
    """Return the days on which a window ended in which a pause is known.

    The windows end at 11:30 in Kabul, and few events have an hour: each counts in the window that ends the day after.
    """
    return frozenset(_last_day(row["date"]) + timedelta(1) for row in events if is_pause(row))
