"""Promise that devices of one operation hear each other by file and by QR code, and nobody else."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage.x25519 import Identity
from record_logs import Device

from safeconduct.adapters.event_bundle import BYTES_MAX, EventBundles
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.age_backups import AgeBackups
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.exchange_events import AHEAD_MOST_MILLIS, add_device, give_events, take_events
from safeconduct.app.join_operation import begin
from safeconduct.core.basics import CannotReadError, MixedError, StoreError
from safeconduct.core.operation import Level, find_order
from safeconduct.core.record import ActorId, Bundle, DeviceId, Unsealed

OFFICER, NOW = ActorId("o1"), 2_000_000_000_000
BUNDLES = EventBundles()
HEAD = b'{"format":"safeconduct-events","operation":"op","exercise":true,"events":1}\n'


def open_door(store: SqlEventStore) -> Door:
    return Door(store, encode_state, decode_state, lambda: NOW)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[SqlEventStore, SqlEventStore]]:
    """Give an exercise's first device, and a second one that was restored from its backup."""
    folder, backups = OperationFolder(), AgeBackups()
    folder.create(tmp_path / "a", "EXERCISE harbour", exercise=True)
    with ExitStack() as stack:
        first = stack.enter_context(folder.open(tmp_path / "a"))
        begin(open_door(first), "EXERCISE harbour", OFFICER)
        key = Identity.generate()
        backups.write(first, tmp_path / "a.age", [str(key.to_public())])
        backups.restore(tmp_path / "a.age", tmp_path / "b", True, [str(key)])
        yield first, stack.enter_context(folder.open(tmp_path / "b"))


def introduce(first: SqlEventStore, second: SqlEventStore) -> None:
    device = second.operation().device
    add_device(open_door(first), first, OFFICER, device, second.devices()[device].hex())


def join_there(first: SqlEventStore, second: SqlEventStore) -> None:
    """Let the duty officer join on the second device, by a code that they asked for on the first."""
    said = {"device": second.operation().device, "code": "", "expires_millis": 2 * NOW}
    open_door(first).act(OFFICER, "operator.moving", said)
    take_events(open_door(second), second, give_events(first, {}), NOW)
    open_door(second).record("operator.joined", {"operator": OFFICER, "by": "totp"})
    take_events(open_door(first), first, give_events(second, {}), NOW)


def test_a_second_device_is_heard_once_it_was_added(two):
    """Before a duty officer adds it nothing of it is taken; afterwards both know the same, and its STOP holds."""
    first, second = two
    open_door(second).act(OFFICER, "order.stopped", {"subject": "everybody"})
    bundle = give_events(second, {})
    before = take_events(open_door(first), first, bundle, NOW)
    assert (before.new, before.unknown) == (0, (second.operation().device,))
    introduce(first, second)
    assert take_events(open_door(first), first, bundle, NOW).new == 1
    take_events(open_door(second), second, give_events(first, {}), NOW)
    one, other = open_door(first).read(OFFICER), open_door(second).read(OFFICER)
    assert one == other
    assert find_order(one.orders).level is Level.STOP


def test_a_long_record_that_comes_in_parts_is_folded_on_from_what_was_kept(two, monkeypatch):
    """What a device recorded itself is newer than all that it hears, and yet no part voids the state kept before it."""
    monkeypatch.setattr("safeconduct.app.access.UNSETTLED", 2)
    first, second = two
    introduce(first, second)
    door = Door(second, encode_state, decode_state, lambda: NOW, snapshot_every=4)
    door.act(OFFICER, "order.stopped", {"subject": "everybody"})
    for number in range(40):
        first.append([Unsealed("checkin.made", OFFICER, {"party": f"P{number}", "site": "S1"})])
    kept, heads = [], {head.ident.device: head.ident.number for head in second.heads()}
    while (bundle := give_events(first, heads, 10)).events:
        take_events(door, second, bundle, NOW)
        heads[first.operation().device] += len(bundle.events)
        snapshot = second.snapshot()
        kept.append(snapshot.events if snapshot else 0)
    assert kept == [10, 20, 30, 40, 40]
    assert door.state() == open_door(second).state()


