"""Read what came out of what was reported: a table in the columns of outcome.csv."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from safeconduct.adapters.case_files.tables import read_table
from safeconduct.core.basics import Fault

KNOWN = {"yes": True, "no": False}


def read_outcomes(file: Path, report_ids: Collection[str], faults: list[Fault]) -> dict[str, bool]:
    """Return by report whether the danger that it speaks of was there; what is unknown is left out."""
    table = read_table(file.parent, "outcome.csv", faults, file=file.name)
    idents, happened = table.keys(), table.texts("happened")
    table.check_known("report_id", report_ids, "report in this case", "take an id from report.csv")
    return {ident: KNOWN[word] for ident, word in zip(idents, happened, strict=True) if word in KNOWN}
