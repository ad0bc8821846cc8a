"""Score the forecast of a case, or of any series, against what happened."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from safeconduct.app.ports import CaseStore, IncidentReader
from safeconduct.app.read_incidents import CASE_FILE, Box, ReadIncidents, read_incidents
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.picture.forecast.replay import SHARES, Replay, gain_of, replay, word_drift
from safeconduct.core.picture.ground import lay_ground
from safeconduct.core.picture.past import DAY, place_incidents
from safeconduct.core.plan import Case


class CalibrationPage(Protocol):
    """Lay out how good forecasts were as one page."""

    def render(self, name: str, live: bool, scored: Replay, word_day: Callable[[float], str]) -> str:
        """Return the page; `word_day` words a time in days."""
        ...


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """Hold the scores of a case's forecast, with the case and what became of the incidents."""

    case: Case
    read: ReadIncidents
    scored: Replay


def calibrate_case(
    cases: CaseStore,
    reader: IncidentReader,
    folder: Path,
    files: Sequence[Path],
    until: float | None,
    tell: Callable[[float], None],
) -> ScoredCase:
    """Forecast each day from the case's start on from the incidents before it, and score it by those of the day.

    `until` is a POSIX second; without it the last day is that of the last incident.

    Raises:
        InputFaultsError: where nothing has happened since the start, or a table has faults.
    """
    case = cases.read(folder)
    own = [folder / CASE_FILE] if (folder / CASE_FILE).is_file() else []
    x, y = case.network.x, case.network.y
    box = Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
    read = read_incidents(reader, [*own, *files], case.utc_offset_seconds, None, box)
    if read.faults:
        raise InputFaultsError(read.faults)
    ground = lay_ground(case.network)
    events = place_incidents(read.incidents, ground, case.utc_offset_seconds).events
    begin = (case.start + case.utc_offset_seconds) / DAY
    last = max((one.when.start for one in read.incidents), default=case.start) if until is None else until
    days = math.floor((last - case.start) / DAY) + 1 if until is None else math.floor((last - case.start) / DAY)
    if last < case.start or days < 1:
        problem = "no whole day has passed" if until is not None else "nothing that happened since the case's start"
        remedy = "give a table of what happened from the case's start on"
        raise InputFaultsError([Fault("--incidents" if until is None else "--until", 0, "", "", problem, remedy)])
    return ScoredCase(case, read, replay(ground.cells, events, begin, begin + days, 1.0, tell))


def view_calibration(scored: Replay, word_day: Callable[[float], str]) -> dict[str, object]:
    """Return the scores, JSON-ready."""
    since, until = (None if day is None else word_day(day) for day in (scored.drift_since, scored.drift_until))
    return {
        "step_days": scored.step,
        "cells": scored.cells,
        "baseline_periods": scored.baseline,
        "events": scored.events,
        "gain_nats_per_event": scored.gain,
        "hit_rates": {f"{share:g}": rate for share, rate in zip(SHARES, scored.hit_rates, strict=True)},
        "deciles": [{"expected": expected, "seen": seen} for expected, seen in scored.deciles],
        "totals_covered_90": scored.covered,
        "u95_held": scored.bound_held,
        "u95_over_seen": scored.bound_over_seen,
        "drift": {
            "lasts": since is not None and until is None,
            "since": since,
            "until": until,
            "shortfall": scored.drift.shortfall,
            "periods": scored.drift.periods,
            "says": word_drift(scored, word_day),
        },
        "periods": [
            {
                "begin": word_day(one.begin),
                "events": one.total,
                "expected": one.expected,
                "low": one.low,
                "high": one.high,
                "covered": one.score.covered,
                "placed": one.score.events,
                "gain_nats_per_event": gain_of([one]) if one.score.events else None,
            }
            for one in scored.periods
        ],
    }
