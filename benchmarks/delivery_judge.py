"""Judge a trial: nothing lost, nothing sent twice, and each state what the servers know to be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from safeconduct.core.delivery import Delivery, Message, Part, Stage, Trouble, has_arrived, list_troubles
from safeconduct.core.operation import State

if TYPE_CHECKING:
    from delivery_trial import Trial

SAID_OF_ARRIVAL = frozenset({"DELIVRD", "delivered"})
SAID_OF_FAILURE = frozenset({"UNDELIV", "undelivered"})


def judge(state: State, messages: Mapping[str, Message], trial: Trial, waiting: int) -> dict[str, object]:
    """Return the figures of a trial, with every wrong named by kind and the first of each shown."""
    wrong: Counter[str] = Counter()
    shown: dict[str, str] = {}
    stages: Counter[str] = Counter()
    doubts: Counter[str] = Counter()
    by_two = 0
    for ident, message in messages.items():
        held = state.messages[ident]
        stages[held.stage.value] += 1
        copies = [count_copies(trial, ident, part, text) for part, text in enumerate(message.parts)]
        by_two += all(sum(one > 0 for one in part.values()) > 1 for part in copies)
        for part, text in enumerate(message.parts):
            if not sum(copies[part].values()):
                note(wrong, shown, "lost", f"{ident}.{part} {held}")
            for channel, count in copies[part].items():
                if count > 1:
                    note(wrong, shown, "twice on one channel", f"{ident}.{part} {channel}: {count} {held}")
                for fault in find_wrong(trial, held, channel, part, text, count):
                    note(wrong, shown, fault, f"{ident}.{part} {channel}: {count} {held}")
                attempt = held.find(channel)
                if attempt is not None and attempt.parts[part].stage is Stage.IN_DOUBT:
                    doubts[f"{channel}, taken" if count else f"{channel}, not taken"] += 1
    troubles = list_troubles(state.messages, messages, "")
    return {
        "messages": len(messages),
        "texts": sum(len(one.parts) for one in messages.values()),
        "wrong": dict(wrong),
        "first wrong": shown,
        "stages": dict(stages),
        "left in doubt on a channel": dict(doubts),
        "messages taken by two channels or more": by_two,
        "most recipients of a mail": max(trial.mail.recipients, default=0),
        "contradictions shown": sum(one.trouble is Trouble.CONTRADICTED for one in troubles),
        "waiting in the outbox": waiting,
        "refused events": state.refusals,
        "events": state.events,
        "server faults": {name: dict(getattr(trial, name).events) for name in ("smsc", "gateway", "bulk", "mail")},
        "trial": dict(trial.events),
        "seconds": {name: round(value, 2) for name, value in trial.seconds.items()},
    }


def count_copies(trial: Trial, ident: str, part: int, text: str) -> dict[str, int]:
    """Return how often each server took a text."""
    return {
        "sms": trial.smsc.taken[text],
        "gateway": trial.gateway.taken[text],
        "bulk": trial.bulk.taken[text],
        "mail": trial.mail.taken[text],
        "letters": int((trial.folder / "letters" / f"{ident}.{part}.txt").exists()),
    }


def find_wrong(trial: Trial, held: Delivery, channel: str, part: int, text: str, count: int) -> Iterator[str]:
    """Give what the record says of a text on a channel that its server knows to be otherwise."""
    attempt = held.find(channel)
    if attempt is None:
        if count:
            yield "taken, and not on record as handed over"
        return
    server = {"sms": trial.smsc, "gateway": trial.gateway, "bulk": trial.bulk}.get(channel)
    said = server.said.get(text, set()) if server else set()
    state: Part = attempt.parts[part]
    refused = trial.mail.refusals.total() if channel == "mail" else server.refusals[text] if server else 0
    match state.stage:
        case Stage.QUEUED if count:
            yield "said not to be taken, and was"
        case Stage.HANDING:
            yield "still being handed over"
        case Stage.SENT | Stage.DELIVERED if not count:
            yield f"said to be {state.stage.value}, and was not taken"
    if has_arrived(state.stage) and not said & SAID_OF_ARRIVAL:
        yield "said to be delivered, and was not"
    if channel == "sms" and said & SAID_OF_ARRIVAL and not has_arrived(state.stage):
        yield "delivered, and not said to be"
    if state.stage is Stage.FAILED and not (said & SAID_OF_FAILURE or refused or state.why.startswith("no address")):
        yield "said to have failed, and did not"
    if channel == "sms" and len(said & (SAID_OF_ARRIVAL | SAID_OF_FAILURE)) == 2 and not state.contradicted:
        yield "a contradiction that is not shown"


def note(wrong: Counter[str], shown: dict[str, str], what: str, where: str) -> None:
    """Count something wrong, and keep where it was seen first."""
    wrong[what] += 1
    shown.setdefault(what, where)
