"""Queue an alert that was sent to every registered party in its area that has a channel: one message to each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from safeconduct.app.cover_warning import find_people
from safeconduct.app.queue_messages import queue_messages
from safeconduct.app.warning_desk import WarningDesk, make_digest
from safeconduct.app.word_warning import choose_info, write_long, write_sms
from safeconduct.core.basics import CannotReadError
from safeconduct.core.delivery import About, ChannelRule, Closed, Message, Thread
from safeconduct.core.operation import State
from safeconduct.core.record import ActorId
from safeconduct.core.warnings import Alert, find_placed

SMS = "sms"
IDENT_SIGNS = 18


def compose_warning(
    state: State, alert: Alert, rules: Mapping[str, ChannelRule], *, again: bool = False
) -> list[Message]:
    """Return a message to each party that is to be told an alert and was not told it yet; with `again`, to all of them.

    Those are the parties in the area, and whoever was told what it replaces or withdraws, wherever they are now.
    Nobody is told again: what is composed twice is queued once.
    """
    rings = [ring for area in alert.infos[0].areas for ring in area.rings]
    inside = {one.party for one in find_placed(find_people(state, None), rings)}
    before = {one.identifier for one in alert.references}
    told = {party for party, thread in state.threads.items() if before.intersection(thread.warned)}
    messages = []
    for party in sorted(inside | told):
        entry, thread = state.parties.get(party), state.threads.get(party, Thread())
        if entry is None or entry.erased or (alert.identifier in thread.warned and not again):
            continue
        reach = entry.facts.get("channels", ())
        assert isinstance(reach, Sequence)
        channels = tuple(name for name, rule in rules.items() if rule.contact in reach)
        if channels:
            by_sms = any(rules[name].contact == SMS for name in channels)
            language = str(entry.facts.get("language", ""))
            messages.append(_word(state, alert, party, language, channels, by_sms=by_sms))
    return messages


def tell_warning(desk: WarningDesk, actor: ActorId, identifier: str, now_millis: int) -> int:
    """Queue a sent alert to all who are to be told it and were not yet; return how many messages are queued.

    An alert that has ended, or is over, is told to nobody more. After a crash the same call goes on where it stopped.

    Raises:
        CannotReadError: where what is kept is not, to the letter, what was sent.
        DeniedError: where the actor may not, or the alert was not sent.
        StoreError: where the record refuses.
    """
    alert, kept = desk.read(identifier)
    state, digest = desk.door.state(), make_digest(kept.data)
    note = state.alerts.get(identifier)
    if note is None or note.digest != digest:
        raise CannotReadError(f"{identifier}: what is kept here is not what was sent, so nobody is told it")
    if note.ended_by or all(info.expires * 1000 <= now_millis for info in alert.infos):
        return 0
    kind = "warning.queued" if note.release else "withdrawal.queued"
    messages = compose_warning(state, alert, desk.rules())
    return queue_messages(desk.door, actor, messages, kind=kind, more={"alert": identifier, "content": digest})


def name_message(alert: str, party: str) -> str:
    """Return the id of the one message that tells a party an alert.

    >>> name_message("sc-7", "P1") == name_message("sc-7", "P1") != name_message("sc-7.c", "P1")
    True
    """
    return "w" + hashlib.sha256(f"{alert} {party}".encode()).hexdigest()[:IDENT_SIGNS]


def _word(state: State, alert: Alert, party: str, language: str, channels: tuple[str, ...], *, by_sms: bool) -> Message:
    info = choose_info(alert, language)
    earlier = [name_message(one.identifier, party) for one in alert.references]
    waits = [one for one in earlier if one in state.messages and state.messages[one].closed is Closed.OPEN]
    return Message(
        ident=name_message(alert.identifier, party),
        case=f"{party}.1",
        party=party,
        about=About.WARNING,
        channels=channels,
        parts=write_sms(alert, info) if by_sms else (write_long(info),),
        not_after_millis=int(info.expires * 1000),
        language=info.language,
        replaces=waits[0] if waits else "",
    )
