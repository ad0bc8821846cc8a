"""Promise that two processes on one device, at work at once, promise nothing twice."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.join_operation import begin
from safeconduct.core.basics import DeniedError
from safeconduct.core.record import ActorId, Unsealed

OFFICER, SEATS, ROUNDS = ActorId("o1"), 4, 4


def open_door(store: SqlEventStore) -> Door:
    return Door(store, encode_state, decode_state, lambda: time.time_ns() // 1_000_000)


def test_the_last_seat_is_promised_once(tmp_path: Path):
    """Both ask for as many seats as there are, at the same time: each seat is promised once, and the rest refused."""
    folder = OperationFolder()
    folder.create(tmp_path / "a", "EXERCISE harbour", exercise=True)
    with folder.open(tmp_path / "a") as one, folder.open(tmp_path / "a") as other:
        doors = open_door(one), open_door(other)
        begin(doors[0], "EXERCISE harbour", OFFICER)
        for number in range(ROUNDS):
            thing, meet = f"F{number}", threading.Barrier(2)
            doors[0].act(OFFICER, "share.dealt", {"thing": thing, "units": SEATS, "taker": doors[0].device})
            denied: list[str] = []

            def promise(door: Door, thing: str = thing, meet: threading.Barrier = meet, denied=denied) -> None:
                meet.wait()
                for _ in range(SEATS):
                    try:
                        door.act(OFFICER, "share.promised", {"thing": thing, "units": 1})
                    except DeniedError as error:
                        denied.append(str(error))

            asking = [threading.Thread(target=promise, args=(door,)) for door in doors]
            for one_asks in asking:
                one_asks.start()
            for one_asks in asking:
                one_asks.join()
            assert doors[0].state().shares[thing] == {doors[0].device: 0}
            assert len(denied) == SEATS


def test_what_was_seen_before_something_came_is_not_the_ground_of_an_act(tmp_path: Path):
    """A store records nothing for who has not seen what has come since; no acts are none."""
    folder = OperationFolder()
    folder.create(tmp_path / "a", "EXERCISE harbour", exercise=True)
    with folder.open(tmp_path / "a") as store:
        door = open_door(store)
        begin(door, "EXERCISE harbour", OFFICER)
        assert door.act_all(OFFICER, []) == ()
        seen = store.newest()
        stop = Unsealed("order.stopped", OFFICER, {"subject": "everybody"})
        assert store.append([stop], seen=seen)
        assert store.append([stop], seen=seen) == ()
        assert store.append([stop], seen=store.newest())
