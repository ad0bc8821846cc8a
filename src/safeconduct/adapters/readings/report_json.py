"""Write a report as JSON with the keys of report.csv, and read it back.

schemas/report.schema.json describes the form.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from safeconduct.adapters.readings.forms import NUMBER, TEXT, Form, Place, maybe, record, word
from safeconduct.core.basics import InputFaultsError, Window, parse_time
from safeconduct.core.intake import Claim, Report, SourceClass


def report_to_json(report: Report) -> dict[str, Any]:
    """Return the report JSON-ready; times are UTC to the microsecond.

    >>> night = Window(1_930_000_000.0, 1_930_003_600.0)
    >>> report_to_json(Report("R1", "", "the Courier", "F", 0.5, 51.5, 300.0, night, Claim.THREAT))["from"]
    '2031-02-27T23:06:40+00:00'
    """
    said: dict[str, Any] = REPORT.write(report, "")
    window: Window = said.pop("window")
    return said | {"from": _write_moment(window.start), "to": _write_moment(window.end)}


def report_from_json(said: object, source: str = "report") -> Report:
    """Return the report that `report_to_json` wrote; raise InputFaultsError with every fault at once."""
    place = Place(source, "")
    parts = dict(said) if isinstance(said, dict) else {}
    parts.setdefault("source_class", SourceClass.UNKNOWN.value)  # files of before it was there
    parts["window"] = Window(*(_read_moment(parts.get(key), place.at(key)) for key in ("from", "to")))
    report = REPORT.read(parts, place)
    if place.faults:
        raise InputFaultsError(place.faults)
    return report


def _write_moment(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()


def _read_moment(said: Any, place: Place) -> float:
    moment: float
    try:
        moment = parse_time(said)
    except (TypeError, ValueError, OverflowError):
        moment = place.fault(said, "not an ISO 8601 time with an offset")
    return moment


REPORT = record(
    Report,
    {
        "report_id": ("report_id", TEXT),
        "origin": ("origin", TEXT),
        "outlet": ("outlet", TEXT),
        "reliability": ("reliability", TEXT),
        "x_coord": ("x", NUMBER),
        "y_coord": ("y", NUMBER),
        "radius": ("radius_metres", NUMBER),
        "window": ("window", Form(lambda window, _: window, lambda window, _: window)),
        "claim": ("claim", word(Claim)),
        "rate": ("rate", maybe(NUMBER)),
        "source_class": ("source_class", word(SourceClass)),
    },
)
