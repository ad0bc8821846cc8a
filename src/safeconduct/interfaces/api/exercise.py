"""Drive an exercise: its clock, and what is thrown in."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException
from pydantic import StringConstraints

from safeconduct.app.exercise_room import ExerciseRoom
from safeconduct.core.operation import UseCase
from safeconduct.interfaces.api.desk import At, Desk, Who
from safeconduct.interfaces.api.models import Model

PROVED = APIRouter(tags=["exercise"])


class InjectSaid(Model):
    """Hold what can come in."""

    inject: str
    words: str
    after_minutes: float | None  # of the exercise, since the service began; null: when somebody asks for it


class DoneSaid(Model):
    """Hold what has come in."""

    inject: str
    millis: int
    words: str


class ExerciseSaid(Model):
    """Say what time it is in the exercise, how fast it passes, what can come in, and what has."""

    now_millis: int
    pace: int
    injects: list[InjectSaid]
    done: list[DoneSaid]


class PaceAsked(Model):
    """Ask for so many seconds of the exercise in each second; 0 pauses."""

    pace: Literal[0, 1, 10, 60, 600]


class InjectAsked(Model):
    """Ask for something to come in now."""

    inject: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


@PROVED.get("/exercise")
def exercise(desk: At, who: Who) -> ExerciseSaid:
    """Say how the exercise stands; 404 in a live operation, and where nobody drives the clock."""
    desk.door.read(who)
    return _describe(_find_room(desk))


@PROVED.post("/exercise/pace")
def set_pace(asked: PaceAsked, desk: At, who: Who) -> ExerciseSaid:
    """Pause the exercise's clock, or let it run so many times as fast."""
    desk.door.read(who, UseCase.DRIVE_EXERCISE)
    room = _find_room(desk)
    room.set_pace(asked.pace)
    return _describe(room)


@PROVED.post("/exercise/injects")
def throw_inject(asked: InjectAsked, desk: At, who: Who) -> ExerciseSaid:
    """Let something come in now, which whoever would see it reports."""
    desk.door.read(who, UseCase.DRIVE_EXERCISE)
    room = _find_room(desk)
    if room.throw(asked.inject) is None:
        raise HTTPException(404, "no such inject waits")
    return _describe(room)


def _find_room(desk: Desk) -> ExerciseRoom:
    if desk.exercise is None:
        raise HTTPException(404, "nobody drives this clock: only `safeconduct serve --drive` of an exercise does")
    return desk.exercise


def _describe(room: ExerciseRoom) -> ExerciseSaid:
    return ExerciseSaid(
        now_millis=room.clock.now_millis(),
        pace=room.clock.pace,
        injects=[
            InjectSaid(inject=one.ident, words=one.words, after_minutes=one.after_minutes)
            for one in room.list_waiting()
        ],
        done=[DoneSaid(inject=one.inject, millis=one.millis, words=one.words) for one in room.list_done()],
    )
