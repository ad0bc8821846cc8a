"""Make the threat picture of a case, put it where a planner looks, and write it as hazard.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.core.basics import Window, format_time
from safeconduct.core.picture import HazardRow, ThreatPicture, hazard_rows, make_picture
from safeconduct.core.plan import Case


def picture_of(case: Case) -> ThreatPicture:
    """Return the picture of the case's reports from its start to its deadline."""
    return make_picture(
        case.network, case.reports, Window(case.start, case.deadline), case.objective.background_rate
    )  # fmt: skip


def with_picture(case: Case, *, cautious: bool = False) -> Case:
    """Return the case with the hazard to plan against: its own hazard.csv where it has one, else that of its picture.

    `cautious` plans the unknown with its upper bound.
    """
    if case.hazard is not None or not (case.reports or cautious):
        return case
    return replace(case, hazard=hazard_rows(picture_of(case), cautious=cautious))


def write_hazard(rows: Sequence[HazardRow], utc_offset_seconds: int) -> str:
    """Return the text of hazard.csv."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("what", "id", "from", "to", "rate"))
    for row in rows:
        begin, end = (format_time(moment, utc_offset_seconds) for moment in (row.window.start, row.window.end))
        table.writerow((row.what, row.ident, begin, end, repr(row.rate)))
    return out.getvalue()
