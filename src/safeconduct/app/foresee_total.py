"""Foresee from a table of daily counts how many will be out by the deadline."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from safeconduct.app.ports import EvidenceReader
from safeconduct.core.basics import Fault, InputFaultsError, format_time, parse_time
from safeconduct.core.intake.contradictions import CountTable
from safeconduct.core.sufficiency.day_counts import DAY, Claim
from safeconduct.core.sufficiency.forecast_throughput import span_of
from safeconduct.core.sufficiency.outlook import LEVELS, Asked, Outlook, look_ahead, word_outlook
from safeconduct.core.sufficiency.weigh_draws import Draws

DATE = re.compile(r"\d{4}-\d\d-\d\d")


def foresee_total(
    reader: EvidenceReader, file: Path, asked: Asked, *, day_ends: str, as_of: float | None = None
) -> Outlook:
    """Return the outlook of a table; a period that is a bare date ends at `day_ends`, a time of day with offset.

    Raises:
        InputFaultsError: with every period that is no time, where no column counts people, or where no day is counted
            before the deadline.
        CannotReadError: where the file cannot be read.
    """
    tables = reader.read([file]).tables
    if len(tables) != 1:
        raise _refuse(file, "", "not a table of counts", "name a .csv with window_end, people and source")
    (table,) = tables
    try:
        return look_ahead(table, read_ends(table, file.name, day_ends), asked, as_of)
    except ValueError as error:
        remedy = "look at --as-of and --deadline: one counted day at least, and time left after it"
        raise _refuse(file, "", str(error), remedy) from None


def read_ends(table: CountTable, file: str, day_ends: str) -> dict[str, float]:
    """Return the end of each period as a POSIX second; raise InputFaultsError with all that are no times."""
    ends, faults = {}, []
    for row in table.rows:
        try:
            ends[row.period] = _find_end(row.period, day_ends)
        except ValueError:
            remedy = "write 2031-03-04, or 2031-03-04T06:00:00+02:00"
            faults.append(Fault(file, 0, "", row.period, "a period that is no day and no time with offset", remedy))
    if faults:
        raise InputFaultsError(faults)
    return ends


def _find_end(period: str, day_ends: str) -> float:
    if not DATE.fullmatch(period):
        return parse_time(period)
    whole = DAY if day_ends.startswith("24:00") else 0.0
    return parse_time(f"{period}T{day_ends.replace('24:00', '00:00', 1)}") + whole


def offset_of(time: str) -> int:
    """Return the seconds east of UTC of an ISO 8601 time with offset; raise ValueError where it has none.

    >>> offset_of("2031-03-04T06:00:00+02:00")
    7200
    """
    offset = datetime.fromisoformat(time).utcoffset()
    if offset is None:
        raise ValueError(f"time without an offset: {time!r}")
    return int(offset.total_seconds())


def list_outlook(outlook: Outlook, offset_seconds: int) -> dict[str, object]:
    """Return the outlook JSON-ready, as docs/outlook.md describes it."""
    asked, tally, prediction = outlook.asked, outlook.tally, outlook.prediction
    return {
        "counted_up_to": format_time(tally.days[-1].end, offset_seconds),
        "deadline": format_time(asked.deadline, offset_seconds),
        "days_left": outlook.days_left,
        "capacity": None if asked.capacity is None else list(asked.capacity),
        "seed": asked.seed,
        "draws": asked.draws,
        "effective_draws": prediction.effective,
        "priors": asdict(asked.priors),
        "days": [
            {
                "end": format_time(day.end, offset_seconds),
                "disrupted": day.disrupted,
                "claims": [_claim(claim) for claim in day.claims],
            }
            for day in tally.days
        ],
        "out_so_far": [_claim(claim) for claim in tally.out],
        "next_24_hours": _spread(prediction.ahead[0]),
        "ahead": [_spread(window) for window in prediction.ahead],
        "total": _spread(prediction.total),
        "people": asked.people,
        "chance_all_out": None if asked.people is None else prediction.chance_of(asked.people),
        "contradictions": [
            {
                "period": one.period,
                "columns": list(one.columns),
                "stated": one.stated.words,
                "counted": one.counted.words,
                "beyond_rounding": one.beyond_rounding,
                "reason": one.reason,
                "sources": list(one.sources),
            }
            for one in tally.contradictions
        ],
        "words": list(word_outlook(outlook, offset_seconds)),
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {"low": claim.low, "high": claim.high, "words": claim.words, "source": claim.source}


def _spread(draws: Draws) -> dict[str, object]:
    spans = {f"{level:.0%}": list(span_of(draws, level)) for level in LEVELS}
    return {"mean": float(draws.mean()), "median": float(span_of(draws, 0.0)[0]), "intervals": spans}


def _refuse(file: Path, value: str, problem: str, remedy: str) -> InputFaultsError:
    return InputFaultsError([Fault(file.name, 0, "", value, problem, remedy)])
