"""Turn sealed events into rows, and rows into sealed events."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column

from safeconduct.adapters.store.tables import EVENT
from safeconduct.core.record import ActorId, DeviceId, Event, EventId, HybridTime, Json, Sealed

EVENT_COLUMNS: tuple[Column[Any], ...] = (
    EVENT.c.device, EVENT.c.number, EVENT.c.millis, EVENT.c.counter, EVENT.c.actor, EVENT.c.kind, EVENT.c.payload,
    EVENT.c.exercise, EVENT.c.previous, EVENT.c.digest, EVENT.c.signature,
)  # fmt: skip


def write_json(value: Json) -> str:
    """Write a value the one way in which it is kept.

    >>> write_json({"a": [1, 1.0, None]})
    '{"a":[1,1.0,null]}'
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def to_row(sealed: Sealed, counts: bool) -> dict[str, Any]:
    """Return the row of an event."""
    event = sealed.event
    return {
        "device": event.ident.device,
        "number": event.ident.number,
        "millis": event.time.millis,
        "counter": event.time.counter,
        "actor": event.actor,
        "kind": event.kind,
        "payload": write_json(event.payload),
        "exercise": event.exercise,
        "previous": event.previous,
        "digest": sealed.digest,
        "signature": sealed.signature,
        "counts": counts,
    }


def to_sealed(row: Sequence[Any]) -> Sealed:
    """Return the event of a row that begins with EVENT_COLUMNS."""
    device, number, millis, counter, actor, kind, payload, exercise, previous, digest, signature = row[:11]
    event = Event(
        EventId(DeviceId(device), number),
        HybridTime(millis, counter),
        ActorId(actor),
        kind,
        _read_payload(payload),
        bool(exercise),
        previous,
    )
    return Sealed(event, digest, signature)


def _read_payload(text: str) -> Mapping[str, Json]:
    """Return what a text says; a text that is not as it was written says nothing that was sealed."""
    try:
        said = json.loads(text)
        if isinstance(said, dict) and write_json(said) == text:
            return said
    except ValueError:
        pass
    return {"not as it was written": text}
