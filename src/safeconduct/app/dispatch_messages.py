"""Dispatch what waits in the outbox; killed at any moment, it loses nothing and sends nothing twice knowingly.

That a message is being handed over is on record before it is done. After a crash it is therefore in doubt: its channel
is asked, or given it once more where it knows the same reference again, or left alone until the next channel's turn.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from safeconduct.app.access import Door
from safeconduct.app.dispatch_line import Line, open_line
from safeconduct.app.hear_channels import Ear
from safeconduct.app.open_addresses import AddressDoor, tell_nobody
from safeconduct.app.ports import Channel, EventStore, Vault
from safeconduct.app.receipt_book import ReceiptBook, SenderBook
from safeconduct.app.record_acts import record_acts
from safeconduct.app.waiting_messages import WaitingMessages
from safeconduct.core.delivery import (
    About,
    Address,
    AskChannel,
    ChannelRule,
    Close,
    Closed,
    Delivery,
    HandOver,
    Handover,
    Known,
    Outcome,
    Signal,
    Stage,
    Wait,
    find_step,
)
from safeconduct.core.operation import Level, State, find_order
from safeconduct.core.operation.delivery_acts import Act, word_handing, word_outcome

GATHER_SECONDS = 0.05  # what comes meanwhile shares one wait for the disk
CLOSED_AT_ONCE = 1_000
STRANDED_MILLIS = 60_000
BUSY_MILLIS = 200
STOPPED_MILLIS = 1_000
PEOPLE_MOST = 4
"""So many people of a party are asked for at most: each costs one of the addresses that the vault gives."""
FINISH_SECONDS = 20.0
REPEATABLE = {True: frozenset({Stage.QUEUED, Stage.IN_DOUBT}), False: frozenset({Stage.QUEUED})}

Writer = Callable[[str], Sequence[str]]
"""Writes the menu in a language."""


@dataclass(frozen=True, slots=True)
class _Landed:
    message: str
    channel: str
    outcomes: Sequence[tuple[int, Outcome]]
    asked: bool


class Dispatcher:
    """Take each message from queue to confirmation; one runs on a device at a time."""

    def __init__(
        self,
        door: Door,
        store: EventStore,
        vault: Vault,
        channels: Mapping[str, Channel],
        rules: Mapping[str, ChannelRule],
        now_millis: Callable[[], int],
        write_menu: Writer | None = None,
        until: Stage = Stage.DELIVERED,
        tell: Callable[[str], None] = tell_nobody,
    ) -> None:
        """Take the channels by name, each with its rule; `until` is what counts as confirmed.

        `tell` is told, once each time, what keeps messages waiting and that it is over.
        """
        self._door, self._addresses, self._now = door, AddressDoor(vault, tell), now_millis
        self._rules, self._until = {name: rules[name] for name in channels}, until
        self._lines = {name: open_line(name, one, rules[name], now_millis()) for name, one in channels.items()}
        self._device, self._run = store.operation().device, secrets.token_hex(3)
        self._waiting = WaitingMessages(store)
        self._asked: dict[str, dict[str, int]] = {}  # when, by message and channel
        self._flights: set[asyncio.Task[None]] = set()
        self._landed: list[_Landed] = []
        self._book, self._senders = ReceiptBook({}), SenderBook()
        self._reference = 1
        self._ear = Ear(door, self._lines, self._book, self._senders, self._now, write_menu, tell)

    async def run(self, stop: asyncio.Event) -> None:
        """Dispatch until `stop` is set."""
        await self.start()
        try:
            while not stop.is_set():
                await self.step()
                await asyncio.sleep(GATHER_SECONDS)
        finally:
            await self.finish()

    async def start(self) -> None:
        """Put in doubt what an earlier run was handing over, and open the channels."""
        state = self._door.state()
        own = {ident: held for ident, held in state.messages.items() if held.device == self._device}
        record_acts(
            self._door,
            [
                word_outcome(ident, attempt.channel, part, Outcome(Signal.LOST, why="the sender was interrupted"))
                for ident, held in own.items()
                for attempt in held.attempts
                for part, one in enumerate(attempt.parts)
                if one.stage is Stage.HANDING
            ],
        )
        self._reference = 1 + max(
            (one.reference + held.count for held in own.values() for one in held.attempts), default=0
        )
        self._book = ReceiptBook(state.messages)
        self._ear.book = self._book
        for line in self._lines.values():
            await line.channel.open()

    async def step(self) -> None:
        """Do what is due now."""
        self._waiting.take_in()
        touched = await self._ear.listen()
        touched |= self._land()
        now = self._now()
        for ident in touched:
            self._waiting.plan(ident, now)
        state = self._door.state()
        self._advance(state, now)
        self._begin(state, now)

    async def finish(self) -> None:
        """Wait for what is on the way, record it, and close the channels."""
        if self._flights:
            await asyncio.wait(self._flights, timeout=FINISH_SECONDS)
        self._land()
        await self._ear.listen()
        for line in self._lines.values():
            await line.channel.close()

    def is_idle(self) -> bool:
        """Tell whether every message that this device holds is closed."""
        return self._waiting.is_empty()

    def find_next_millis(self) -> int | None:
        """Return when something is to be done next unless something is heard; None where nothing waits at all."""
        if self._waiting.is_busy() or self._flights or self._landed:
            return self._now()
        return self._waiting.find_next_millis()

    def _advance(self, state: State, now: int) -> None:
        """Take the next step about each message that is due."""
        closes: dict[str, Closed] = {}
        for ident in self._waiting.list_due(now):
            held = state.messages.get(ident)
            if held is None:  # the record does not follow that it was queued, or has let go of it
                closes[ident] = Closed.SUPERSEDED
            elif held.device != self._device and held.closed is Closed.OPEN:
                self._waiting.plan(ident, now + STRANDED_MILLIS)
            else:
                self._decide(state, ident, held, now, closes)
        for first in range(0, len(closes), CLOSED_AT_ONCE):
            self._close(state, list(closes.items())[first : first + CLOSED_AT_ONCE])

    def _decide(self, state: State, ident: str, held: Delivery, now: int, closes: dict[str, Closed]) -> None:
        match find_step(held, self._rules, now, self._until, self._asked.get(ident, {})):
            case Close(how):
                closes[ident] = how
            case Wait(until_millis):
                self._waiting.plan(ident, until_millis)
            case AskChannel(channel) if self._lines[channel].asking >= self._rules[channel].window:
                self._waiting.plan(ident, now + BUSY_MILLIS)
            case AskChannel(channel):
                self._asked.setdefault(ident, {})[channel] = now
                self._ask(ident, held, self._lines[channel])
                self._waiting.plan(ident, now + 1)  # another channel may be due as well
            case HandOver() if stands_against(state, held):
                self._waiting.plan(ident, now + STOPPED_MILLIS)
            case HandOver(channel):
                self._waiting.hold(ident)
                self._lines[channel].ready.append(ident)

    def _close(self, state: State, closes: Sequence[tuple[str, Closed]]) -> None:
        """Record the end of messages, then let go of their words."""
        ends = [(ident, how) for ident, how in closes if ident in state.messages]
        record_acts(
            self._door,
            [
                ("message.closed", {"message": ident, "how": how.value})
                for ident, how in ends
                if state.messages[ident].closed is Closed.OPEN
            ],
        )
        self._waiting.let_go([ident for ident, _ in closes])
        for ident, _ in closes:
            self._asked.pop(ident, None)

    def _ask(self, ident: str, held: Delivery, line: Line) -> None:
        attempt = held.find(line.name)
        if attempt is not None:
            asked = [
                (part, Known(f"{ident}.{part}", attempt.reference + part, attempt.receipts[part]))
                for part, one in enumerate(attempt.parts)
                if one.stage in (Stage.IN_DOUBT, Stage.SENT)
            ]
            self._fly(line, ident, line.ask(asked), asked=True)

    def _begin(self, state: State, now: int) -> None:
        """Open the addresses of those whose turn it is, record that they are handed over, then hand them over."""
        starts: list[tuple[Line, str, Address]] = []
        refused: list[Act] = []
        for line in self._lines.values():
            drawn = line.draw(now) if now >= self._addresses.paused_millis else []
            for at, ident in enumerate(drawn):
                opened = self._open(line, ident, state, now)
                if opened is None:  # the vault is shut: they come first once it opens
                    line.ready.extendleft(reversed(drawn[at:]))
                    break
                if isinstance(opened, Address):
                    starts.append((line, ident, opened))
                else:
                    refused += opened
                    self._waiting.release(ident, now)
        record_acts(self._door, refused)
        if starts:
            self._hand_over(starts, state, now)

    def _open(self, line: Line, ident: str, state: State, now: int) -> Address | list[Act] | None:
        """Return where the message goes now; or what is on record instead; or None where the vault is shut."""
        held = state.messages[ident]
        if find_step(held, self._rules, now, self._until) != HandOver(line.name):
            return []  # something was heard meanwhile
        if stands_against(state, held):
            return []  # a STOP came while it waited for its turn
        if self._waiting.read(ident).digest() != held.digest:
            return self._refuse(line, ident, held, "the text was changed after it was queued")
        tried = held.find(line.name)
        ask = f"{ident}.{held.channels.index(line.name)}.{tried.tries if tried else 0}.{self._run}"
        opened = self._addresses.open_first(list_people(state, held), ask, line.rule.contact, now)
        return self._refuse(line, ident, held, opened) if isinstance(opened, str) else opened

    def _refuse(self, line: Line, ident: str, held: Delivery, why: str) -> list[Act]:
        parts, outcome = _list_open(held, line), Outcome(Signal.FAILED, why=why)
        begun = word_handing(ident, line.name, 0, parts)
        return [begun, *(word_outcome(ident, line.name, part, outcome) for part in parts)]

    def _hand_over(self, starts: Sequence[tuple[Line, str, Address]], state: State, now: int) -> None:
        acts: list[Act] = []
        references = []
        for line, ident, _ in starts:
            references.append(self._reference)
            held = state.messages[ident]
            acts.append(word_handing(ident, line.name, self._reference, _list_open(held, line)))
            self._reference += held.count
        for (line, ident, address), reference, followed in zip(
            starts, references, record_acts(self._door, acts), strict=True
        ):
            if not followed:  # it was closed in between
                self._waiting.release(ident, now)
                continue
            message = self._waiting.read(ident)
            parts = [
                Handover(
                    message=ident,
                    part=part,
                    parts=len(message.parts),
                    reference=reference + part,
                    to=address,
                    text=message.parts[part],
                    language=message.language,
                    not_after_millis=message.not_after_millis,
                )
                for part in _list_open(state.messages[ident], line)
            ]
            for one in parts:
                self._book.note_reference(line.name, one.reference, (ident, one.part))
            self._senders.note(address, message.party, ident)
            self._fly(line, ident, line.hand_over(parts))

    def _fly(
        self, line: Line, ident: str, work: Coroutine[Any, Any, list[tuple[int, Outcome]]], *, asked: bool = False
    ) -> None:
        async def fly() -> None:
            outcomes = await work
            self._landed.append(_Landed(ident, line.name, outcomes, asked))

        line.flying += not asked
        line.asking += asked
        task = asyncio.get_running_loop().create_task(fly())
        self._flights.add(task)
        task.add_done_callback(self._flights.discard)

    def _land(self) -> set[str]:
        """Record what came of the hand-overs that have ended; return the messages that this is about."""
        landed, self._landed = self._landed, []
        if not landed:
            return set()
        record_acts(
            self._door,
            [
                word_outcome(one.message, one.channel, part, outcome, receipt=one.asked)
                for one in landed
                for part, outcome in one.outcomes
            ],
        )
        now = self._now()
        for one in landed:
            line = self._lines[one.channel]
            for part, outcome in one.outcomes:
                if outcome.receipt:
                    self._book.note_receipt(one.channel, outcome.receipt, (one.message, part))
                if outcome.wait_seconds:
                    line.paused_millis = max(line.paused_millis, now + int(outcome.wait_seconds * 1000))
            line.asking -= one.asked
            if not one.asked:
                line.flying -= 1
                self._waiting.release(one.message)
        return {one.message for one in landed}


def stands_against(state: State, held: Delivery) -> bool:
    """Tell whether a STOP or HOLD stands over whom a message would set moving: it waits, as long as it is worth it.

    That is an instruction, and a word from before the order that what was told still holds. Of sites and corridors the
    record does not say who passes there: whoever is told the STOP has it called back.
    """
    order = find_order(state.orders, f"party:{held.party}")
    if order is None or order.level is Level.GO:
        return False
    return held.about == About.INSTRUCTION or (held.about == About.NO_CHANGE and held.queued_millis <= order.millis)


def list_people(state: State, held: Delivery) -> list[str]:
    """Return whose addresses may be asked for: the recipient's, then those of the party's next people."""
    party = state.parties.get(held.party)
    people = party.facts.get("people") if party is not None else None
    if held.case != f"{held.party}.1" or not isinstance(people, int):
        return [held.case]
    return [f"{held.party}.{number}" for number in range(1, min(people, PEOPLE_MOST) + 1)] or [held.case]


def _list_open(held: Delivery, line: Line) -> list[int]:
    """Return the parts that the channel has not, or may not have where it would know them again."""
    tried, repeatable = held.find(line.name), REPEATABLE[line.rule.idempotent]
    return [part for part in range(held.count) if tried is None or tried.parts[part].stage in repeatable]
