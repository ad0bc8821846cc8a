"""Queue messages: what is on record holds no word of them, and what waits in the outbox holds no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safeconduct.app.access import Door
from safeconduct.app.ports import EventStore
from safeconduct.core.basics import DeniedError
from safeconduct.core.delivery import TOPIC, Message, find_message_fault, write_body
from safeconduct.core.operation.delivery_acts import word_queued
from safeconduct.core.record import ActorId, Event, Json, Outgoing

AT_ONCE = 1_000
"""Messages in one transaction: all of them are queued, or none."""


def queue_messages(
    door: Door,
    actor: ActorId,
    messages: Sequence[Message],
    request: str = "",
    kind: str = "message.queued",
    *,
    after: int = 0,
    more: Mapping[str, Json] | None = None,
) -> int:
    """Queue messages, each to one recipient, and return how many; `request` makes a repeated call harmless.

    `more` is what each event says besides.
    With `after`, so many messages of the request are queued already, as `find_queued` counts them.

    Raises:
        ValueError: where a message is none; nothing was queued then.
        DeniedError: where the actor may not, or a message is queued already or too late. Of what comes before in
            thousands all is queued then, and the same request again goes on from there.
        StoreError: where the store refuses.
    """
    for one in messages:
        fault = find_message_fault(one)
        if fault:
            raise ValueError(fault)
    if len({one.ident for one in messages}) < len(messages):
        raise DeniedError("two messages have one id: give each its own")
    for first in range(0, len(messages), AT_ONCE):
        some = messages[first : first + AT_ONCE]
        door.act_all(
            actor,
            [(kind, {**word_queued(one)[1], **(more or {})}) for one in some],
            follows=[Outgoing(TOPIC, write_body(one)) for one in some],
            request=f"{request}/{after + first}" if request else "",
        )
    return len(messages)


def find_queued(store: EventStore, request: str) -> list[Event]:
    """Return the events of the messages that a request has queued so far; a request that was stopped goes on there."""
    found: list[Event] = []
    while (some := store.find_answer(f"{request}/{len(found)}")) is not None:
        found += [one.event for one in some]
    return found
