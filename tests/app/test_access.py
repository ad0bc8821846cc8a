"""Promise that nothing happens in an operation but through the door, and that every denial is on record."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from record_logs import Device

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.device_key import read_key
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.join_operation import begin
from safeconduct.core.basics import DeniedError, StoreError
from safeconduct.core.operation import SYSTEM, Level, State, UseCase, find_order
from safeconduct.core.record import ActorId, HybridTime, Record, join

OFFICER, APPROVER, GATE, PLANNER = (ActorId(name) for name in ("o1", "o2", "o3", "o4"))
NOW = time.time_ns() // 1_000_000
HOUR = 3_600_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlEventStore]:
    """Give the store of a new exercise."""
    folder = OperationFolder()
    folder.create(tmp_path / "op", "EXERCISE harbour", exercise=True)
    with folder.open(tmp_path / "op") as opened:
        yield opened


def wall_millis() -> int:
    return time.time_ns() // 1_000_000


def open_door(store: SqlEventStore, snapshot_every: int = 5000) -> Door:
    return Door(store, encode_state, decode_state, wall_millis, snapshot_every)


@pytest.fixture
def door(store: SqlEventStore) -> Door:
    """Give a door with four operators."""
    made = open_door(store)
    begin(made, "EXERCISE harbour", OFFICER)
    roles = {APPROVER: ["approver"], GATE: ["gate"], PLANNER: ["movement planner", "caseworker"]}
    for operator, may in roles.items():
        made.act(
            OFFICER, "operator.invited", {"operator": operator, "roles": may, "code": "", "expires_millis": 2 * NOW}
        )
        made.record("operator.joined", {"operator": operator, "by": "totp"})
    return made


def test_what_an_operator_may_is_recorded_and_followed(door):
    """An act returns its event, and the state follows it."""
    sealed = door.act(GATE, "order.stopped", {"subject": "everybody", "why": "shots"})
    assert sealed.event.kind == "order.stopped"
    assert find_order(door.read(OFFICER).orders).level is Level.STOP


@pytest.mark.parametrize(
    ("actor", "kind", "payload", "why"),
    [
        (GATE, "order.set", {"subject": "everybody", "level": "GO", "replaces": []}, "o3 may not set order"),
        (ActorId("stranger"), "order.stopped", {"subject": "everybody"}, "stranger may not stop"),
        (PLANNER, "share.promised", {"thing": "F1", "units": 3}, "0 of F1 left, not 3"),
        (OFFICER, "order.stopped", {"subject": 4}, "subject must be text"),
        (OFFICER, "no.such", {}, "there is no such kind of event"),
        (OFFICER, "operator.joined", {"operator": "o9", "by": "totp"}, "recorded by the software alone"),
    ],
)
def test_every_denial_is_an_event(store, door, actor, kind, payload, why):
    """What is not allowed changes nothing but the record, which says who was denied what, and why."""
    before = door.read(OFFICER)
    with pytest.raises(DeniedError, match=why):
        door.act(actor, kind, payload)
    (*_, last) = store.read()
    assert (last.event.kind, last.event.actor, last.event.payload["operator"]) == ("access.denied", SYSTEM, actor)
    after = door.read(OFFICER)
    assert (after.orders, after.shares, after.operators) == (before.orders, before.shares, before.operators)


def test_several_acts_are_recorded_all_or_none(door):
    """One that is not allowed keeps the others out."""
    party = {"party": "P1", "organisation": "north", "size": 3}
    with pytest.raises(DeniedError, match="at least one person"):
        door.act_all(PLANNER, [("party.registered", party), ("party.registered", party | {"size": 0})])
    assert door.read(OFFICER).parties == {}


def test_nobody_releases_alone(door):
    """A mass warning asked for by one leaves only after another has approved the same, and once."""
    asked = {"release": "r1", "what": "mass warning", "content": "d", "count": 900, "expires_millis": NOW + HOUR}
    door.act(PLANNER, "release.asked", asked)
    for actor in (PLANNER, OFFICER, GATE):
        with pytest.raises(DeniedError):
            door.act(actor, "release.approved", {"release": "r1", "content": "d", "count": 900})
    with pytest.raises(DeniedError, match="may not leave"):
        door.record("release.done", {"release": "r1"})
    door.act(APPROVER, "release.approved", {"release": "r1", "content": "d", "count": 900})
    door.record("release.done", {"release": "r1"})
    with pytest.raises(DeniedError, match="may not leave"):
        door.record("release.done", {"release": "r1"})


def test_the_same_request_is_recorded_once(store, door):
    """A call that is repeated because its answer was lost changes nothing more."""
    party = {"party": "P1", "organisation": "north", "size": 3}
    first = door.act(PLANNER, "party.registered", party, request="k1")
    assert door.act(PLANNER, "party.registered", party, request="k1") == first
    assert sum(one.event.kind == "party.registered" for one in store.read()) == 1


def test_a_repeated_request_is_answered_whatever_has_become_of_the_operation(store, door):
    """What could not be done a second time is not denied when it is only asked for again, and by nobody else."""
    case = {"case": "c1", "party": "P1"}
    first = door.act(PLANNER, "case.opened", case, request="k1")
    assert door.act(PLANNER, "case.opened", case, request="k1") == first
    for actor, said in ((OFFICER, case), (PLANNER, {"case": "c2", "party": "P1"})):
        with pytest.raises(DeniedError, match="made before"):
            door.act(actor, "case.opened", said, request="k1")
    assert not any(one.event.kind == "access.denied" for one in store.read())


def test_a_denial_holds_no_more_than_it_needs(store, door):
    """Whatever was typed as an actor or a kind, the denial is short, of printable signs, and counts."""
    with pytest.raises(DeniedError):
        door.act(ActorId("Maria\x1b[2J"), "k" * 10_000 + "\n", {})
    (*_, last) = store.read()
    assert last.event.payload["operator"] == "unknown"
    assert all(len(text) <= 500 and text.isprintable() for text in last.event.payload.values())
    assert door.state().refusals == 0


def test_two_doors_on_one_store_see_each_other(tmp_path):
    """Two processes that have one store open promise no seat twice and fold the same."""
    folder = OperationFolder()
    folder.create(tmp_path / "two", "EXERCISE harbour", exercise=True)
    with folder.open(tmp_path / "two") as first, folder.open(tmp_path / "two") as second:
        doors = [open_door(first, 3), open_door(second, 4)]
        begin(doors[0], "EXERCISE harbour", OFFICER)
        doors[1].act(OFFICER, "share.dealt", {"thing": "F1", "units": 20, "taker": first.operation().device})
        taken = []

        def promise(own: Door) -> None:
            for _ in range(14):
                with suppress(DeniedError):
                    taken.append(own.act(OFFICER, "share.promised", {"thing": "F1", "units": 1}))

        threads = [threading.Thread(target=promise, args=[own]) for own in doors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        states = [own.read(OFFICER) for own in (*doors, open_door(first))]
        assert states[0] == states[1] == states[2]
        assert len(taken) >= 20


def test_what_cannot_be_kept_is_folded_again_and_the_act_stands(store, door, monkeypatch):
    """A snapshot that fails, or that other software kept, takes nothing back and locks nobody out."""

    def refuse(_: object) -> None:
        raise StoreError("the disk is full")

    keeping = open_door(store, snapshot_every=1)
    with monkeypatch.context() as patched:
        patched.setattr(store, "save_snapshot", refuse)
        keeping.act(GATE, "order.stopped", {"subject": "everybody"})
    keeping.act(GATE, "order.stopped", {"subject": "site:G1"})

    def read_nothing(_: bytes) -> State:
        raise ValueError("of other rules")

    assert store.snapshot() is not None
    anew = Door(store, encode_state, read_nothing, wall_millis)
    assert anew.read(OFFICER) == keeping.read(OFFICER) == door.read(OFFICER)


def test_a_release_is_not_judged_by_a_clock_that_is_behind(store, door):
    """A device whose clock is behind what it heard cannot tell what has expired: nothing leaves it; STOP counts."""
    asked = {"release": "r1", "what": "mass warning", "content": "d", "count": 9, "expires_millis": NOW + HOUR}
    door.act(PLANNER, "release.asked", asked)
    behind = Door(store, encode_state, decode_state, lambda: wall_millis() - HOUR)
    with pytest.raises(DeniedError, match="60 min ahead of this device's clock"):
        behind.act(APPROVER, "release.approved", {"release": "r1", "content": "d", "count": 9})
    behind.act(GATE, "order.stopped", {"subject": "everybody"})
    door.act(APPROVER, "release.approved", {"release": "r1", "content": "d", "count": 9})
    with pytest.raises(DeniedError, match="60 min ahead of this device's clock"):
        behind.record("release.done", {"release": "r1"})
    door.record("release.done", {"release": "r1"})


def test_a_clock_that_is_ahead_sees_a_release_expire_early(door, store):
    """A device whose clock is two hours ahead refuses what has an hour left; the others may still approve it."""
    asked = {"release": "r1", "what": "mass warning", "content": "d", "count": 9, "expires_millis": NOW + HOUR}
    door.act(PLANNER, "release.asked", asked)
    ahead = Door(store, encode_state, decode_state, lambda: wall_millis() + 2 * HOUR)
    with pytest.raises(DeniedError, match="it has expired"):
        ahead.act(APPROVER, "release.approved", {"release": "r1", "content": "d", "count": 9})
    door.act(APPROVER, "release.approved", {"release": "r1", "content": "d", "count": 9})


def test_a_rival_event_of_a_copied_device_is_not_folded(store, door, tmp_path):
    """Events of this device that were made elsewhere and do not count change nothing here."""
    own = list(store.read())
    copy = Device(store.operation().device, own[-1].event.time.millis + 5_000)
    copy.record("log.read", OFFICER)
    rival = copy.record("order.stopped", GATE, subject="everybody")  # follows on from nothing that is here
    door.state()
    key = read_key(tmp_path / "op" / "device.key")
    assert key is not None
    rival = replace(rival, signature=key.sign(rival.digest))
    store.receive([rival])
    assert door.state() == open_door(store).state()


def test_reading_takes_a_role_and_reading_the_log_is_on_record(store, door):
    """Who is not of the operation sees nothing; who reads the log is named in it."""
    with pytest.raises(DeniedError):
        door.read(ActorId("stranger"))
    with pytest.raises(DeniedError):
        door.read(GATE, UseCase.READ_LOG)
    door.read(OFFICER, UseCase.READ_LOG)
    assert [one.event.actor for one in store.read() if one.event.kind == "log.read"] == [OFFICER]


def test_a_door_opened_again_knows_what_the_old_one_knew(store, door):
    """From a kept state and what came after it, a new door folds the same state; a full fold agrees."""
    keeping = open_door(store, snapshot_every=4)
    for number in range(11):
        keeping.act(PLANNER, "party.registered", {"party": f"P{number}", "organisation": "north", "size": 2})
    assert store.snapshot() is not None
    assert open_door(store).read(OFFICER) == keeping.read(OFFICER) == door.read(OFFICER)


def test_what_another_device_did_before_is_folded_in_its_place(store, door):
    """An event of another device that comes late counts as if it had come in time."""
    other = Device("zzz", NOW - 10_000)
    for sealed in store.read():
        other.listen(sealed)
    store.introduce(other.name, b"")
    door.act(OFFICER, "device.added", {"device": "zzz", "key": "00" * 32})
    late = other.record("order.stopped", GATE, subject="site:G1")
    door.act(PLANNER, "order.set", {"subject": "site:G1", "level": "GO", "replaces": []})
    store.receive([late])
    assert find_order(door.read(OFFICER).orders, "site:G1").level is Level.STOP
    assert door.read(OFFICER) == open_door(store).read(OFFICER)


def test_nobody_acts_in_the_past_once_they_have_ended(store, door):
    """An ended operator who sets a device's clock back to before their end is not followed, on any device."""
    other = Device("zzz", NOW - HOUR)
    store.introduce(other.name, b"")
    door.act(OFFICER, "device.added", {"device": "zzz", "key": "00" * 32})
    door.act(GATE, "operator.moving", {"device": "zzz", "code": "", "expires_millis": 2 * NOW})
    for sealed in store.read():
        other.listen(sealed)
    heard = [other.record("operator.joined", "system", operator=GATE, by="totp")]
    heard += [other.record("checkin.made", GATE, party="P1", site="G1")]
    store.receive(heard)
    door.act(OFFICER, "operator.ended", {"operator": GATE})
    other.last, other.wall = HybridTime(0), other.last.millis - 2_000
    back = other.record("checkin.made", GATE, party="P2", site="G1")
    assert back.event.time < heard[-1].event.time
    store.receive([back])
    assert door.state().arrived == {"P1": "G1"}
    assert back not in list(store.read())
    assert join(Record(), [one for _, one in store.read_as_arrived()]).in_order() == list(store.read())


def test_many_threads_promise_no_seat_twice(door):
    """Sixteen threads that promise seats at once promise no more than there are."""
    door.act(OFFICER, "share.dealt", {"thing": "F1", "units": 20, "taker": door.read(OFFICER).coordinator})
    taken = []

    def promise() -> None:
        for _ in range(4):
            try:
                taken.append(door.act(PLANNER, "share.promised", {"thing": "F1", "units": 1}))
            except DeniedError:
                return

    threads = [threading.Thread(target=promise) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 20
    assert sum(door.read(OFFICER).shares["F1"].values()) == 0
