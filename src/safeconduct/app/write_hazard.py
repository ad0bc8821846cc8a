"""Write the threat picture as hazard.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from safeconduct.core.basics import format_time
from safeconduct.core.picture import HazardRow


def write_hazard(rows: Sequence[HazardRow], utc_offset_seconds: int) -> str:
    """Return the text of hazard.csv."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("what", "id", "from", "to", "rate"))
    for row in rows:
        begin, end = (format_time(moment, utc_offset_seconds) for moment in (row.window.start, row.window.end))
        table.writerow((row.what, row.ident, begin, end, repr(row.rate)))
    return out.getvalue()
