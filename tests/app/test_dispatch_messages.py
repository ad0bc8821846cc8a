"""Promise that every message goes to one recipient once, comes through crashes, and leaves no word in the record."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from delivery_sender import open_door
from delivery_trial import Trial
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.answer_replies import answer_reply, list_replies
from safeconduct.app.dispatch_messages import Dispatcher
from safeconduct.app.join_operation import begin
from safeconduct.app.queue_messages import queue_messages
from safeconduct.core.basics import DeniedError
from safeconduct.core.delivery import (
    TOPIC,
    About,
    Address,
    ChannelRule,
    Closed,
    Handover,
    Heard,
    HeardReceipt,
    HeardReply,
    Known,
    Meaning,
    Message,
    Outcome,
    Signal,
    Stage,
    write_body,
)
from safeconduct.core.record import ActorId, Outgoing
from safeconduct.core.vault import VaultLockedError, VaultRefusedError

OFFICER = ActorId("o1")
START = 1_930_000_000_000
TEXT = "Secret Street 7: leave at noon"
PHONE = "+999700000001"
RULE = ChannelRule(wait_seconds=60, retry_seconds=1, tries=3, per_second=1000, burst=1000)


@dataclass
class Clock:
    """Give a time that tests move; the record's own clock is never behind it."""

    millis: int = START

    def __call__(self) -> int:
        return self.millis


@dataclass
class Book:
    """Give the addresses of a few cases, as the vault does."""

    asked: list[str] = field(default_factory=list)
    locked: bool = False
    refused: VaultRefusedError | None = None
    phones: dict[str, str] = field(default_factory=lambda: {"P1": PHONE, "P2": "+999700000002"})

    def open_contact(self, case: str, message: str, channel: str) -> str:
        if self.locked:
            raise VaultLockedError("locked")
        if self.refused:
            raise self.refused
        assert message not in self.asked, "an id opens once"
        self.asked.append(message)
        if case not in self.phones:
            raise VaultRefusedError("channel", "no address")
        return self.phones[case] if channel == "sms" else f"{case.lower()}@mail.invalid"


@dataclass
class Wire:
    """Take texts in memory: a channel that says what it is told to say."""

    says: deque[Outcome | BaseException] = field(default_factory=deque)
    told: Outcome | None = None
    taken: list[Handover] = field(default_factory=list)
    incoming: list[Heard] = field(default_factory=list)
    deaf: OSError | None = None
    thanked: list[int] = field(default_factory=list)

    async def open(self) -> None: ...

    async def hand_over(self, handover: Handover) -> Outcome:
        said = self.says.popleft() if self.says else Outcome(Signal.TAKEN, f"id-{handover.name}")
        if isinstance(said, BaseException):
            raise said
        if said.signal is Signal.TAKEN:
            self.taken.append(handover)
        return said

    async def ask(self, _: Known) -> Outcome | None:
        return self.told

    async def hear(self) -> Sequence[Heard]:
        if self.deaf:
            raise self.deaf
        heard, self.incoming = self.incoming, []
        return heard

    async def thank(self, tokens: Sequence[int]) -> None:
        self.thanked += tokens

    async def close(self) -> None: ...


