"""Hold one channel as it is dispatched to: how much it bears now, and what waits for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from safeconduct.app.ports import Channel
from safeconduct.core.delivery import Bucket, ChannelRule, Handover, Known, Outcome, Signal, fill_bucket

AT_ONCE = 256


@dataclass(slots=True)
class Line:
    """Hold a channel, its rule, and what is on the way to it."""

    name: str
    channel: Channel
    rule: ChannelRule
    bucket: Bucket
    ready: deque[str] = field(default_factory=deque)  # messages
    flying: int = 0
    asking: int = 0
    paused_millis: int = 0  # until when it has asked to be left alone

    def draw(self, now_millis: int) -> list[str]:
        """Return the messages whose turn it is, as many as window and rate allow."""
        if now_millis < self.paused_millis or not self.ready:
            return []
        room = min(len(self.ready), self.rule.window - self.flying, AT_ONCE)
        self.bucket, passed = self.bucket.take(max(room, 0), now_millis)
        return [self.ready.popleft() for _ in range(passed)]

    async def hand_over(self, texts: Iterable[Handover]) -> list[tuple[int, Outcome]]:
        """Hand the parts of a message over, one after the other; what raises may have been taken."""
        return [(one.part, await self._try(one)) for one in texts]

    async def ask(self, asked: Iterable[tuple[int, Known]]) -> list[tuple[int, Outcome]]:
        """Ask about the parts of a message; return what was told."""
        told = []
        for part, known in asked:
            try:
                outcome = await self.channel.ask(known)
            except Exception:  # who does not answer has told nothing
                outcome = None
            if outcome is not None:
                told.append((part, outcome))
        return told

    async def _try(self, handover: Handover) -> Outcome:
        try:
            return await self.channel.hand_over(handover)
        except Exception as error:
            return Outcome(Signal.LOST, why=type(error).__name__)


def open_line(name: str, channel: Channel, rule: ChannelRule, now_millis: int) -> Line:
    """Return a line whose bucket is full."""
    return Line(name, channel, rule, fill_bucket(rule.per_second, rule.burst, now_millis))