def test_taking_a_bundle_twice_changes_nothing(two):
    """What is here already is not new."""
    first, second = two
    introduce(first, second)
    bundle = give_events(first, {})
    assert take_events(open_door(second), second, bundle, NOW).new == 1
    assert take_events(open_door(second), second, bundle, NOW).new == 0


def test_only_what_is_not_there_is_given(two):
    """With the other's heads at hand, the rest stays at home."""
    first, second = two
    introduce(first, second)
    heads = {head.ident.device: head.ident.number for head in second.heads()}
    assert [one.event.kind for one in give_events(first, heads).events] == ["device.added"]


def test_what_was_changed_on_the_way_is_refused(two):
    """An event that its device did not sign changes nothing, nor does a bundle of another operation."""
    first, second = two
    introduce(first, second)
    bundle = give_events(first, {})
    event = replace(bundle.events[-1].event, payload={"device": "x", "key": ""})
    forged = replace(bundle.events[-1], event=event, digest=event.digest())
    with pytest.raises(StoreError, match="not signed by its device"):
        take_events(open_door(second), second, replace(bundle, events=(forged,)), NOW)
    for strange in (replace(bundle, operation="another"), replace(bundle, exercise=False)):
        with pytest.raises(MixedError, match="nothing of"):
            take_events(open_door(second), second, strange, NOW)


def test_a_clock_that_is_ahead_is_said(two):
    """A device whose events come from the future is named with by how much."""
    first, second = two
    newest = max(one.event.time.millis for one in first.read())
    ahead = take_events(open_door(second), second, give_events(first, {}), newest - 600_000).clocks_ahead
    assert ahead == {first.operation().device: 600_000}


def test_what_both_promised_is_said_as_soon_as_it_is_heard(two):
    """A device that promises out of a share that it never had shows as oversold on the other."""
    first, second = two
    introduce(first, second)
    join_there(first, second)
    mine, other = first.operation().device, second.operation().device
    open_door(first).act(OFFICER, "share.dealt", {"thing": "F1", "units": 10, "taker": mine})
    take_events(open_door(second), second, give_events(first, {}), NOW)
    second.append([Unsealed("share.promised", OFFICER, {"thing": "F1", "units": 3})])
    taken = take_events(open_door(first), first, give_events(second, {}), NOW)
    assert [(one.thing, one.device, one.units) for one in taken.oversold] == [("F1", other, 3)]


@given(st.randoms(use_true_random=False), st.integers(0, 30))
def test_qr_codes_come_back_in_any_order(dice: random.Random, count: int):
    """The lines of a bundle's QR codes, shuffled and some of them twice, give the bundle."""
    bundle = make_bundle(count)
    frames = BUNDLES.cut_frames(bundle)
    read = frames + dice.sample(frames, dice.randint(0, len(frames)))
    dice.shuffle(read)
    assert BUNDLES.join_frames(read) == bundle


def make_bundle(count: int) -> Bundle:
    device = Device("a")
    for number in range(count):
        device.record("note", text=f"{number * 7919 % 1009:04d} {'ö' * (number % 50)}")
    return Bundle("op", True, tuple(device.log))


def test_a_missing_or_misread_qr_code_is_named():
    """Which one is missing is said; one that was misread is not believed."""
    frames = BUNDLES.cut_frames(make_bundle(40))
    assert len(frames) > 2
    with pytest.raises(CannotReadError, match=f"QR code 2 of {len(frames)} is missing"):
        BUNDLES.join_frames([frames[0], *frames[2:]])
    wrong = frames[1][:-1] + ("A" if frames[1][-1] != "A" else "B")
    with pytest.raises(CannotReadError, match="misread"):
        BUNDLES.join_frames([frames[0], wrong, *frames[2:]])
    with pytest.raises(CannotReadError, match="several bundles"):
        BUNDLES.join_frames([*frames, BUNDLES.cut_frames(make_bundle(3))[0]])