@dataclass
class Desk:
    """Hold an operation with two parties, two channels and what dispatches."""

    store: SqlEventStore
    door: Door
    clock: Clock
    book: Book
    wires: dict[str, Wire]
    said: list[str] = field(default_factory=list)

    def queue(self, ident: str = "m1", party: str = "P1", **change: object) -> None:
        told = Message(ident, party, party, About.INSTRUCTION, ("sms", "mail"), (TEXT,), START + 10**9)
        queue_messages(self.door, OFFICER, [replace(told, **change)])

    def dispatcher(self, rule: ChannelRule = RULE) -> Dispatcher:
        rules = {name: replace(rule, contact=name) for name in self.wires}
        menu = lambda language: (f"1 = we go ({language})",)  # noqa: E731
        return Dispatcher(self.door, self.store, self.book, self.wires, rules, self.clock, menu, tell=self.said.append)

    def run(self, dispatcher: Dispatcher, rounds: int = 6) -> None:
        async def go() -> None:
            await dispatcher.start()
            for _ in range(rounds):
                await dispatcher.step()
                await asyncio.sleep(0)
                await asyncio.sleep(0)

        asyncio.run(go())

    def stage(self, ident: str = "m1") -> Stage:
        return self.door.state().messages[ident].stage


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give an exercise with an officer and two parties."""
    OperationFolder().create(tmp_path / "op", "EXERCISE", exercise=True)
    with OperationFolder().open(tmp_path / "op") as store:
        clock = Clock()
        store._wall_millis = clock
        door = open_door(store)
        door._now_millis = clock
        begin(door, "EXERCISE", OFFICER)
        for party in ("P1", "P2"):
            said = {"party": party, "organisation": "north", "size": 2, "language": "uk"}
            door.act(OFFICER, "party.registered", said)
        yield Desk(store, door, clock, Book(), {"sms": Wire(), "mail": Wire()})


def test_a_message_is_sent_then_delivered_then_let_go(desk):
    """Taken is "sent"; the receipt makes it "delivered", is thanked for once it is on record, and the words go."""
    desk.queue()
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    assert (desk.stage(), len(desk.store.outbox())) == (Stage.SENT, 1)
    desk.wires["sms"].incoming = [HeardReceipt(4, Outcome(Signal.DELIVERED, "id-m1.0")) for _ in range(2)]
    desk.run(dispatcher)
    assert (desk.stage(), desk.store.outbox(), set(desk.wires["sms"].thanked)) == (Stage.DELIVERED, [], {4})
    assert desk.door.state().messages["m1"].closed is Closed.CONFIRMED
    assert [one.to.value for one in desk.wires["sms"].taken] == [PHONE]


def test_the_record_holds_no_word_and_no_address(desk):
    """Events hold ids, states and digests; words are in the outbox alone, addresses nowhere."""
    desk.wires["sms"].says = deque([Outcome(Signal.FAILED, why=f"no such number {PHONE}")])
    desk.queue()
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    desk.wires["mail"].incoming = [HeardReply(1, Address("p1@mail.invalid"), f"we live at {TEXT}")]
    desk.run(dispatcher)
    said = json.dumps([[one.event.kind, dict(one.event.payload)] for one in desk.store.read()], default=str)
    assert "reply.received" in said
    for word in ("Secret Street", "999700000001", "mail.invalid", "leave at noon"):
        assert word not in said
    assert PHONE not in json.dumps([one.body for _, one in desk.store.outbox()])


def test_the_next_channel_has_its_turn_when_nothing_is_confirmed(desk):
    """After the waiting time the text goes by mail too, and a failure does not wait."""
    desk.queue("m1")
    desk.queue("m2", "P2")
    desk.wires["sms"].says = deque([Outcome(Signal.TAKEN, "a"), Outcome(Signal.FAILED, why="gone")])
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    assert [one.message for one in desk.wires["mail"].taken] == ["m2"]
    desk.clock.millis += 61_000
    desk.run(dispatcher)
    assert [one.message for one in desk.wires["mail"].taken] == ["m2", "m1"]


def test_the_next_person_is_written_to_where_the_first_has_no_address(desk):
    """One recipient, the first who has an address; who has none is asked for once, and nobody beyond the fourth."""
    for party, people in (("P3", 3), ("P4", 9)):
        said = {"party": party, "organisation": "north", "size": 9, "people": people}
        desk.door.act(OFFICER, "party.registered", said)
    desk.book.phones = {"P3.2": PHONE, "P3.3": "+999700000003", "P4.5": "+999700000004"}
    for ident, party in (("m1", "P3"), ("m2", "P4"), ("m3", "P3")):
        desk.queue(ident, party, case=f"{party}.1", channels=("sms",))
    desk.run(desk.dispatcher())
    assert [(one.message, one.to.value) for one in desk.wires["sms"].taken] == [("m1", PHONE), ("m3", PHONE)]
    assert (desk.stage("m2"), len(desk.book.asked)) == (Stage.FAILED, 2 + 4 + 1)
    assert desk.door.state().messages["m2"].why == "no address: channel"


def test_what_was_being_handed_over_at_a_crash_is_in_doubt_and_not_sent_again(desk):
    """That it begins is on record before it is done: the next run gives it to no channel blindly."""
    desk.queue()
    desk.wires["sms"].says = deque([asyncio.CancelledError()])
    desk.run(desk.dispatcher(), 3)
    assert desk.stage() is Stage.HANDING
    desk.run(desk.dispatcher())
    assert desk.stage() is Stage.IN_DOUBT
    assert not desk.wires["sms"].taken + desk.wires["mail"].taken
    desk.clock.millis += 61_000
    desk.run(desk.dispatcher())
    assert [one.message for one in desk.wires["mail"].taken] == ["m1"]


def test_a_doubt_is_handed_over_again_where_the_channel_knows_its_name(desk):
    """The same name and the same text go to a channel that is idempotent, without waiting for the next one."""
    desk.queue()
    desk.wires["sms"].says = deque([Outcome(Signal.LOST)])
    dispatcher = desk.dispatcher(replace(RULE, idempotent=True))
    desk.run(dispatcher)
    desk.clock.millis += 1_000
    desk.run(dispatcher)
    assert [one.name for one in desk.wires["sms"].taken] == ["m1.0"]


def test_a_receipt_by_our_reference_resolves_a_doubt(desk):
    """A centre that gives our reference back tells of a text whose id we never heard."""
    desk.queue()
    desk.wires["sms"].says = deque([Outcome(Signal.LOST)])
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    reference = desk.door.state().messages["m1"].attempts[0].reference
    desk.wires["sms"].incoming = [HeardReceipt(1, Outcome(Signal.DELIVERED, "x"), reference=reference)]
    desk.run(dispatcher)
    assert desk.stage() is Stage.DELIVERED


def test_a_quota_that_is_used_up_is_said_once_and_leave_is_noticed_within_seconds(desk):
    """Who looks reads what to type; it goes on by itself, long before the quota would have."""
    desk.book.refused = VaultRefusedError("quota", "used up; `safeconduct vault allow FOLDER --messages N`", 3_000)
    desk.queue()
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    desk.clock.millis += 16_000
    desk.run(dispatcher)
    assert [("allow FOLDER --messages N" in one, "wait" in one) for one in desk.said] == [(True, True)]
    assert (desk.stage(), desk.wires["sms"].taken) == (Stage.QUEUED, [])
    desk.book.refused = None
    desk.clock.millis += 16_000
    desk.run(dispatcher)
    assert (desk.stage(), "gives addresses again" in desk.said[-1]) == (Stage.SENT, True)


def test_a_channel_whose_folder_fails_is_said_once_and_stops_nothing(desk):
    """A mail folder that cannot be read keeps nobody from being told; once it can be, it is heard."""
    desk.wires["mail"].deaf = PermissionError(13, "Permission denied")
    desk.queue()
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    assert (desk.stage(), len(desk.said)) == (Stage.SENT, 1)
    assert desk.said[0].startswith("mail: what came back cannot be read")
    desk.wires["mail"].deaf = None
    desk.run(dispatcher)
    assert desk.said[1:] == ["mail is heard again"]


def test_what_was_made_no_message_in_the_outbox_does_not_leave(desk):
    """A body that nobody could have queued, such as one with a channel twice or of 21 parts, is not looked at."""
    for ident, change in (("m2", {"channels": ["sms", "sms"]}), ("m3", {"parts": ["x"] * 21}), ("m/4", {})):
        told = Message(ident, "P1", "P1", About.INSTRUCTION, ("sms",), (TEXT,), START + 10**9)
        said = {"party": "P2", "organisation": "north", "size": 2, "language": "uk"}
        body = {**write_body(told), **change}
        desk.door.act(OFFICER, "party.registered", said, follows=[Outgoing(TOPIC, body)])
    desk.queue()
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    assert [one.message for one in desk.wires["sms"].taken] == ["m1"]
    assert list(dispatcher._waiting._texts) == ["m1"]


def test_a_locked_vault_stops_everything_and_loses_nothing(desk):
    """Nothing is handed over while nobody can open an address; once it is unlocked, all of it goes."""
    desk.book.locked = True
    for number in range(5):
        desk.queue(f"m{number}")
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    assert not desk.wires["sms"].taken
    desk.book.locked = False
    desk.clock.millis += 6_000
    desk.run(dispatcher)
    assert Counter(one.message for one in desk.wires["sms"].taken) == {f"m{number}": 1 for number in range(5)}


def test_without_an_address_the_message_goes_on_and_fails_at_last(desk):
    """A case that no channel reaches is a failure with its reason, and the words are let go."""
    desk.book.phones = {}
    desk.queue()
    desk.run(desk.dispatcher())
    held = desk.door.state().messages["m1"]
    assert (held.stage, held.why, held.closed) == (Stage.FAILED, "no address: channel", Closed.FAILED)
    assert desk.store.outbox() == []


def test_a_text_that_was_changed_in_the_outbox_does_not_leave(desk):
    """The record's digest is of exactly what was queued: an edited row is refused and shown."""
    desk.queue()
    ((number, one),) = desk.store.outbox()
    desk.store.settle([number])
    forged = replace(one, body={**one.body, "parts": ["Come to the gate now"]})
    desk.store.append([], [forged])
    desk.run(desk.dispatcher())
    assert not desk.wires["sms"].taken + desk.wires["mail"].taken
    assert "changed" in desk.door.state().messages["m1"].why


