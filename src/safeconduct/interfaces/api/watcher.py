"""Watch the record for what is new, once for everybody who has a page open."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import EventStore
from safeconduct.core.basics import StoreError

POLL_SECONDS = 0.5
"""How long at most it takes to see what another process recorded."""

GATHER_SECONDS = 0.1
"""So long what is new is gathered, so that many events are one message."""

KEPT = 2_000
"""So many steps back are remembered; of what lies before, the store is asked."""


@dataclass(frozen=True, slots=True)
class News:
    """Say up to which number, in the order in which events came here, and of which kinds something is new."""

    upto: int
    kinds: frozenset[str]


class Watcher:
    """Look for new events and let many wait for them; no waiting page costs memory, whether it is quick or slow.

    A page holds nothing but the number that it has seen: what is new for it is looked up when it asks.
    """

    def __init__(self, store: EventStore) -> None:
        """Begin at the newest event."""
        self._store = store
        self._steps: deque[News] = deque(maxlen=KEPT)
        self._before = self.newest = store.newest()  # what lies before the oldest step; the newest that was seen
        self._woken = asyncio.Event()
        self._waiting: list[tuple[float, asyncio.Future[None]]] = []  # until when, on the loop's clock
        self.turns = 0  # how often an exercise was driven: its clock set, or something thrown in
        self.closed = False
        self.pages = 0

    async def watch(self) -> None:
        """Look for what is new until cancelled: at once where this process recorded it, else each half second."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)
            self._woken.clear()
            with suppress(StoreError):  # looked for again: the disk may come back
                upto, kinds = await asyncio.to_thread(self._store.kinds_since, self.newest)
                if upto > self.newest:
                    self._take(News(upto, kinds))
            self._let_go(asyncio.get_running_loop().time())
            await asyncio.sleep(GATHER_SECONDS)

    def wake(self) -> None:
        """Look at once; called on the loop."""
        self._woken.set()

    def turn(self) -> None:
        """Let pages know that somebody has driven the exercise, which is no event; called on the loop."""
        self.turns += 1
        self._let_go(math.inf)

    async def find_news(self, seen: int) -> News:
        """Return what is new since a number; one that lies ahead is of another record, of which nothing is known."""
        if seen > self.newest:
            return News(self.newest, frozenset({"operation.begun"}))
        if seen >= self._before:
            return News(self.newest, frozenset[str]().union(*(one.kinds for one in self._steps if one.upto > seen)))
        return News(*await asyncio.to_thread(self._store.kinds_since, seen))

    async def wait(self, seen: int, seconds: float, turns: int | None = None) -> bool:
        """Wait until something is newer than a number; False where nothing is within these seconds, or a little more.

        The exercise's turns count as well, where it is said how many are known. Everybody who waits is woken by the one
        watcher: no page has a clock of its own.
        """
        if seen == self.newest and turns in (None, self.turns) and not self.closed:
            loop = asyncio.get_running_loop()
            woken = loop.create_future()
            self._waiting.append((loop.time() + seconds, woken))
            await woken
        return seen != self.newest or turns not in (None, self.turns) or self.closed

    def close(self) -> None:
        """Let everybody go."""
        self.closed = True
        self._let_go(math.inf)

    def _take(self, news: News) -> None:
        if len(self._steps) == KEPT:
            self._before = self._steps[0].upto
        self._steps.append(news)
        self.newest = news.upto
        self._let_go(math.inf)

    def _let_go(self, now: float) -> None:
        """Wake those who wait until then at most."""
        waiting, self._waiting = self._waiting, []
        for until, woken in waiting:
            if woken.done():  # the page has gone
                continue
            if until <= now:
                woken.set_result(None)
            else:
                self._waiting.append((until, woken))


@asynccontextmanager
async def watch_record(store: EventStore, door: Door) -> AsyncIterator[Watcher]:
    """Give a watcher that hears at once what passes the door of this process."""
    watcher, loop = Watcher(store), asyncio.get_running_loop()
    door.listen(lambda _: call_soon(loop, watcher.wake))
    task = asyncio.create_task(watcher.watch())
    try:
        yield watcher
    finally:
        watcher.close()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def call_soon(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """Call on a loop from whatever thread; do nothing once it has ended."""
    with suppress(RuntimeError):  # the loop has ended
        loop.call_soon_threadsafe(call)
