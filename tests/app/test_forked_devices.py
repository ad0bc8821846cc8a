"""Promise that a copied or forging device is seen everywhere, and changes nothing that others had heard before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.age_backups import AgeBackups
from safeconduct.adapters.store.device_key import is_signed, read_key
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.exchange_events import add_device, close_device, give_events, list_heads, take_events
from safeconduct.app.join_operation import begin
from safeconduct.core.basics import DeniedError, StoreError
from safeconduct.core.operation import Level, find_order
from safeconduct.core.record import NOTHING_BEFORE, ActorId, Event, EventId, HybridTime, Json, Sealed

OFFICER, NOW = ActorId("o1"), 2_000_000_000_000
Three = tuple[SqlEventStore, SqlEventStore, SqlEventStore]


def open_door(store: SqlEventStore) -> Door:
    return Door(store, encode_state, decode_state, lambda: NOW, 1, is_signed)


def carry(giver: SqlEventStore, taker: SqlEventStore) -> dict[str, int]:
    """Carry what the other has not got, and return the forks that it knows of then."""
    heads = list_heads(open_door(taker), taker)
    return dict(take_events(open_door(taker), taker, give_events(giver, heads), NOW).forked)


def let_in(first: SqlEventStore, other: SqlEventStore) -> None:
    """Add a restored device, on which the duty officer joins."""
    device = other.operation().device
    add_device(open_door(first), first, OFFICER, device, other.devices()[device].hex())
    open_door(first).act(OFFICER, "operator.moving", {"device": device, "code": "", "expires_millis": 2 * NOW})
    carry(first, other)
    open_door(other).record("operator.joined", {"operator": OFFICER, "by": "totp", "heir": open_door(other).heir()})
    carry(other, first)


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Three]:
    """Give three devices of one exercise that have heard each other; the duty officer has joined on all."""
    folder = OperationFolder()
    folder.create(tmp_path / "a", "EXERCISE harbour", exercise=True)
    with ExitStack() as stack:
        first = stack.enter_context(folder.open(tmp_path / "a"))
        begin(open_door(first), "EXERCISE harbour", OFFICER)
        for name in "bc":
            back_up(first, tmp_path / "a", name)
        second, third = (stack.enter_context(folder.open(tmp_path / name)) for name in "bc")
        for other in (second, third):
            let_in(first, other)
        carry(first, second)
        yield first, second, third


def back_up(store: SqlEventStore, folder: Path, name: str, lost: bool = False) -> None:
    """Back a store up, and restore it beside it under another name."""
    key = Identity.generate()
    file = folder.with_name(f"{folder.name}.age")
    AgeBackups().write(store, file, [str(key.to_public())], folder=folder)
    AgeBackups().restore(file, folder.with_name(name), True, [str(key)], lost=lost)


def forge(folder: Path, device: str, number: int, previous: bytes, kind: str = "order.set") -> Sealed:
    """Sign an event with a device's own key."""
    said = {"subject": "everybody"} | ({"level": "GO", "replaces": []} if kind == "order.set" else {})
    event = Event(EventId(device, number), HybridTime(NOW + number), OFFICER, kind, said, True, previous)
    key = read_key(folder / "device.key")
    assert key is not None
    return Sealed(event, event.digest(), key.sign(event.digest()))


def test_a_forged_first_event_takes_nothing_back_anywhere(three, tmp_path):
    """A rival to the operation's beginning is named on every device, which all keep the beginning and one state."""
    first, second, third = three
    mine = first.operation().device
    before = open_door(second).state()
    assert second.snapshot() is not None
    second.receive([forge(tmp_path / "a", mine, 1, NOTHING_BEFORE)])
    assert second.forks() == {mine: 1}
    carry(second, third)  # the word of it, so that the third asks for both
    assert carry(second, third) == {mine: 1}
    carry(third, second)
    states = [open_door(one).state() for one in (second, third)]
    assert states[0] == states[1]
    assert (states[0].name, states[0].operators) == (before.name, before.operators)


