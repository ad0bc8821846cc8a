"""Hold the messages that wait in a device's outbox, and when each is to be looked at next."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from contextlib import suppress

from safeconduct.app.ports import EventStore
from safeconduct.core.delivery import TOPIC, Message, find_message_fault, read_body

READ_AT_ONCE = 2_000


class WaitingMessages:
    """Read the outbox as it grows; a message is looked at when it is due, and not before."""

    def __init__(self, store: EventStore) -> None:
        """Take the store whose outbox it is."""
        self._store = store
        self._texts: dict[str, tuple[int, Message]] = {}  # by message, with the number in the outbox
        self._read = 0  # of the outbox
        self._due: list[tuple[int, str]] = []
        self._next: dict[str, int] = {}  # when each message is due: an older entry of the list is void
        self._busy: set[str] = set()  # messages that are flying, or wait for their channel's turn

    def take_in(self) -> None:
        """Read what was queued since; it is due at once."""
        for number, one in self._store.outbox(READ_AT_ONCE, self._read):
            self._read = number
            if one.topic == TOPIC:
                with suppress(ValueError):  # no message: whoever put it there may take it out
                    message = read_body(one.body)
                    if find_message_fault(message):
                        continue  # it was changed since it was queued, or never was
                    self._texts[message.ident] = (number, message)
                    self.plan(message.ident, 0)

    def plan(self, ident: str, due: int) -> None:
        """Look at a message when it is due (milliseconds), if it still waits."""
        if ident in self._texts:
            self._next[ident] = due
            heapq.heappush(self._due, (due, ident))

    def list_due(self, now: int) -> Iterator[str]:
        """Return the messages that are due and not busy, one after the other."""
        while self._due and self._due[0][0] <= now:
            due, ident = heapq.heappop(self._due)
            if due == self._next.get(ident) and ident not in self._busy and ident in self._texts:
                yield ident

    def hold(self, ident: str) -> None:
        """Leave a message alone until it is released: a channel has it."""
        self._busy.add(ident)

    def release(self, ident: str, due: int | None = None) -> None:
        """Let a message be looked at again, when it is due, if that is said."""
        self._busy.discard(ident)
        if due is not None:
            self.plan(ident, due)

    def read(self, ident: str) -> Message:
        """Return a message that waits."""
        return self._texts[ident][1]

    def let_go(self, idents: Sequence[str]) -> None:
        """Take messages out of the outbox: nothing more is done about them."""
        self._store.settle([self._texts.pop(ident)[0] for ident in idents])
        for ident in idents:
            self._next.pop(ident, None)

    def is_empty(self) -> bool:
        """Tell whether no message waits."""
        return not self._texts

    def is_busy(self) -> bool:
        """Tell whether a channel has any of them."""
        return bool(self._busy)

    def find_next_millis(self) -> int | None:
        """Return when the next one is due; None where none waits."""
        return min(self._next.values(), default=None)
