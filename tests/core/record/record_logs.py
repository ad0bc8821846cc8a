"""Make logs of devices for the tests of the record."""

from __future__ import annotations

from safeconduct.core.record import (
    NOTHING_BEFORE,
    ActorId,
    DeviceId,
    Event,
    EventId,
    HybridTime,
    Json,
    Sealed,
    hear,
    tick,
)


class Device:
    """Record events as a device does: numbered, chained, timed by its own clock."""

    def __init__(self, name: str, wall: int = 1_000_000) -> None:
        """Begin with an empty log and a clock."""
        self.name = DeviceId(name)
        self.wall = wall
        self.last = HybridTime(0)
        self.log: list[Sealed] = []

    def record(self, kind: str = "note", actor: str = "o1", /, **payload: Json) -> Sealed:
        """Append an event, a second later."""
        self.wall += 1000
        self.last = tick(self.last, self.wall)
        before = self.log[-1].digest if self.log else NOTHING_BEFORE
        ident = EventId(self.name, len(self.log) + 1)
        event = Event(ident, self.last, ActorId(actor), kind, payload, True, before)
        self.log.append(Sealed(event, event.digest()))
        return self.log[-1]

    def listen(self, sealed: Sealed) -> None:
        """Hear of another device's event."""
        self.last = hear(self.last, sealed.event.time)