def test_a_fork_is_heard_by_who_had_heard_all_before(three, tmp_path):
    """A device that has every number of the log is told that there are two of one, and gets both."""
    first, second, third = three
    theirs = second.operation().device
    carry(second, third)
    head = next(one for one in first.heads() if one.ident.device == theirs)
    good = open_door(second).act(OFFICER, "order.set", {"subject": "site:G1", "level": "GO", "replaces": []})
    carry(second, third)
    first.receive([forge(tmp_path / "b", theirs, head.ident.number + 1, head.digest)])
    open_door(second).act(OFFICER, "order.set", {"subject": "site:G1", "level": "HOLD", "replaces": []})
    carry(second, first)  # what does not follow on the forged one, so that the first asks for all
    carry(second, first)
    assert first.forks() == {theirs: good.event.ident.number}
    carry(first, third)  # the word of it
    assert carry(first, third) == {theirs: good.event.ident.number}
    carry(third, first)
    assert open_door(first).state() == open_door(third).state()


def test_of_a_forked_device_a_stop_counts_and_nothing_else(three, tmp_path):
    """After the fork its orders are not followed; its STOP is, on whatever branch."""
    first, second, _ = three
    theirs = second.operation().device
    head = next(one for one in first.heads() if one.ident.device == theirs)
    number = head.ident.number + 1
    first.receive(
        [
            forge(tmp_path / "b", theirs, number, head.digest),
            forge(tmp_path / "b", theirs, number, head.digest, "order.stopped"),
        ]
    )
    later = forge(tmp_path / "b", theirs, number + 1, forge(tmp_path / "b", theirs, number, head.digest).digest)
    first.receive([later])
    order = find_order(open_door(first).state().orders)
    assert order is not None
    assert order.level is Level.STOP
    assert later not in list(first.read())
    assert [flaw.what.name for flaw in first.verify()] == ["RIVAL"]


def test_the_backup_of_a_lost_laptop_goes_on_at_once(three, tmp_path):
    """With --lost the officer acts on the restored device, and the others hear it with nobody's leave."""
    first, second, _ = three
    back_up(first, tmp_path / "a", "again", lost=True)
    with OperationFolder().open(tmp_path / "again") as again:
        sealed = open_door(again).act(OFFICER, "order.set", {"subject": "everybody", "level": "HOLD", "replaces": []})
        carry(again, second)
        assert sealed in list(second.read())
        assert open_door(second).state() == open_door(again).state()
        assert open_door(second).state().coordinator == again.operation().device


def test_a_backup_without_lost_is_one_more_device(three, tmp_path):
    """Whoever restores it has no operator's role there before that operator has joined; STOP they have."""
    first, _, _ = three
    back_up(first, tmp_path / "a", "more")
    with OperationFolder().open(tmp_path / "more") as more:
        with pytest.raises(DeniedError, match="has not joined on device"):
            open_door(more).act(OFFICER, "order.set", {"subject": "everybody", "level": "GO", "replaces": []})
        open_door(more).act(OFFICER, "order.stopped", {"subject": "everybody"})


def test_nothing_stands_in_for_a_closed_laptop(three, tmp_path):
    """A stolen laptop that a duty officer has closed elsewhere is not brought back by whoever has it."""
    first, second, _ = three
    close_device(open_door(second), OFFICER, first.operation().device)
    back_up(first, tmp_path / "a", "theirs", lost=True)
    with OperationFolder().open(tmp_path / "theirs") as theirs:
        unknown = take_events(open_door(second), second, give_events(theirs, {}), NOW).unknown
        assert unknown == (theirs.operation().device,)


