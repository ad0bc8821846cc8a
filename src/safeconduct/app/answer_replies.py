"""Let a person read the replies that no program understands, and say what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from safeconduct.app.access import Door
from safeconduct.app.ports import EventStore
from safeconduct.core.delivery import Meaning
from safeconduct.core.operation import Reply, UseCase, find_roles, may
from safeconduct.core.record import ActorId, Sealed

REPLY_TOPIC = "reply"
READ_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class WaitingReply:
    """Hold a reply that waits, with its words, which are in the outbox alone."""

    ident: str
    reply: Reply
    text: str  # "" where another device holds it, or it is not for who asks


def list_replies(door: Door, store: EventStore, actor: ActorId) -> list[WaitingReply]:
    """Return what waits for a person, the oldest first, calls for help before all others.

    People write names and numbers into their answers: the words are for those alone who may settle them.

    Raises:
        DeniedError: where the actor may not see the state.
    """
    state = door.read(actor)
    settles = may(find_roles(state.operators, actor), UseCase.SEND_MESSAGE)
    texts = {ident: text for _, ident, text in _read_texts(store)} if settles else {}
    waiting = [WaitingReply(ident, one, texts.get(ident, "")) for ident, one in state.replies.items()]
    return sorted(waiting, key=lambda one: (one.reply.meaning != Meaning.HELP, one.reply.heard_millis, one.ident))


def answer_reply(
    door: Door, store: EventStore, actor: ActorId, ident: str, meaning: Meaning, *, request: str = ""
) -> Sealed:
    """Record what a person read in a reply, let go of its words, and return the event.

    Raises:
        DeniedError: where the actor may not, or it does not wait.
    """
    sealed = door.act(actor, "reply.answered", {"reply": ident, "meaning": meaning.value}, request=request)
    store.settle([number for number, held, _ in _read_texts(store) if held == ident])
    return sealed


def _read_texts(store: EventStore) -> Iterator[tuple[int, str, str]]:
    after = 0
    while rows := store.outbox(READ_AT_ONCE, after):
        after = rows[-1][0]
        for number, one in rows:
            if one.topic == REPLY_TOPIC and isinstance(one.body, Mapping):
                yield number, str(one.body.get("reply", "")), str(one.body.get("text", ""))