def test_a_superseded_message_is_not_handed_over(desk):
    """A newer message that replaces one makes it void, also where it is queued already."""
    desk.queue("m1")
    desk.queue("m2", replaces="m1")
    desk.run(desk.dispatcher())
    assert [one.message for one in desk.wires["sms"].taken] == ["m2"]
    assert desk.stage("m1") is Stage.SUPERSEDED
    assert len(desk.store.outbox()) == 1


def test_no_instruction_leaves_over_a_stop(desk):
    """What was queued before a STOP waits, for all or for its party, until GO is ordered; a STOP text goes."""
    desk.queue("m1")
    desk.queue("m2", "P2")
    dispatcher = desk.dispatcher()
    desk.door.act(OFFICER, "order.stopped", {"subject": "everybody"})
    desk.run(dispatcher)
    assert [one.message for one in desk.wires["sms"].taken] == []
    halt = Message("m3", "P1", "P1", About.STOP, ("sms",), ("STOP",), START + 10**9)
    queue_messages(desk.door, OFFICER, [halt], kind="stop.queued")
    desk.run(dispatcher)
    assert [one.message for one in desk.wires["sms"].taken] == ["m3"]
    orders = desk.door.state().orders
    go = {"subject": "everybody", "level": "GO", "replaces": sorted(orders["everybody"].standing)}
    desk.door.act(OFFICER, "order.set", go)
    desk.door.act(OFFICER, "order.stopped", {"subject": "party:P2"})
    desk.clock.millis += 2_000
    desk.run(dispatcher)
    assert desk.stage("m1") is Stage.SUPERSEDED
    assert [one.message for one in desk.wires["sms"].taken] == ["m3"]
    orders = desk.door.state().orders
    go = {"subject": "party:P2", "level": "GO", "replaces": sorted(orders["party:P2"].standing)}
    desk.door.act(OFFICER, "order.set", go)
    desk.clock.millis += 2_000
    desk.run(dispatcher)
    assert [one.message for one in desk.wires["sms"].taken] == ["m3", "m2"]


