"""Promise of every store, whatever it stands on: what was acknowledged is there, in order, once, and whole."""

from __future__ import annotations

import random
import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_logs import Bench, SignedDevice, note

from safeconduct.core.basics import MixedError, StoreError
from safeconduct.core.record import (
    ActorId,
    Break,
    Outgoing,
    Record,
    Sealed,
    Snapshot,
    Unsealed,
    check_chain,
    fold_order,
    join,
)


def test_what_was_appended_is_there_after_opening_again(bench: Bench):
    """Events come back as they were sealed: numbered, chained, signed, in order."""
    made = [*bench.store.append([note("one"), note("two")]), *bench.store.append([note("three")])]
    again = bench.open()
    assert list(again.read()) == made
    assert [one.event.ident.number for one in made] == [1, 2, 3]
    assert check_chain(made) == again.verify(again.heads()) == []
    again.close()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.text(), JSON, max_size=3))
def test_whatever_is_recorded_comes_back_the_same(bench: Bench, payload):
    """Any payload that JSON can hold is sealed, kept and read without a change."""
    (made,) = bench.store.append([Unsealed("note", ActorId("o1"), payload)])
    *_, last = bench.store.read()
    assert last == made
    assert last.event.digest() == made.digest


@pytest.mark.parametrize("bad", [{"x": float("nan")}, {"x": b"bytes"}, {1: 2}, {"x": "\ud800"}])
def test_what_would_not_come_back_is_refused(bench: Bench, bad):
    """What JSON cannot hold is refused before anything is recorded."""
    with pytest.raises(ValueError, match=r"can be recorded|surrogates"):
        bench.store.append([note(), Unsealed("note", ActorId("o1"), bad)])
    assert list(bench.store.read()) == []


def test_a_request_sent_twice_is_recorded_once(bench: Bench):
    """Who does not know whether a request was recorded sends it again, and gets what was recorded then."""
    first = bench.store.append([note("a"), note("b")], [Outgoing("sms", {"to": "P1"})], request="r1")
    assert bench.store.append([note("a"), note("b")], [Outgoing("sms", {"to": "P1"})], request="r1") == first
    assert len(list(bench.store.read())) == 2
    assert len(bench.store.outbox()) == 1


def test_what_follows_from_an_event_is_kept_with_it_until_it_is_settled(bench: Bench):
    """Outgoing things are there as soon as the event is, the oldest first, and go when they have left."""
    bench.store.append([note()], [Outgoing("sms", {"to": "P1"}), Outgoing("mail", ["P2"])])
    waiting = bench.store.outbox()
    assert [one for _, one in waiting] == [Outgoing("sms", {"to": "P1"}), Outgoing("mail", ["P2"])]
    bench.store.settle([waiting[0][0]])
    assert bench.store.outbox() == waiting[1:]


def test_many_threads_append_one_log(bench: Bench):
    """Events of many threads get one number each, no gap, and each thread gets its own."""
    got: dict[int, list[Sealed]] = {}

    def work(thread: int) -> None:
        got[thread] = [bench.store.append([note(thread=thread, at=at)])[0] for at in range(10)]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    log = list(bench.store.read())
    assert check_chain(log) == []
    assert len(log) == 80
    for thread, made in got.items():
        assert [one.event.payload for one in made] == [note(thread=thread, at=at).payload for at in range(10)]
        assert all(one in log for one in made)


def test_two_that_have_the_store_open_write_one_log(bench: Bench):
    """A second process, or a second connection, goes on from what the first has written, without a fork."""
    other = bench.open()
    for _ in range(5):
        bench.store.append([note("here")])
        other.append([note("there")])
    assert bench.store.verify() == []
    assert len(bench.store.heads()) == 1
    assert bench.store.heads()[0].ident.number == 10
    other.close()


def three_logs(bench: Bench) -> list[Sealed]:
    """Return what three devices recorded, one of them copied once, so that two of its events have rivals."""
    devices = [bench.meet("a"), bench.meet("b", 4_600_000), bench.meet("c", 500_000)]
    for step in range(9):
        made = devices[step % 3].record(step=step)
        if step % 4 == 0:
            devices[(step + 1) % 3].listen(made)
    copied = SignedDevice("a", devices[0].wall)
    copied.log, copied.last = devices[0].log[:1], devices[0].last
    rivals = [copied.record(step=99), copied.record(step=100)]
    return [one for device in devices for one in device.log] + rivals


@pytest.mark.parametrize("seed", range(3))
def test_what_arrives_in_any_order_counts_as_the_core_says(bench: Bench, seed: int):
    """Events of other devices, in any order and parts, twice: the store's order is that of core/record's Record."""
    events = three_logs(bench)
    dice = random.Random(seed)
    record = Record()
    for _ in range(6):
        part = dice.sample(events, dice.randrange(1, 6))
        bench.store.receive(part)
        own = [one for _, one in bench.store.read_as_arrived() if one.event.ident.device == bench.device]
        record = join(record, part + own)  # its own say what it had heard before it heard of a rival
        assert list(bench.store.read()) == record.in_order()
    bench.store.receive(events)
    held = [one for _, one in bench.store.read_as_arrived()]
    assert list(bench.store.read()) == join(record, held).in_order()
    assert bench.store.receive(events) == []
    assert len([one for one in held if one.event.ident.device != bench.device]) == len(events)
    assert bench.store.forks() == {"a": 2}


