"""Commit what many threads ask for at the same time together, so that they share one wait for the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from safeconduct.core.basics import StoreError

Work = TypeVar("Work")
Done = TypeVar("Done")

TOGETHER = 256
"""So many are committed together at most."""


@dataclass(slots=True, eq=False)
class _Ticket(Generic[Work, Done]):
    work: Work
    turn: threading.Event = field(default_factory=threading.Event)  # it is done, or its thread is to lead
    done: Done | None = None
    error: BaseException | None = None


class GroupCommit(Generic[Work, Done]):
    """Let one of the waiting threads commit for all: while it waits for the disk, the next ones gather."""

    def __init__(self, commit: Callable[[Sequence[Work]], Sequence[Done]]) -> None:
        """Take what commits a batch, all of it or nothing, and returns an answer for each."""
        self._commit = commit
        self._lock = threading.Lock()
        self._waiting: list[_Ticket[Work, Done]] = []
        self._led = False

    def submit(self, work: Work) -> Done:
        """Return the answer once it is committed; raise what the commit of its batch raised."""
        ticket: _Ticket[Work, Done] = _Ticket(work)
        with self._lock:
            self._waiting.append(ticket)
            leads, self._led = not self._led, True
        if not leads:
            self._wait(ticket)
        if ticket.done is None and ticket.error is None:
            self._lead()
        if ticket.error is not None:
            raise StoreError(str(ticket.error)) from ticket.error
        assert ticket.done is not None
        return ticket.done

    def _wait(self, ticket: _Ticket[Work, Done]) -> None:
        try:
            ticket.turn.wait()
        except BaseException:  # interrupted: nobody is to wait for this thread
            with self._lock:
                if ticket in self._waiting:
                    self._waiting.remove(ticket)
                    if ticket.turn.is_set():
                        self._hand_on()
            raise

    def _lead(self) -> None:
        time.sleep(0)  # lets those whom the last batch woke come back: else two halves take turns at the disk
        with self._lock:
            batch, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
        try:
            for ticket, done in zip(batch, self._commit([one.work for one in batch]), strict=True):
                ticket.done = done
        except BaseException as error:
            for ticket in batch:
                ticket.done, ticket.error = None, error
            if not isinstance(error, Exception):
                raise
        finally:
            for ticket in batch:
                ticket.turn.set()
            with self._lock:
                self._hand_on()

    def _hand_on(self) -> None:
        """Let the next thread lead; the lock is held."""
        self._led = bool(self._waiting)
        if self._led:
            self._waiting[0].turn.set()
