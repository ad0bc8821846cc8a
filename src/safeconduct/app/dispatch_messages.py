"""Dispatch what waits in the outbox; killed at any moment, it loses nothing and sends nothing twice knowingly.

That a message is being handed over is on record before it is done. After a crash it is therefore in doubt: its channel
is asked, or given it once more where it knows the same reference again, or left alone until the next channel's turn.
"""

from __future__ import annotations

import asyncio
import heapq
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from safeconduct.app.access import Door
from safeconduct.app.dispatch_line import Line, open_line
from safeconduct.app.hear_channels import Ear
from safeconduct.app.ports import Channel, EventStore, Vault
from safeconduct.app.receipt_book import ReceiptBook, SenderBook
from safeconduct.core.basics import DeniedError
from safeconduct.core.delivery import (
    TOPIC,
    Address,
    AskChannel,
    ChannelRule,
    Close,
    Closed,
    Delivery,
    HandOver,
    Handover,
    Known,
    Message,
    Outcome,
    Signal,
    Stage,
    Wait,
    find_step,
    read_body,
)
from safeconduct.core.operation import SYSTEM, State
from safeconduct.core.operation.delivery_acts import Act, word_handing, word_outcome
from safeconduct.core.vault import CaseId, VaultLockedError, VaultRefusedError

