"""Read the newest events of an operation, as lines that a person reads; that it was read is on record."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.core.operation import UseCase
from safeconduct.core.operation.activity import tell_event
from safeconduct.core.record import ActorId


@dataclass(frozen=True, slots=True)
class LogLine:
    """Hold one event as the log tells it."""

    millis: int  # on its device's clock
    event: str  # device:number
    by: ActorId
    kind: str
    text: str  # what it records, and why the state does not follow it where it does not


def read_log(
    door: Door, actor: ActorId, since_millis: int, most: int, *, kind: str = "", operator: str = ""
) -> list[LogLine]:
    """Return the newest events since a moment, the oldest of them first: of one kind or one operator, where named.

    Raises:
        DeniedError: where the actor may not read the log.
    """
    refused = {one.event: one.why for one in door.read(actor, UseCase.READ_LOG).refused}
    wanted = (
        event for event in door.events(since_millis) if kind in ("", event.kind) and operator in ("", event.actor)
    )
    return [
        LogLine(
            event.time.millis, str(event.ident), event.actor, event.kind,
            tell_event(event, refused.get(str(event.ident), "")),
        )
        for event in deque(wanted, maxlen=most)
    ]  # fmt: skip
