"""Give the way of one instruction to a map program: numbered points and lines, which say nothing of what they are for.

A phone may be searched. So a point is called by the number of its step and its time, a line by its number alone, and
what is to be done there is added only where somebody asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.basics import format_time
from safeconduct.core.instructions.isolate import remove_isolates
from safeconduct.core.instructions.sheets.card_text import CardText

Position = tuple[float, float]  # longitude, latitude in degrees


@dataclass(frozen=True, slots=True)
class Waypoint:
    """Give one step's place."""

    name: str
    text: str  # "" where nothing is to be told
    at: Position


@dataclass(frozen=True, slots=True)
class Track:
    """Give what a map program shows; `about` holds the check code, until when it holds, and the mark of an exercise."""

    about: str
    waypoints: tuple[Waypoint, ...]
    lines: tuple[tuple[Position, ...], ...]


def lay_track(card: CardText, utc_offset_seconds: int, *, with_text: bool = False) -> Track:
    """Return the track of a card: the lines are those of its instruction's routes, point for point."""
    told = card.instruction
    mark = ["EXERCISE"] if told.is_exercise else []
    waypoints = tuple(
        Waypoint(
            f"{step.number} {step.time}".strip(),
            remove_isolates("\n".join([step.text, *step.streets, *step.details])) if with_text else "",
            step.position,
        )
        for step in card.steps
        if step.position is not None
    )
    lines = tuple(route.geometry for route in told.routes if len(route.geometry) > 1)
    about = " ".join([*mark, told.check_code, format_time(told.valid_until, utc_offset_seconds)])
    return Track(about, waypoints, lines)
