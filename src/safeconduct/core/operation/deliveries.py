"""Say what each kind of event about messages changes; each returns why it changes nothing, or ""."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from safeconduct.core.delivery import (
    KEPT_OF_A_PARTY,
    About,
    Closed,
    Delivery,
    Meaning,
    Signal,
    Thread,
    has_arrived,
)
from safeconduct.core.operation.binding import binds
from safeconduct.core.operation.draft import Draft, Reply
from safeconduct.core.operation.roles import UseCase, may
from safeconduct.core.record import DeviceId, Event

Said = Mapping[str, Any]

UNKNOWN = "this message was not queued"
PARTS_MAX = 20
CALLED_BACK = frozenset({About.INSTRUCTION.value, About.NO_CHANGE.value, About.STOP.value, About.HOLD.value})


def _find_no_say(draft: Draft, device: DeviceId, sends: bool) -> str:
    """Return why a device has no say about a message: it hands none over, and nobody there may send any.

    Whoever has taken over a guard's phone would else say of all messages that they arrived, and nobody would send them.
    """
    if sends or not binds(draft.operation):
        return ""
    senders = (one for one in draft.operators.values() if one.is_on_duty() and device in one.devices)
    if any(may(one.roles, UseCase.SEND_MESSAGE) for one in senders):
        return ""
    return f"device {device} does not send this, and nobody has joined there who may send messages"


def _sends_to(draft: Draft, device: DeviceId, party: str) -> bool:
    """Tell whether a device hands messages over to a party."""
    thread = draft.threads.get(party, Thread())
    return any(one in draft.messages and draft.messages[one].device == device for one in thread.messages)


def _queue(draft: Draft, event: Event, said: Said) -> str:
    entry = draft.parties.get(said["party"])
    if entry is None or entry.erased:
        return f"{said['party']} is not registered, or was erased"
    if said["message"] in draft.messages:
        return f"{said['message']} is queued already"
    if (
        not 1 <= said["count"] <= PARTS_MAX
        or not said["channels"]
        or len(set(said["channels"])) < len(said["channels"])
    ):
        return "a message has parts, and each of its channels once"
    if said["not_after_millis"] <= event.time.millis:
        return "a message that is too late already is not queued"
    replaced = said.get("replaces", "")
    if replaced:
        before = draft.messages.get(replaced)
        if before is None or before.party != said["party"]:
            return f"{replaced} is no message to {said['party']}"
        if before.closed is Closed.OPEN:
            draft.messages[replaced] = replace(before, closed=Closed.SUPERSEDED)
    draft.messages[said["message"]] = Delivery(
        said["case"],
        said["party"],
        said["about"],
        tuple(said["channels"]),
        said["count"],
        said["digest"],
        event.ident.device,
        event.time.millis,
        said["not_after_millis"],
    )
    thread = draft.threads.get(said["party"], Thread())
    draft.threads[said["party"]] = replace(
        thread,
        messages=_keep_newest(draft, (*thread.messages, said["message"])),
        told=said.get("substance", thread.told),
        crossed=max(thread.crossed, said.get("crossed", 0)),
    )
    return ""


def _keep_newest(draft: Draft, idents: tuple[str, ...]) -> tuple[str, ...]:
    """Let go of a party's oldest messages that are closed, so that the state does not grow with time."""
    while len(idents) > KEPT_OF_A_PARTY:
        oldest = next((one for one in idents[:-1] if draft.messages[one].closed is not Closed.OPEN), None)
        if oldest is None:
            return idents
        del draft.messages[oldest]
        idents = tuple(one for one in idents if one != oldest)
    return idents


def _queue_menu(draft: Draft, event: Event, said: Said) -> str:
    thread = draft.threads.get(said["party"], Thread())
    if thread.menus:
        return f"{said['party']} has had the menu: a person answers now"
    device = event.ident.device
    why = _find_no_say(draft, device, _sends_to(draft, device, said["party"])) or _queue(draft, event, said)
    if not why:
        draft.threads[said["party"]] = replace(draft.threads[said["party"]], menus=1)
    return why


def _queue_stop(draft: Draft, event: Event, said: Said) -> str:
    """Queue a STOP or HOLD, and call back whatever else is on its way to the party: it must not come after it."""
    before = draft.threads.get(said["party"], Thread()).messages
    why = _queue(draft, event, said)
    if why:
        return why
    for ident in before:
        held = draft.messages.get(ident)
        if held is not None and held.closed is Closed.OPEN and held.about in CALLED_BACK:
            draft.messages[ident] = replace(held, closed=Closed.SUPERSEDED)
    draft.threads[said["party"]] = replace(draft.threads[said["party"]], told="")
    return ""


def _queue_alert(draft: Draft, event: Event, said: Said) -> str:
    """Queue to a party an alert whose very bytes were released and sent, once: a cancel as one, a warning as one."""
    note = draft.alerts.get(said["alert"])
    if note is None or note.digest != said["content"]:
        return f"{said['alert']} was not sent with these bytes"
    if bool(note.release) is not (event.kind == "warning.queued"):
        return f"{said['alert']} is queued as what it is: a warning that two people released, or a cancel"
    if said["alert"] in draft.threads.get(said["party"], Thread()).warned:
        return f"{said['party']} was told {said['alert']} already"
    why = _queue(draft, event, said)
    if not why:
        thread = draft.threads[said["party"]]
        draft.threads[said["party"]] = replace(thread, warned=(*thread.warned, said["alert"]))
    return why