READ_AT_ONCE = 2_000
GATHER_SECONDS = 0.05  # what comes meanwhile shares one wait for the disk
CLOSED_AT_ONCE = 1_000
LOCKED_MILLIS = 5_000
STRANDED_MILLIS = 60_000
BUSY_MILLIS = 200
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
    ) -> None:
        """Take the channels by name, each with its rule; `until` is what counts as confirmed."""
        self._door, self._store, self._vault, self._now = door, store, vault, now_millis
        self._rules, self._until = {name: rules[name] for name in channels}, until
        self._lines = {name: open_line(name, one, rules[name], now_millis()) for name, one in channels.items()}
        self._device, self._run = store.operation().device, secrets.token_hex(3)
        self._texts: dict[str, tuple[int, Message]] = {}  # by message, with the number in the outbox
        self._read = 0  # of the outbox
        self._due: list[tuple[int, str]] = []
        self._next: dict[str, int] = {}  # when each message is due: an older entry of the list is void
        self._busy: set[str] = set()  # messages that are flying, or wait for their channel's turn
        self._asked: dict[str, dict[str, int]] = {}  # when, by message and channel
        self._flights: set[asyncio.Task[None]] = set()
        self._landed: list[_Landed] = []
        self._vault_paused = 0
        self._book, self._senders = ReceiptBook({}), SenderBook()
        self._reference = 1
        self._ear = Ear(door, self._lines, self._book, self._senders, self._now, write_menu)

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
        self._record(
            [
                word_outcome(ident, attempt.channel, part, Outcome(Signal.LOST, why="the sender was interrupted"))
                for ident, held in own.items()
                for attempt in held.attempts
                for part, one in enumerate(attempt.parts)
                if one.stage is Stage.HANDING
            ]
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
        self._take_in()
        touched = await self._ear.listen()
        touched |= self._land()
        now = self._now()
        for ident in touched:
            self._plan(ident, now)
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
        return not self._texts

    def find_next_millis(self) -> int | None:
        """Return when something is to be done next unless something is heard; None where nothing waits at all."""
        if self._busy or self._flights or self._landed:
            return self._now()
        return min(self._next.values(), default=None)

    def _take_in(self) -> None:
        """Read what was queued since."""
        rows = self._store.outbox(READ_AT_ONCE, self._read)
        for number, one in rows:
            self._read = number
            if one.topic == TOPIC:
                with suppress(ValueError):  # no message: whoever put it there may take it out
                    message = read_body(one.body)
                    self._texts[message.ident] = (number, message)
                    self._plan(message.ident, 0)

    def _advance(self, state: State, now: int) -> None:
        """Take the next step about each message that is due."""
        closes: dict[str, Closed] = {}
        while self._due and self._due[0][0] <= now:
            due, ident = heapq.heappop(self._due)
            if due != self._next.get(ident) or ident in self._busy or ident not in self._texts:
                continue
            held = state.messages.get(ident)
            if held is None:  # the record does not follow that it was queued, or has let go of it
                closes[ident] = Closed.SUPERSEDED
            elif held.device != self._device and held.closed is Closed.OPEN:
                self._plan(ident, now + STRANDED_MILLIS)
            else:
                self._decide(ident, held, now, closes)
        for first in range(0, len(closes), CLOSED_AT_ONCE):
            self._close(state, list(closes.items())[first : first + CLOSED_AT_ONCE])

    def _decide(self, ident: str, held: Delivery, now: int, closes: dict[str, Closed]) -> None:
        match find_step(held, self._rules, now, self._until, self._asked.get(ident, {})):
            case Close(how):
                closes[ident] = how
            case Wait(until_millis):
                self._plan(ident, until_millis)
            case AskChannel(channel) if self._lines[channel].asking >= self._rules[channel].window:
                self._plan(ident, now + BUSY_MILLIS)
            case AskChannel(channel):
                self._asked.setdefault(ident, {})[channel] = now
                self._ask(ident, held, self._lines[channel])
                self._plan(ident, now + 1)  # another channel may be due as well
            case HandOver(channel):
                self._busy.add(ident)
                self._lines[channel].ready.append(ident)

    def _close(self, state: State, closes: Sequence[tuple[str, Closed]]) -> None:
        """Record the end of messages, then let go of their words."""
        ends = [(ident, how) for ident, how in closes if ident in state.messages]
        self._record(
            [
                ("message.closed", {"message": ident, "how": how.value})
                for ident, how in ends
                if state.messages[ident].closed is Closed.OPEN
            ]
        )
        self._store.settle([self._texts.pop(ident)[0] for ident, _ in closes])
        for ident, _ in closes:
            self._asked.pop(ident, None)
            self._next.pop(ident, None)

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
            drawn = line.draw(now) if now >= self._vault_paused else []
            for at, ident in enumerate(drawn):
                opened = self._open(line, ident, state, now)
                if opened is None:  # the vault is shut: they come first once it opens
                    line.ready.extendleft(reversed(drawn[at:]))
                    break
                if isinstance(opened, Address):
                    starts.append((line, ident, opened))
                else:
                    refused += opened
                    self._release(ident, now)
        self._record(refused)
        if starts:
            self._hand_over(starts, state, now)

    def _open(self, line: Line, ident: str, state: State, now: int) -> Address | list[Act] | None:
        """Return where the message goes now; or what is on record instead; or None where the vault is shut."""
        held = state.messages[ident]
        if find_step(held, self._rules, now, self._until) != HandOver(line.name):
            return []  # something was heard meanwhile
        _, message = self._texts[ident]
        if message.digest() != held.digest:
            return self._refuse(line, ident, held, "the text was changed after it was queued")
        tried = held.find(line.name)
        ask = f"{ident}.{held.channels.index(line.name)}.{tried.tries if tried else 0}.{self._run}"
        try:
            return Address(self._vault.open_contact(CaseId(held.case), ask, line.rule.contact))
        except VaultLockedError:
            self._vault_paused = now + LOCKED_MILLIS
            return None
        except VaultRefusedError as error:
            if error.wait_seconds or error.code == "quota":
                self._vault_paused = now + max(error.wait_seconds, 1) * 1000
                return None
            return self._refuse(line, ident, held, f"no address: {error.code}")
        except ValueError:
            return self._refuse(line, ident, held, "the address is not one recipient's")

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
        for (line, ident, address), reference, followed in zip(starts, references, self._record(acts), strict=True):
            if not followed:  # it was closed in between
                self._release(ident, now)
                continue
            _, message = self._texts[ident]
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
        self._record(
            [
                word_outcome(one.message, one.channel, part, outcome, receipt=one.asked)
                for one in landed
                for part, outcome in one.outcomes
            ]
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
                self._busy.discard(one.message)
        return {one.message for one in landed}

    def _plan(self, ident: str, due: int) -> None:
        """Look at a message when it is due, and not before."""
        if ident in self._texts:
            self._next[ident] = due
            heapq.heappush(self._due, (due, ident))

    def _release(self, ident: str, now: int) -> None:
        self._busy.discard(ident)
        self._plan(ident, now)

    def _record(self, acts: Sequence[Act]) -> list[bool]:
        """Record acts, together where that goes; return which of them are followed."""
        if not acts:
            return []
        try:
            self._door.act_all(SYSTEM, acts)
        except DeniedError:
            return [self._record_one(act) for act in acts]
        return [True] * len(acts)

    def _record_one(self, act: Act) -> bool:
        try:
            self._door.act(SYSTEM, *act)
        except DeniedError:
            return False
        return True


def _list_open(held: Delivery, line: Line) -> list[int]:
    """Return the parts that the channel has not, or may not have where it would know them again."""
    tried, repeatable = held.find(line.name), REPEATABLE[line.rule.idempotent]
    return [part for part in range(held.count) if tried is None or tried.parts[part].stage in repeatable]
