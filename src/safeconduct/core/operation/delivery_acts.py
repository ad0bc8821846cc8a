"""Word what was done about a message as an event's kind and payload: by ids and codes alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from safeconduct.core.delivery import Message, Outcome, Signal
from safeconduct.core.operation.limits import find_excess, find_typed_excess
from safeconduct.core.record import Json

Act = tuple[str, Mapping[str, Json]]

WHY_SIGNS = 60
_CODE = re.compile(r"[^A-Za-z0-9 .:_-]+")

_KINDS: Mapping[Signal, str] = {
    Signal.TAKEN: "message.handed",
    Signal.LOST: "message.doubted",
    Signal.NOT_TAKEN: "message.failed",
    Signal.FAILED: "message.failed",
    Signal.DELIVERED: "message.receipt",
    Signal.READ: "message.receipt",
}


def word_queued(message: Message, kind: str = "message.queued") -> Act:
    """Return the act of queueing a message, without a word of it."""
    said: dict[str, Json] = {
        "message": message.ident,
        "case": message.case,
        "party": message.party,
        "about": message.about.value,
        "channels": list(message.channels),
        "count": len(message.parts),
        "digest": message.digest(),
        "not_after_millis": message.not_after_millis,
    }
    more: dict[str, Json] = {
        "replaces": message.replaces, "substance": message.substance, "crossed": message.crossed
    }  # fmt: skip
    return kind, said | {name: value for name, value in more.items() if value}


def word_handing(message: str, channel: str, reference: int, parts: Sequence[int]) -> Act:
    """Return the act of beginning to hand parts over: on record before it is done."""
    said: dict[str, Json] = {"message": message, "channel": channel, "reference": reference}
    return "message.handing", {**said, "parts": [str(part) for part in parts]}


def word_outcome(message: str, channel: str, part: int, outcome: Outcome, *, receipt: bool = False) -> Act:
    """Return what a channel said of a part; `receipt` says that it was said of what had been taken before.

    What a channel gives as a reason is cut down to a code, and left out where it could hold a number of somebody.

    >>> word_outcome("m1", "sms", 0, Outcome(Signal.NOT_TAKEN, why="call +999 700 000 001"))[1]["why"]
    'unsaid'
    """
    kind = "message.receipt" if receipt and outcome.signal is Signal.FAILED else _KINDS[outcome.signal]
    said: dict[str, Json] = {"message": message, "channel": channel, "part": part}
    if kind == "message.failed":
        said["again"] = "never" if outcome.signal is Signal.FAILED else "later"
    if kind == "message.receipt":
        said["said"] = outcome.signal.value
    if outcome.why and kind != "message.handed":
        said["why"] = clean_why(outcome.why)
    if (
        outcome.receipt
        and kind in ("message.handed", "message.receipt")
        and not find_excess("receipt", outcome.receipt)
    ):
        said["receipt"] = outcome.receipt
    return kind, said


def clean_why(why: str) -> str:
    """Return a reason as a code that holds no way to reach anybody.

    >>> clean_why("550 5.1.1 <ada@mail.invalid> unknown"), clean_why("")
    ('unsaid', 'unsaid')
    """
    if "@" in why:
        return "unsaid"
    code = _CODE.sub(" ", why)[:WHY_SIGNS].strip()
    return "unsaid" if not code or find_typed_excess({"why": code}) else code
