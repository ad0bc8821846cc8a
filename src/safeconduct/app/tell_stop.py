"""Tell all who were told anything that movement stops, or waits: one person, a few seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.find_recipients import Recipient, find_recipient
from safeconduct.app.preview_messages import PlaceLine, Preview, preview_messages
from safeconduct.app.queue_messages import queue_messages
from safeconduct.core.delivery import About, ChannelRule, Message
from safeconduct.core.instructions import Phrasebook, Words
from safeconduct.core.instructions.brief_text import write_brief
from safeconduct.core.operation import State
from safeconduct.core.record import ActorId

HOLDS_HOURS = 24.0
MESSAGES: Mapping[About, str] = {About.STOP: "sms-stop", About.HOLD: "sms-hold"}


@dataclass(frozen=True, slots=True)
class Means:
    """Hold what a line to many is told with: in which kind of operation, in which words, by which channels."""

    exercise: bool
    phrasebook: Phrasebook
    rules: Mapping[str, ChannelRule]
    secret: bytes
    draw: Callable[[], str]  # an id for each message


@dataclass(frozen=True, slots=True)
class BriefTelling:
    """Hold what would be told in a line, and to whom; nothing has left."""

    told: tuple[tuple[Recipient, Message], ...]
    preview: Preview


def compose_stop(state: State, about: About, subject: str, means: Means, now_millis: int) -> BriefTelling:
    """Return the STOP or HOLD to all who were told anything and have not arrived; it is worth something for a day.

    An order about one party is for that party. One about a site or a corridor goes to everybody who was told anything:
    who passes there is in a plan, and nobody waits for it to be read.
    """
    one = subject.removeprefix("party:")
    concerned = [one] if one != subject else sorted({*state.told, *state.threads})
    until = now_millis + int(HOLDS_HOURS * 3_600_000)
    return compose_brief(state, dict.fromkeys(concerned, MESSAGES[about]), about, means, until)


def compose_brief(
    state: State, said: Mapping[str, str], about: About, means: Means, not_after_millis: int
) -> BriefTelling:
    """Return one line of the catalogue for each party that is still to be reached; `said` names the line by party."""
    told, alone, people = list[tuple[Recipient, Message]](), 0, 0
    unspoken: dict[str, int] = {}
    for party, name in said.items():
        found = find_recipient(state, party, means.phrasebook, means.rules, means.secret)
        if found is None:
            continue
        if not found.channels:
            alone, people = alone + 1, people + found.people
            continue
        if not found.spoken:
            tag = str(state.parties[party].facts.get("language", ""))
            unspoken[tag] = unspoken.get(tag, 0) + 1
        text = write_brief(found.words, name, means.exercise, found.card_code)
        told.append((found, _word(found, found.words, about, text, means.draw(), not_after_millis)))
    nobody = [PlaceLine("everywhere", alone, people)] if alone else []
    return BriefTelling(tuple(told), preview_messages(told, means.rules, nobody, other_language=unspoken))


def tell_stop(door: Door, actor: ActorId, telling: BriefTelling, request: str = "", *, after: int = 0) -> int:
    """Queue the STOP or HOLD to all, and call back what is on its way to them; return how many are queued.

    Raises:
        DeniedError: where the operator may not stop, or no such order stands.
        StoreError: where the record refuses.
    """
    messages = [message for _, message in telling.told]
    return queue_messages(door, actor, messages, request, "stop.queued", after=after)


def _word(recipient: Recipient, words: Words, about: About, text: str, ident: str, not_after_millis: int) -> Message:
    return Message(
        ident=ident,
        case=recipient.case,
        party=recipient.party,
        about=about,
        channels=recipient.channels,
        parts=(text,),
        not_after_millis=not_after_millis,
        language=words.language,
        replaces=recipient.replaces,
        crossed=recipient.crossed,
    )