def test_a_backup_without_the_key_says_what_to_do(three, tmp_path):
    """A backup that was made without the folder holds no key of a successor."""
    key = Identity.generate()
    AgeBackups().write(three[0], tmp_path / "x.age", [str(key.to_public())])
    with pytest.raises(StoreError, match="restore it without --lost"):
        AgeBackups().restore(tmp_path / "x.age", tmp_path / "x", True, [str(key)], lost=True)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("heard_first", [True, False], ids=["closed before it was heard", "heard before it was closed"])
def test_a_device_that_is_closed_and_restored_apart_ends_alike_everywhere(heard_first, three, tmp_path):
    """Who closed a lost device without having heard of its successor has closed that too, on every device."""
    first, second, third = three
    lost = first.operation().device
    back_up(first, tmp_path / "a", "again", lost=True)
    with OperationFolder().open(tmp_path / "again") as again:
        go: dict[str, Json] = {"subject": "everybody", "level": "GO", "replaces": []}
        open_door(again).act(OFFICER, "order.set", go)
        if heard_first:
            carry(again, third)
        close_device(open_door(second), OFFICER, lost)
        stores = [second, third, again]
        for _ in range(2):
            for giver, taker in permutations(stores, 2):
                carry(giver, taker)
        states = [open_door(one).state() for one in stores]
        assert [one.closed for one in states] == [{lost: None, again.operation().device: None}] * 3
        assert [set(one.orders) for one in states] == [{"everybody"}] * 3
        assert [replace(one, refused=(), refusals=0) for one in states[1:]] == [
            replace(states[0], refused=(), refusals=0)
        ] * 2
        with pytest.raises(DeniedError, match="was closed"):
            open_door(again).act(OFFICER, "order.set", go)


def test_a_successor_is_closed_by_its_own_name(three, tmp_path):
    """Who has heard of it does not close it by closing the lost device once more, by mistake."""
    first, second, _ = three
    back_up(first, tmp_path / "a", "again", lost=True)
    with OperationFolder().open(tmp_path / "again") as again:
        carry(again, second)
        with pytest.raises(DeniedError, match=f"stands in for it: close {again.operation().device}"):
            close_device(open_door(second), OFFICER, first.operation().device)
        close_device(open_door(second), OFFICER, again.operation().device)


def test_who_took_a_backdated_successor_hears_an_alarm_with_the_lost_devices_newest_events(three, tmp_path):
    """It follows the successor, and says whenever it meets anybody that the lost device has signed since."""
    first, second, third = three
    back_up(first, tmp_path / "a", "theirs", lost=True)
    with OperationFolder().open(tmp_path / "theirs") as theirs:
        open_door(first).act(OFFICER, "order.set", {"subject": "everybody", "level": "HOLD", "replaces": []})
        carry(first, second)
        before = take_events(open_door(third), third, give_events(theirs, {}), NOW)
        assert (before.unknown, dict(before.contested)) == ((), {})
        after = take_events(open_door(third), third, give_events(second, {}), NOW)
        assert dict(after.contested) == {theirs.operation().device: first.operation().device}
        there = take_events(open_door(second), second, give_events(theirs, {}), NOW)
        assert there.unknown == (theirs.operation().device,)
        device, key = theirs.operation().device, theirs.devices()[theirs.operation().device].hex()
        add_device(open_door(second), second, OFFICER, device, key)
        carry(theirs, second)
        carry(second, third)
        assert open_door(second).state() == open_door(third).state()


def test_a_successor_that_sets_its_clock_back_takes_nothing_back(three, tmp_path):
    """Whoever has the key of a backup does not undo what was done on the device since."""
    first, second, _ = three
    back_up(first, tmp_path / "a", "theirs", lost=True)
    with OperationFolder().open(tmp_path / "theirs") as theirs:
        said = {"subject": "everybody", "level": "HOLD", "replaces": []}
        sealed = open_door(first).act(OFFICER, "order.set", said)  # after the successor's time
        carry(first, second)
        carry(theirs, second)
        assert sealed in list(second.read())
        assert theirs.operation().device not in second.devices()
        assert "everybody" in open_door(second).state().orders