def _hand_card(draft: Draft, _: Event, said: Said) -> str:
    """Take a party's newest card as the one that it reads codes from; the same one again changes nothing."""
    if said["card"] < 1:
        return "cards are numbered from 1"
    strange = next((party for party in said["parties"] if party not in draft.parties), None)
    if strange is not None:
        return f"{strange} is not registered"
    for party in said["parties"]:
        thread = draft.threads.get(party, Thread())
        if said["card"] > thread.card:
            draft.threads[party] = replace(thread, card=said["card"], crossed=0)
    return ""


def _withdraw(draft: Draft, _: Event, said: Said) -> str:
    held = draft.messages.get(said["message"])
    if held is None or held.closed is not Closed.OPEN:
        return f"{said['message']} is not on its way"
    draft.messages[said["message"]] = replace(held, closed=Closed.SUPERSEDED)
    return ""


def _adopt(draft: Draft, event: Event, said: Said) -> str:
    held = draft.messages.get(said["message"])
    if held is None:
        return UNKNOWN
    if held.device != event.ident.device:
        draft.messages[said["message"]] = replace(held.doubt(event.time.millis), device=event.ident.device)
    return ""


def _begin(draft: Draft, event: Event, said: Said) -> str:
    held = draft.messages.get(said["message"])
    if held is None:
        return UNKNOWN
    if held.device != event.ident.device:
        return f"{said['message']} is handed over by device {held.device} alone"
    if held.closed is not Closed.OPEN or said["channel"] not in held.channels:
        return f"{said['message']} is closed, or does not go by {said['channel']}"
    handed = {int(one) for one in said["parts"] if one.isdecimal()}
    draft.messages[said["message"]] = held.begin(said["channel"], said["reference"], event.time.millis, handed)
    return ""


def _hear(signal: Signal) -> Callable[[Draft, Event, Said], str]:
    return lambda draft, event, said: _follow(draft, event, said, signal)


def _fail(draft: Draft, event: Event, said: Said) -> str:
    return _follow(draft, event, said, Signal.FAILED if said["again"] == "never" else Signal.NOT_TAKEN)


def _receive(draft: Draft, event: Event, said: Said) -> str:
    return _follow(draft, event, said, Signal(said["said"]))


def _follow(draft: Draft, event: Event, said: Said, signal: Signal) -> str:
    held = draft.messages.get(said["message"])
    if held is None:
        return UNKNOWN
    if held.find(said["channel"]) is None or not 0 <= said["part"] < held.count:
        return f"{said['message']} was not handed to {said['channel']}, or has no such part"
    if why := _find_no_say(draft, event.ident.device, event.ident.device == held.device):
        return why
    millis = event.time.millis
    after = held.hear(said["channel"], said["part"], signal, millis, said.get("why", ""), said.get("receipt", ""))
    draft.messages[said["message"]] = after
    if has_arrived(after.stage) and not has_arrived(held.stage):
        thread = draft.threads.get(held.party, Thread())
        draft.threads[held.party] = replace(thread, reached_millis=max(thread.reached_millis, millis))
    return ""


def _close(draft: Draft, event: Event, said: Said) -> str:
    held = draft.messages.get(said["message"])
    if held is None:
        return UNKNOWN
    if why := _find_no_say(draft, event.ident.device, event.ident.device == held.device):
        return why
    if held.closed is Closed.OPEN:
        draft.messages[said["message"]] = replace(held, closed=Closed(said["how"]))
    return ""


def _reply(draft: Draft, event: Event, said: Said) -> str:
    party, message = said.get("party", ""), said.get("message", "")
    meaning, millis, device = Meaning(said["meaning"]), event.time.millis, event.ident.device
    if party and (why := _find_no_say(draft, device, _sends_to(draft, device, party))):
        return why
    if party:
        thread = draft.threads.get(party, Thread())
        clear = meaning is not Meaning.UNCLEAR
        draft.threads[party] = replace(
            thread,
            reached_millis=max(thread.reached_millis, millis),
            reply=meaning.value if clear else thread.reply,
            replied_millis=millis if clear else thread.replied_millis,
            menus=0 if clear else thread.menus,
        )
    held = draft.messages.get(message)
    if held is not None and held.party == party and meaning is not Meaning.UNCLEAR:
        draft.messages[message] = replace(held, understood=True)
    if meaning is not Meaning.GOING or not party:
        draft.replies[said["reply"]] = Reply(meaning.value, said["channel"], millis, party, message)
    return ""


def _answer(draft: Draft, event: Event, said: Said) -> str:
    waiting = draft.replies.pop(said["reply"], None)
    if waiting is None:
        return f"{said['reply']} does not wait for anybody"
    meaning = Meaning(said["meaning"])
    if waiting.party and meaning is not Meaning.UNCLEAR:
        thread = draft.threads.get(waiting.party, Thread())
        draft.threads[waiting.party] = replace(thread, reply=meaning.value, replied_millis=event.time.millis, menus=0)
    return ""


DELIVERY_CHANGES: Mapping[str, Callable[[Draft, Event, Said], str]] = {
    "message.queued": _queue,
    "message.withdrawn": _withdraw,
    "message.adopted": _adopt,
    "message.handing": _begin,
    "message.handed": _hear(Signal.TAKEN),
    "message.doubted": _hear(Signal.LOST),
    "message.failed": _fail,
    "message.receipt": _receive,
    "message.closed": _close,
    "menu.queued": _queue_menu,
    "stop.queued": _queue_stop,
    "warning.queued": _queue_alert,
    "withdrawal.queued": _queue_alert,
    "card.handed": _hand_card,
    "reply.received": _reply,
    "reply.answered": _answer,
}
