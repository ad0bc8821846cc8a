"""Describe what is asked and answered about replans."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from safeconduct.interfaces.api.jobs import JobSaid
from safeconduct.interfaces.api.models import Ident, Model, Why


class ReplanAsked(Model):
    """Ask for a replan by what is on record now; `no_shows` are parties that did not set out, as somebody knows."""

    why: Why
    seconds: Annotated[float, Field(ge=0, le=120)] = 5.0
    notice_minutes: Annotated[float, Field(ge=0, le=240)] = 15.0
    no_shows: Annotated[list[Ident], Field(max_length=500, default_factory=list)]


class ReplanJobSaid(JobSaid):
    """Say how far it is, and which replan it has proposed."""

    replan: str | None


class ReplanSaid(Model):
    """Hold a replan that was proposed, as it was judged."""

    replan: str
    state: Literal["proposed", "approved", "refused", "outdated"]
    replaces: Annotated[str, Field(serialization_alias="from")]
    plan: str
    name: str
    by: str
    millis: int
    until_millis: int
    why: str
    changed: int
    moved: int
    left: int
    gap: float | None
    approved_by: str | None
    refused_by: str | None
    refused_why: str | None


class ChangeSaid(Model):
    """Say what one party is told otherwise."""

    party: str
    size: int
    was: str
    now: str
    new_leave_millis: int | None


class ReplanFullSaid(ReplanSaid):
    """Hold it with what it changes for whom, and with what has happened by now."""

    changes: list[ChangeSaid]
    disruptions: list[str]


class RefusalAsked(Model):
    """Refuse a replan, and say why."""

    why: Why = ""


class DecisionAsked(Model):
    """Approve a replan: nothing is said beside it."""