def test_messages_are_queued_by_those_who_may_once_each_to_registered_parties(desk):
    """No stranger, no second message of one id, no unknown party, nothing that is too late."""
    desk.queue("m1")
    for change in ({"ident": "m1"}, {"party": "P9"}, {"not_after_millis": START - 1}):
        with pytest.raises(DeniedError):
            desk.queue(**{"ident": "m2", **change})
    message = Message("m3", "P1", "P1", About.ANSWER, ("sms",), ("x",), START + 10**9)
    with pytest.raises(DeniedError):
        queue_messages(desk.door, ActorId("stranger"), [message])
    assert len(desk.store.outbox()) == 1


def test_another_devices_messages_wait_for_their_device(desk):
    """What another device queued is not handed over here until somebody adopts it; then it counts as in doubt."""
    desk.queue()
    dispatcher = desk.dispatcher()
    dispatcher._device = "other"
    desk.run(dispatcher)
    assert not desk.wires["sms"].taken


def test_replies_are_events_and_what_is_unclear_waits_for_a_person(desk):
    """A plain answer makes its message understood; another one waits, is answered with the menu once, and is read."""
    desk.queue("m1", "P1")
    desk.queue("m2", "P2")
    dispatcher = desk.dispatcher()
    desk.run(dispatcher)
    desk.wires["sms"].incoming = [HeardReply(1, Address(PHONE.removeprefix("+")), "۱"), *unclear(2, 3)]
    desk.run(dispatcher, 10)
    state = desk.door.state()
    assert (state.messages["m1"].stage, state.threads["P1"].reply) == (Stage.UNDERSTOOD, "going")
    menus = [one for one in desk.wires["sms"].taken if one.message.startswith("menu-")]
    assert [(one.to.value, one.text) for one in menus] == [("+999700000002", "1 = we go (uk)")]
    waiting = list_replies(desk.door, desk.store, OFFICER)
    assert [(one.reply.party, one.text) for one in waiting] == [("P2", "we are at the well")] * 2
    answer_reply(desk.door, desk.store, OFFICER, waiting[0].ident, Meaning.CANNOT)
    assert len(list_replies(desk.door, desk.store, OFFICER)) == 1
    assert desk.door.state().threads["P2"].reply == "cannot"


def unclear(*tokens: int) -> list[Heard]:
    return [HeardReply(token, Address("999700000002"), "we are at the well") for token in tokens]


@pytest.mark.enable_socket
def test_nothing_is_lost_nor_sent_twice_by_servers_that_fail_and_a_sender_that_is_killed(tmp_path):
    """A hundred messages by five channels, with faults, a server that stops and kill -9: each state is what is so."""
    trial = Trial(tmp_path / "op", 100, 3, kills=1, restarts=1, wait_seconds=2.0, until_seconds=60.0)
    trial.queue()
    asyncio.run(trial.run())
    found = trial.judge()
    assert found["wrong"] == {}
    assert found["trial"] == {"kill -9": 1}
    assert found["most recipients of a mail"] == 1