@given(st.binary(max_size=300))
def test_bytes_that_are_no_bundle_are_said_to_be_none(data):
    """Whatever a file holds, it is a bundle or an error that says what to do."""
    with pytest.raises(CannotReadError):
        BUNDLES.unpack(data)


@given(st.integers(0, 10**6), st.integers(0, 255))
def test_a_damaged_bundle_is_an_error_or_is_caught_by_its_digests(at, byte):
    """One byte changed anywhere is refused when it is read, or when digests are checked."""
    bundle = make_bundle(5)
    data = bytearray(BUNDLES.pack(bundle))
    data[at % len(data)] ^= byte
    try:
        read = BUNDLES.unpack(bytes(data))
    except CannotReadError:
        return
    assert read == bundle or any(one.digest != one.event.digest() for one in read.events)


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 1_000_000,
        b"[]\n" * 1_000_000,
        b" " * (BYTES_MAX + 1),
        HEAD + b'["a",1,5,0,"o1","k",{"a":NaN},true,"","",""]\n',
        HEAD + b'["a",1,5,0,"o1","k",{"a":"\\ud800"},true,"","",""]\n',
        HEAD + b'["a",1,5,0,"o1","k",{"a":{"b":{"c":1}}},true,"","",""]\n',
        HEAD + b'["a",99999999999999999999,5,0,"o1","k",{},true,"","",""]\n',
        HEAD + b'["a",1,5,0,"o1\\u0000","k",{},true,"","",""]\n',
        HEAD,
    ],
    ids=["deep", "many", "bomb", "no number", "half a character", "deep payload", "number", "nul", "cut"],
)
def test_a_bundle_that_is_meant_to_harm_is_refused(text):
    """What is small packed and great unpacked, or holds what no event holds, is no bundle."""
    with pytest.raises(CannotReadError):
        BUNDLES.unpack(zlib.compress(text, 9))


@pytest.mark.parametrize(
    "frame", ["SCX1:AAAA:1/999999999999:A", f"SCX1:AAAA:1/{'9' * 5000}:A", "SCX1:A:0/1:A", "SCX1:A:3/2:A"]
)
def test_a_qr_code_that_claims_too_many_is_refused(frame):
    """One picture does not make a device count to a million million."""
    with pytest.raises(CannotReadError, match="no line of a QR code of ours"):
        BUNDLES.join_frames([frame])


def test_more_qr_codes_than_anybody_reads_are_not_shown():
    """Whoever would have to film for hours is told to carry a file."""
    dice, device = random.Random(1), Device("a")
    for _ in range(600):
        device.record("note", text=dice.randbytes(200).hex())
    with pytest.raises(CannotReadError, match="give it as a file"):
        BUNDLES.cut_frames(Bundle("op", True, tuple(device.log)))


def test_events_of_a_clock_that_is_days_ahead_are_held_back(two):
    """A device whose clock stands in another year does not pull everybody's record there."""
    first, second = two
    introduce(first, second)
    newest = max(one.event.time.millis for one in first.read())
    now = newest - 2 * AHEAD_MOST_MILLIS
    taken = take_events(open_door(second), second, give_events(first, {}), now)
    assert (taken.new, taken.held_back) == (0, 2)
    assert taken.clocks_ahead == {first.operation().device: 2 * AHEAD_MOST_MILLIS}


@pytest.mark.parametrize("key", ["", "00", "no key"])
def test_a_device_without_a_key_is_not_added(two, key):
    """Nobody is let in whose events anybody could have made."""
    first, _ = two
    with pytest.raises(StoreError, match="64 hexadecimal digits"):
        add_device(open_door(first), first, OFFICER, DeviceId("x"), key)
    assert "x" not in first.devices()
