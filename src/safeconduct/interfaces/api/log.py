"""Read the newest events of an operation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from safeconduct.app.read_log import read_log
from safeconduct.interfaces.api.act_models import LogLineSaid, LogSaid
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.paging import Most

PROVED = APIRouter(tags=["log"])
HOUR_MILLIS = 3_600_000
ONE = r"^[A-Za-z0-9_.-]{0,40}$"


@PROVED.get("/log")
def log(
    desk: At,
    who: Who,
    hours: Annotated[float, Query(gt=0, le=24 * 365, description="How far back.")] = 24.0,
    kind: Annotated[str, Query(pattern=ONE, description="Events of this kind alone.")] = "",
    operator: Annotated[str, Query(pattern=ONE, description="Events of this operator alone.")] = "",
    most: Most = 100,
) -> LogSaid:
    """Give the newest events, in words and by ids alone; that they were read is on record."""
    since = max(1, desk.now_millis() - int(hours * HOUR_MILLIS))
    lines = read_log(desk.door, who, since, most, kind=kind, operator=operator)
    return LogSaid(
        lines=[
            LogLineSaid(millis=one.millis, event=one.event, by=one.by, kind=one.kind, text=one.text) for one in lines
        ]
    )
