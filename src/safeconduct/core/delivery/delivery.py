"""Hold how a message stands: by which channels it was tried, and how far each part came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from safeconduct.core.delivery.states import RANK, Part, Signal, Stage, follow, has_arrived


class Closed(StrEnum):
    """Name why nothing more is done about a message; what is heard of it later still counts."""

    OPEN = ""
    CONFIRMED = "confirmed"
    EXPIRED = "expired"
    FAILED = "failed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Attempt:
    """Hold how a message stands on one channel."""

    channel: str
    tries: int
    begun_millis: int  # of the first hand-over
    since_millis: int  # of the newest step
    reference: int  # by which the channel may know it again
    parts: tuple[Part, ...]
    receipts: tuple[str, ...]  # the channel's own id of each part, "" where it has said none

    @property
    def stage(self) -> Stage:
        """Return the stage of the part that came least far: half a message is none."""
        return min((part.stage for part in self.parts), key=RANK.__getitem__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Hold how a message stands, without a word of it."""

    case: str
    party: str
    about: str
    channels: tuple[str, ...]
    count: int  # of parts
    digest: str
    device: str  # the one device that hands it over
    queued_millis: int
    not_after_millis: int
    attempts: tuple[Attempt, ...] = ()
    closed: Closed = Closed.OPEN
    understood: bool = False

    @property
    def stage(self) -> Stage:
        """Return how far the message came, by whichever channel came farthest."""
        if self.understood:
            return Stage.UNDERSTOOD
        best = max((one.stage for one in self.attempts), key=RANK.__getitem__, default=Stage.QUEUED)
        if has_arrived(best):
            return best
        if self.closed is Closed.OPEN:
            return Stage.QUEUED if best is Stage.FAILED else best
        return Stage(self.closed.value) if self.closed is not Closed.CONFIRMED else best

    @property
    def contradicted(self) -> bool:
        """Tell whether somebody should look: a channel said that it failed, and that it arrived."""
        return any(part.contradicted for one in self.attempts for part in one.parts)

    @property
    def why(self) -> str:
        """Return the newest reason of a failure, "" where there is none."""
        return next((part.why for one in reversed(self.attempts) for part in one.parts if part.why), "")

    def begin(self, channel: str, reference: int, now_millis: int, handed: Collection[int] | None = None) -> Delivery:
        """Return it once parts of it, or all, are being handed over to a channel, for the first time or again."""
        held = self.find(channel)
        if held is None:
            parts, receipts = (Part(),) * self.count, ("",) * self.count
            held = Attempt(channel, 0, now_millis, now_millis, reference, parts, receipts)
        parts = tuple(
            follow(one, Signal.HANDING) if handed is None or part in handed else one
            for part, one in enumerate(held.parts)
        )
        begun = replace(held, tries=held.tries + 1, since_millis=now_millis, reference=reference, parts=parts)
        return self._put(begun)

    def hear(
        self, channel: str, part: int, signal: Signal, now_millis: int, why: str = "", receipt: str = ""
    ) -> Delivery:
        """Return it after something was heard of a part on a channel; what does not fit changes nothing."""
        held = self.find(channel)
        if held is None or not 0 <= part < self.count:
            return self
        after = follow(held.parts[part], signal, why)
        parts = (*held.parts[:part], after, *held.parts[part + 1 :])
        kept = receipt or held.receipts[part]
        receipts = (*held.receipts[:part], kept, *held.receipts[part + 1 :])
        since = now_millis if after.stage is not held.parts[part].stage else held.since_millis
        return self._put(replace(held, parts=parts, receipts=receipts, since_millis=since))

    def doubt(self, now_millis: int) -> Delivery:
        """Return it as somebody must see it who does not know what another device did with it."""
        if not self.attempts:
            started = self.begin(self.channels[0], 0, now_millis)
            return started.doubt(now_millis)
        last = self.attempts[-1]
        return self._put(replace(last, parts=tuple(follow(part, Signal.LOST) for part in last.parts)))

    def find(self, channel: str) -> Attempt | None:
        """Return how it stands on a channel; None where it was not tried there."""
        return next((one for one in self.attempts if one.channel == channel), None)

    def _put(self, attempt: Attempt) -> Delivery:
        if self.find(attempt.channel) is None:
            return replace(self, attempts=(*self.attempts, attempt))
        kept = (attempt if one.channel == attempt.channel else one for one in self.attempts)
        return replace(self, attempts=tuple(kept))