@pytest.mark.parametrize("seed", range(3))
def test_what_somebody_has_not_got_is_read_from_their_heads_on(bench: Bench, seed: int):
    """Whatever numbers they have and however many they ask for: all events, less those."""
    dice = random.Random(seed)
    events = three_logs(bench)
    bench.store.receive(dice.sample(events, len(events)))
    bench.store.append([note(), note()])
    every = list(bench.store.read())
    for at_most in (None, 0, 1, 4, 100):
        heads = {device: dice.randrange(5) for device in dice.sample(sorted(bench.store.devices()), 2)}
        missing = [one for one in every if one.event.ident.number > heads.get(one.event.ident.device, 0)]
        assert list(bench.store.read_beyond(heads, at_most)) == missing[:at_most]


def test_ones_own_events_come_after_all_that_was_heard(bench: Bench):
    """A device whose clock is an hour behind still orders its event after the one it has heard."""
    heard = bench.meet("a", wall=bench.wall + 3_600_000).record()
    bench.store.receive([heard])
    (own,) = bench.store.append([note()])
    assert own.event.time > heard.event.time
    assert list(bench.store.read()) == [heard, own]


def test_an_event_of_the_other_kind_is_refused(bench: Bench):
    """Exercise and live never meet: not one event of a batch is taken."""
    device = bench.meet("a")
    good, event = device.record(), device.record().event
    live = replace(event, exercise=False)
    bad = Sealed(live, live.digest(), device.key.sign(live.digest()))
    with pytest.raises(MixedError, match="a live operation and this is an exercise"):
        bench.store.receive([good, bad])
    assert list(bench.store.read()) == []


def test_forged_events_are_refused(bench: Bench):
    """An edited event, one that another key signed, one of a stranger: nothing of the batch is taken."""
    device = bench.meet("a")
    good, sealed = device.record(), device.record()
    edited = replace(sealed, event=replace(sealed.event, actor=ActorId("o9")))
    unsigned = replace(sealed, signature=b"")
    stranger = SignedDevice("z").record()
    for bad, why in ((edited, "not what was sealed"), (unsigned, "not signed"), (stranger, "not known")):
        with pytest.raises(StoreError, match=why):
            bench.store.receive([good, bad])
    assert list(bench.store.read()) == []


def test_a_known_device_keeps_its_key(bench: Bench):
    """Nobody takes the name of a known device with another key."""
    device = bench.meet("a")
    bench.store.introduce(device.name, device.key.public_key)
    with pytest.raises(StoreError, match="another key"):
        bench.store.introduce(device.name, bytes(32))


def test_a_copied_device_adds_nothing_to_its_log(bench: Bench):
    """Once an event arrives that this device did not make under its own name, its log does not go on to fork."""
    bench.store.append([note()])
    copied = SignedDevice(bench.device)
    copied.key = bench.key
    bench.store.receive([copied.record()])
    assert bench.store.operation().copied
    with pytest.raises(StoreError, match="copied"):
        bench.store.append([note()])


def test_a_restart_reads_the_newest_state_and_what_comes_after(bench: Bench):
    """A kept state and the events after its place make all events, and older states go."""
    made = bench.store.append([note(str(at)) for at in range(9)])
    for count in (3, 5, 7):
        bench.store.save_snapshot(Snapshot(fold_order(made[count - 1]), count, b"state %d" % count))
    snapshot = bench.open().snapshot()
    assert snapshot == Snapshot(fold_order(made[6]), 7, b"state 7")
    assert list(bench.store.read(snapshot.upto)) == list(made[7:])


def test_a_state_that_an_event_was_missing_from_is_not_used(bench: Bench):
    """An event that arrives late, and comes before a kept state's place, ends that state; older ones stay."""
    device = bench.meet("a", wall=bench.wall)
    early, late = device.record(), device.record()
    bench.store.receive([early])
    bench.wall += 1500
    own = bench.store.append([note()])[0]
    bench.store.save_snapshot(Snapshot(fold_order(early), 1, b"old"))
    bench.wall += 5000
    newest = bench.store.append([note()])[0]
    bench.store.save_snapshot(Snapshot(fold_order(newest), 3, b"new"))
    bench.store.receive([late])
    assert bench.store.snapshot().state == b"old"
    assert [early, own, late, newest] == list(bench.store.read())
    with pytest.raises(StoreError, match="fold again"):
        bench.store.save_snapshot(Snapshot(fold_order(newest), 3, b"new"))
    bench.store.save_snapshot(Snapshot(fold_order(newest), 4, b"new"))
    assert bench.store.snapshot().state == b"new"


def test_an_anchor_finds_what_was_cut_off(bench: Bench):
    """A store that has lost its newest events, or never had them, does not bear an anchor out."""
    device = bench.meet("a")
    anchor = bench.store.append([note(), note()]) and bench.store.heads()[0]
    assert bench.store.verify([anchor]) == []
    missing = replace(anchor, ident=replace(anchor.ident, number=3))
    differs = replace(anchor, digest=device.record().digest)
    flaws = bench.store.verify([missing, differs])
    assert [flaw.what for flaw in flaws] == [Break.ANCHOR_MISSING, Break.ANCHOR_DIFFERS]


def test_a_gap_is_named(bench: Bench):
    """Events that wait for one that has not come are kept, do not count, and are named by verify."""
    device = bench.meet("a")
    first, _, third = device.record(), device.record(), device.record()
    bench.store.receive([third, first])
    assert list(bench.store.read()) == [first]
    assert [one for _, one in bench.store.read_as_arrived()] == [first, third]
    assert [flaw.what for flaw in bench.store.verify()] == [Break.MISSING]
    assert [head.ident.number for head in bench.store.heads()] == [1]
