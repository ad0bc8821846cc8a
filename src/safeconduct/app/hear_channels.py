"""Hear what channels bring back: receipts and replies are on record before the channel is thanked for them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from safeconduct.app.access import Door
from safeconduct.app.answer_replies import REPLY_TOPIC
from safeconduct.app.dispatch_line import Line
from safeconduct.app.receipt_book import ReceiptBook, SenderBook
from safeconduct.app.record_acts import record_acts
from safeconduct.core.basics import DeniedError
from safeconduct.core.delivery import (
    TOPIC,
    About,
    Heard,
    HeardReceipt,
    HeardReply,
    Meaning,
    Message,
    Thread,
    parse_reply,
    write_body,
)
from safeconduct.core.operation import SYSTEM, State
from safeconduct.core.operation.delivery_acts import Act, word_outcome, word_queued
from safeconduct.core.record import Json, Outgoing

STRANGE_MILLIS = 60_000
"""So long a receipt may come before the answer to its hand-over does; then it is of nothing that we know."""

MENU_HOLDS_MILLIS = 6 * 3_600_000
REPLY_SIGNS = 2_000


@dataclass(slots=True)
class Ear:
    """Hold what was heard and is not yet understood."""

    door: Door
    lines: Mapping[str, Line]
    book: ReceiptBook
    senders: SenderBook
    now_millis: Callable[[], int]
    write_menu: Callable[[str], Sequence[str]] | None
    tell: Callable[[str], None]
    strange: int = 0  # receipts of nothing that we know
    _deaf: set[str] = field(default_factory=set)  # channels whose folder or line fails just now
    _unplaced: list[tuple[Line, HeardReceipt, int]] = field(default_factory=list)

    async def listen(self) -> set[str]:
        """Record what has come in; return which messages it is about."""
        now, touched = self.now_millis(), set[str]()
        waiting, self._unplaced = self._unplaced, []
        for line in self.lines.values():
            for heard in await self._hear(line):
                if isinstance(heard, HeardReply):
                    touched.add(self._take_reply(line, heard))
                    await self._thank(line, [heard.token])
                else:
                    waiting.append((line, heard, now))
        return touched | await self._place(waiting, now)

    async def _hear(self, line: Line) -> Sequence[Heard]:
        """Return what a channel has heard; where it fails, say so once and go on: the others hear and send."""
        try:
            heard = await line.channel.hear()
        except OSError as error:
            self._say_deaf(line, error)
            return ()
        if line.name in self._deaf:
            self._deaf.remove(line.name)
            self.tell(f"{line.name} is heard again")
        return heard

    async def _thank(self, line: Line, tokens: Sequence[int]) -> None:
        """Let a channel take away what is on record; what it cannot take away it does not bring twice."""
        try:
            await line.channel.thank(tokens)
        except OSError as error:
            self._say_deaf(line, error)

    def _say_deaf(self, line: Line, error: OSError) -> None:
        if line.name not in self._deaf:
            self._deaf.add(line.name)
            why = error.strerror or type(error).__name__
            self.tell(f"{line.name}: what came back cannot be read or taken away ({why}); it is tried again")

    async def _place(self, waiting: Sequence[tuple[Line, HeardReceipt, int]], now: int) -> set[str]:
        if not waiting:
            return set()
        state = self.door.state()
        acts: list[Act] = []
        placed: list[tuple[Line, HeardReceipt]] = []
        touched = set()
        for line, heard, since in waiting:
            place = self.book.find(line.name, heard, state.messages)
            if place is None:
                if now - since < STRANGE_MILLIS:
                    self._unplaced.append((line, heard, since))
                else:
                    self.strange += 1
                    placed.append((line, heard))
                continue
            message, part = place
            placed.append((line, heard))
            if _changes(state, message, line.name, part, heard):
                acts.append(word_outcome(message, line.name, part, heard.outcome, receipt=True))
                touched.add(message)
            if heard.outcome.receipt:
                self.book.note_receipt(line.name, heard.outcome.receipt, place)
        record_acts(self.door, acts)
        for line in self.lines.values():
            tokens = [heard.token for one, heard in placed if one is line]
            if tokens:
                await self._thank(line, tokens)
        return touched

    def _take_reply(self, line: Line, heard: HeardReply) -> str:
        """Record what somebody answered, and return to which message.

        What is not plain waits for a person, its words in the outbox alone.
        """
        meaning, ident = parse_reply(heard.text), f"r{secrets.token_hex(6)}"
        party, message = self.senders.find(heard.sender)
        said: dict[str, Json] = {
            "reply": ident,
            "channel": line.name,
            "meaning": meaning.value,
            "digest": hashlib.sha256(f"{ident}\0{heard.text}".encode()).hexdigest()[:32],
        }
        said |= {"party": party, "message": message} if party else {}
        waits = meaning is not Meaning.GOING or not party
        words: Json = {"reply": ident, "text": heard.text[:REPLY_SIGNS]}
        self.door.act(SYSTEM, "reply.received", said, follows=[Outgoing(REPLY_TOPIC, words)] if waits else ())
        if meaning is Meaning.UNCLEAR and party:
            self._send_menu(line, party, message)
        return message

    def _send_menu(self, line: Line, party: str, message: str) -> None:
        """Answer with the menu, once: who is not understood twice is called by a person."""
        state = self.door.state()
        asked = state.messages.get(message)
        if self.write_menu is None or asked is None or state.threads.get(party, Thread()).menus:
            return
        language = str(state.parties[party].facts.get("language", "en")) if party in state.parties else "en"
        menu = Message(
            f"menu-{secrets.token_hex(6)}",
            asked.case,
            party,
            About.MENU,
            (line.name,),
            tuple(self.write_menu(language)),
            self.now_millis() + MENU_HOLDS_MILLIS,
            language,
        )
        kind, said = word_queued(menu, "menu.queued")
        with suppress(DeniedError):  # somebody erased the party in between
            self.door.act(SYSTEM, kind, said, follows=[Outgoing(TOPIC, write_body(menu))])


def _changes(state: State, message: str, channel: str, part: int, heard: HeardReceipt) -> bool:
    """Tell whether a receipt says anything new: those that are doubled need no event."""
    held = state.messages.get(message)
    if held is None or held.find(channel) is None or not 0 <= part < held.count:
        return False
    after = held.hear(channel, part, heard.outcome.signal, 0, heard.outcome.why, heard.outcome.receipt)
    return after != held
