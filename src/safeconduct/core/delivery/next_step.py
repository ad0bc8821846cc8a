"""Decide what is to be done about a message now: hand it over, ask, wait, or close it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safeconduct.core.delivery.delivery import Attempt, Closed, Delivery
from safeconduct.core.delivery.states import RANK, Stage


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """Say how a channel is used. Times are in seconds."""

    contact: str = "sms"  # which of a recipient's addresses it needs, as the vault names them
    wait_seconds: float = 900.0  # for a confirmation, before the next channel is tried
    tries: int = 5  # hand-overs that the channel did not take
    retry_seconds: float = 30.0  # before the second try; twice as long before each further one
    retry_seconds_max: float = 900.0
    idempotent: bool = False  # the same reference handed over again is not delivered again
    asks: bool = False  # the channel tells how a message stands that it gave an id for
    asks_by_name: bool = False  # and of one that it gave none for
    ask_seconds: float = 60.0  # so long after a hand-over it is asked first: by then nothing is on the way any more
    per_second: float = 10.0  # messages
    burst: float = 20.0
    window: int = 32  # messages that are being handed over at once
    cost: float = 0.0  # of one part, in whatever currency the operator counts


@dataclass(frozen=True, slots=True)
class HandOver:
    """Hand the message over to a channel."""

    channel: str


@dataclass(frozen=True, slots=True)
class AskChannel:
    """Ask a channel how the message stands."""

    channel: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Do nothing before a moment, unless something is heard."""

    until_millis: int


@dataclass(frozen=True, slots=True)
class Close:
    """Do nothing more about it."""

    how: Closed


Step = HandOver | AskChannel | Wait | Close

NEVER: Mapping[str, int] = MappingProxyType({})


def find_step(
    delivery: Delivery,
    rules: Mapping[str, ChannelRule],
    now_millis: int,
    until: Stage = Stage.DELIVERED,
    asked: Mapping[str, int] = NEVER,
) -> Step:
    """Return the next step about a message.

    `until` is what counts as confirmed; `asked` says when each channel was last asked about it. Where nobody knows
    whether a channel has taken it, the channel is asked; where it cannot tell, it is not given the message once more
    unless it would know it again; after the channel's waiting time the next one is tried.
    """
    if delivery.closed is not Closed.OPEN:
        return Close(delivery.closed)
    if RANK.get(delivery.stage, 0) >= RANK[until]:
        return Close(Closed.CONFIRMED)
    if now_millis >= delivery.not_after_millis:
        return Close(Closed.EXPIRED)
    usable = [one for one in delivery.channels if one in rules]
    begun = [one for one in delivery.attempts if one.channel in rules]
    if not begun:
        return HandOver(usable[0]) if usable else Close(Closed.FAILED)
    step = _stay(begun[-1], rules[begun[-1].channel], now_millis)
    if step is None:
        left = [one for one in usable if delivery.find(one) is None]
        if left:
            return HandOver(left[0])
        if all(one.stage in (Stage.FAILED, Stage.QUEUED) for one in begun):
            return Close(Closed.FAILED)
        step = Wait(delivery.not_after_millis)
    if isinstance(step, HandOver):
        return step
    return _ask_all(begun, rules, now_millis, asked, min(step.until_millis, delivery.not_after_millis))


def _stay(attempt: Attempt, rule: ChannelRule, now: int) -> HandOver | Wait | None:
    """Return what is still to be done on this channel; None where it is the next one's turn."""
    patience = attempt.begun_millis + int(rule.wait_seconds * 1000)
    again = attempt.since_millis + _backoff(attempt.tries, rule)
    match attempt.stage:
        case Stage.HANDING:
            return Wait(now + 1000)  # its outcome comes, or the next start says that it is in doubt
        case Stage.QUEUED if attempt.tries < rule.tries:
            return HandOver(attempt.channel) if now >= again else Wait(again)
        case Stage.IN_DOUBT if rule.idempotent and attempt.tries < rule.tries:
            return HandOver(attempt.channel) if now >= again else Wait(again)
        case Stage.IN_DOUBT | Stage.SENT if now < patience:
            return Wait(patience)
        case _:
            return None


def _ask_all(
    begun: list[Attempt], rules: Mapping[str, ChannelRule], now: int, asked: Mapping[str, int], until: int
) -> AskChannel | Wait:
    """Ask each channel that can tell and has not said the last word, ever more seldom.

    The pause is the channel's own, or half as long as the message has been on the way.
    """
    for attempt in reversed(begun):
        rule = rules[attempt.channel]
        open_parts = [part for part, one in enumerate(attempt.parts) if one.stage in (Stage.IN_DOUBT, Stage.SENT)]
        if any(rule.asks_by_name or (rule.asks and attempt.receipts[part]) for part in open_parts):
            pause = max(int(rule.ask_seconds * 1000), (now - attempt.begun_millis) // 2)
            due = max(attempt.since_millis, asked.get(attempt.channel, 0)) + pause
            if now >= due:
                return AskChannel(attempt.channel)
            until = min(until, due)
    return Wait(until)


def _backoff(tries: int, rule: ChannelRule) -> int:
    return int(min(rule.retry_seconds * 2 ** (tries - 1), rule.retry_seconds_max) * 1000)
