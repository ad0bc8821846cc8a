"""Add reports to the report.csv of a case, and keep every byte that is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from safeconduct.adapters.case_files.append_rows import add_rows, hold_folder
from safeconduct.adapters.case_files.reader import read_reports
from safeconduct.adapters.case_files.safe_write import number_text, write_files
from safeconduct.adapters.case_files.writer import class_text
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.intake import Report, SourceClass

NAME = "report.csv"
CLASS = "source_class"
COLUMNS = "report_id,origin,outlet,reliability,x_coord,y_coord,radius,from,to,claim,rate,source_class"


def append_reports(folder: Path, reports: Sequence[Report], utc_offset_seconds: int) -> tuple[Report, ...]:
    """Add rows for the reports that are not there yet, and return these; what is there stays as it is, to the byte.

    A report that is there already with the same values is not written twice. Where the file has no column for the class
    of a source, the class is left out of a report whose letter counts instead.

    Raises:
        InputFaultsError: where report.csv has faults, holds one of the ids with other values, or lacks a column that a
            report needs; nothing is written then.
        SafeconductError: where the system refuses; the old file is then still there.
    """
    zone = timezone(timedelta(seconds=utc_offset_seconds))
    with hold_folder(folder):
        faults: list[Fault] = []
        there, lines = read_reports(folder, faults)
        reports = _leave_out_classes(folder / NAME, reports)
        _check_ids(there, lines, reports, faults)
        if faults:
            raise InputFaultsError(faults)
        known = {report.report_id for report in there}
        new = tuple(report for report in dict.fromkeys(reports) if report.report_id not in known)
        if new:
            rows = [_list_cells(report, zone) for report in new]
            write_files(folder, {NAME: add_rows(folder / NAME, COLUMNS, rows, "a new report")})
        return new


def _leave_out_classes(file: Path, reports: Sequence[Report]) -> tuple[Report, ...]:
    """Drop classes that the file has no column for; one that decides what the report is worth stays, and is missed."""
    if not file.exists() or CLASS in _read_header(file):
        return tuple(reports)
    return tuple(
        replace(report, source_class=SourceClass.UNKNOWN)
        if report.reliability and report.source_class is not SourceClass.ANONYMOUS
        else report
        for report in reports
    )


def _read_header(file: Path) -> list[str]:
    text = file.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
    return next(csv.reader(io.StringIO(text, newline="")), [])


def _check_ids(there: Sequence[Report], lines: Sequence[int], reports: Sequence[Report], faults: list[Fault]) -> None:
    first = {report.report_id: (report, line) for report, line in zip(there, lines, strict=True)}
    seen: dict[str, Report] = {}
    for report in reports:
        ident = report.report_id
        if ident in first and first[ident][0] != report:
            problem = "there already with other values: the review has changed since it was written"
            faults.append(Fault(NAME, first[ident][1], "report_id", ident, problem, "take the row out, then go on"))
        if seen.setdefault(ident, report) != report:
            problem = "two of the new reports have this id"
            faults.append(Fault(NAME, 0, "report_id", ident, problem, "write one reading at a time"))


def _list_cells(report: Report, zone: timezone) -> Mapping[str, str]:
    begin, end = (
        datetime.fromtimestamp(moment, zone).isoformat() for moment in (report.window.start, report.window.end)
    )
    return {
        "report_id": report.report_id,
        "origin": report.origin,
        "outlet": report.outlet,
        "reliability": report.reliability,
        "x_coord": number_text(report.x),
        "y_coord": number_text(report.y),
        "radius": number_text(report.radius_metres),
        "from": begin,
        "to": end,
        "claim": report.claim.value,
        "rate": number_text(report.rate),
        "source_class": class_text(report.source_class),
    }
