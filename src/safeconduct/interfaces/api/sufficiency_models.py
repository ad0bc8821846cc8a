"""Describe what is asked and answered about whether the means suffice."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from safeconduct.interfaces.api.jobs import JobSaid
from safeconduct.interfaces.api.models import Model


class SufficiencyAsked(Model):
    """Ask whether the adopted plan suffices; `brief` changes all gates, and all checkpoints, only together."""

    days: Annotated[int, Field(ge=1, le=5000)] = 400
    brief: bool = True
    changes: bool = True  # say what one more of each means would buy; without it the answer takes seconds


class SufficiencyJobSaid(JobSaid):
    """Say how far it is, and when the answer was made that is kept now."""

    made_millis: int | None


class _Stored(Model):
    """Take what was kept as it is: docs/sufficiency.md may name more than is said here."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class SpanSaid(_Stored):
    """Hold a value and its 95 % interval; null where an end is not known."""

    value: float
    low: float | None
    high: float | None


class OutSaid(SpanSaid):
    """Hold the people out: the mean, and on a bad, a typical and a good day."""

    bad_day: int
    typical_day: int
    good_day: int


class LastSaid(_Stored):
    """Say by when all who get out are out: the share of the days, adding up, by the hour."""

    hours: list[int]
    share: list[float]
    nobody_out: float
    typical_day_millis: int | None
    bad_day_millis: int | None


class BindingSaid(_Stored):
    """Say of one means that it binds, and where it is: longitude and latitude."""

    kind: str
    of: str
    words: str
    people: int
    at: list[float] | None


class BottleneckSaid(_Stored):
    """Say what binds; at most so many people can be out, with nothing going wrong."""

    words: str
    capacity_people: int
    stranded: int
    times: float
    parts: list[BindingSaid]


class BuysSaid(_Stored):
    """Say what one change of the means would buy."""

    kind: str
    of: str
    words: str
    plan: str
    planned_out_change: int
    out_change: SpanSaid
    harm_change: SpanSaid


class WorstSaid(_Stored):
    """Say what is left of the plan when one thing goes as wrong as it can."""

    kind: str
    words: str
    out: int
    planned: int


class KeptSaid(_Stored):
    """Hold the part of a kept answer that is said as it is."""

    days: int
    people: int
    people_planned: int
    chance_all_out: SpanSaid
    chance_planned_out: SpanSaid
    people_out: OutSaid
    held_up: dict[str, float]
    last_departure: LastSaid
    bottleneck: BottleneckSaid
    worst: list[WorstSaid]
    staff: str
    changes: list[BuysSaid]
    search_luck: BuysSaid | None


class SufficiencySaid(KeptSaid):
    """Hold the newest answer; `stale` where the operation follows another plan by now, or none, or several."""

    made_millis: int
    plan: str
    stale: bool
