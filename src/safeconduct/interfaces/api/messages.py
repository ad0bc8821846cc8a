"""Say how messages stand and what was answered, and settle replies."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from safeconduct.app.answer_replies import answer_reply, list_replies
from safeconduct.core.delivery import Delivery, Meaning
from safeconduct.interfaces.api.desk import At, Who
from safeconduct.interfaces.api.models import Ident, Recorded
from safeconduct.interfaces.api.paging import After, Most, cut_page
from safeconduct.interfaces.api.repeats import Key, answer, find_before, name_request
from safeconduct.interfaces.api.tell_models import MessageSaid, MessagesSaid, ReplyAnswer, ReplySaid

PROVED = APIRouter(tags=["messages"])


@PROVED.get("/messages")
def messages(desk: At, who: Who, after: After = "", most: Most = 100) -> MessagesSaid:
    """List how messages stand: queued, sent, delivered, read and understood are five things."""
    held = desk.door.read(who).messages
    names, further = cut_page(held, after, most)
    return MessagesSaid(messages=[_describe(name, held[name]) for name in names], next=further)


@PROVED.get("/replies")
def replies(desk: At, who: Who) -> list[ReplySaid]:
    """List the replies that wait for a person, calls for help first."""
    return [
        ReplySaid(
            reply=one.ident,
            party=one.reply.party or None,
            means=one.reply.meaning,
            channel=one.reply.channel,
            millis=one.reply.heard_millis,
            text=one.text or None,
        )
        for one in list_replies(desk.door, desk.store, who)
    ]


@PROVED.post("/replies/{reply}/answer", status_code=201)
def settle(reply: Annotated[Ident, Path()], asked: ReplyAnswer, desk: At, who: Who, key: Key = "") -> Recorded:
    """Record what you have read in a reply; its words are let go."""
    request = name_request(who, "reply", key)
    sealed = find_before(desk, request) or answer_reply(
        desk.door, desk.store, who, reply, Meaning(asked.means), request=request
    )
    return answer(sealed, {"reply": reply, "meaning": asked.means})


def _describe(name: str, one: Delivery) -> MessageSaid:
    return MessageSaid(
        message=name,
        party=one.party,
        about=one.about,
        state=one.stage.value,
        channel=one.attempts[-1].channel if one.attempts else None,
        queued_millis=one.queued_millis,
        reason=one.why or None,
    )
