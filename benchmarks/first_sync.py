"""Measure a new device's first sync of a long record.

    python benchmarks/first_sync.py [--events 200000] [--name after]

One device has the record; the other was restored from a backup of its first hour, has recorded something of its own
since, and takes all that it has missed, in the bundles of `safeconduct sync`, packed and unpacked, without a network
between. The figures go to benchmarks/results/first_sync.json under the name.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from pyrage.x25519 import Identity

from safeconduct.adapters.event_bundle import EventBundles
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.age_backups import AgeBackups
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.exchange_events import add_device, give_events, take_events
from safeconduct.app.join_operation import begin
from safeconduct.app.ports import EventStore
from safeconduct.app.sync_events import sync_events
from safeconduct.core.record import ActorId, Bundle, DeviceId, Unsealed

RESULT = Path(__file__).parent / "results" / "first_sync.json"
OFFICER = ActorId("o1")
AT_ONCE, PARTIES = 1_000, 10_000


def now_millis() -> int:
    return time.time_ns() // 1_000_000


def open_door(store: EventStore) -> Door:
    return Door(store, encode_state, decode_state, now_millis)


class Near:
    """Answer as another device's service does; fills the port Peer but for logging in."""

    def __init__(self, door: Door, store: EventStore) -> None:
        self._door, self._store, self._bundles = door, store, EventBundles()
        self.seconds = 0.0

    def heads(self) -> Mapping[DeviceId, int]:
        return {head.ident.device: head.ident.number for head in self._store.heads()}

    def give(self, after: Mapping[DeviceId, int], at_most: int) -> Bundle:
        begun = time.perf_counter()
        packed = self._bundles.pack(give_events(self._store, after, at_most))
        self.seconds += time.perf_counter() - begun
        return self._bundles.unpack(packed)

    def take(self, bundle: Bundle) -> Sequence[DeviceId]:
        return take_events(self._door, self._store, bundle, now_millis()).unknown

    def connect(self, session: str) -> None: ...

    def login(self, operator: ActorId, digits: str) -> None: ...


def check_in(count: int) -> Iterator[list[Unsealed]]:
    """Return what is recorded, a thousand at a time."""
    for first in range(0, count, AT_ONCE):
        numbers = range(first, min(count, first + AT_ONCE))
        yield [Unsealed("checkin.made", OFFICER, {"party": f"P{n % PARTIES}", "site": f"S{n % 7}"}) for n in numbers]


def main() -> None:
    """Fill one device, and let the other hear of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--name", default="after")
    asked = parser.parse_args()
    folder, backups, key = OperationFolder(), AgeBackups(), Identity.generate()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        room = Path(name)
        folder.create(room / "a", "EXERCISE long", exercise=True)
        first = stack.enter_context(folder.open(room / "a"))
        door = open_door(first)
        begin(door, "EXERCISE long", OFFICER)
        backups.write(first, room / "a.age", [str(key.to_public())])
        backups.restore(room / "a.age", room / "b", True, [str(key)])
        second = stack.enter_context(folder.open(room / "b"))
        device = second.operation().device
        add_device(door, first, OFFICER, device, second.devices()[device].hex())
        for some in check_in(asked.events):
            first.append(some)
        door.state()
        here = open_door(second)
        here.act(OFFICER, "order.stopped", {"subject": "everybody"})
        there = Near(door, first)
        begun = time.perf_counter()
        synced = sync_events(here, second, there, OFFICER, now_millis())
        seconds = time.perf_counter() - begun
        assert synced.taken.new == asked.events + 1
        assert here.state() == door.state()
    found = {
        "events": asked.events,
        "seconds": round(seconds, 1),
        "seconds_to_give": round(there.seconds, 1),
        "load": os.getloadavg()[0],
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
    }
    kept = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    RESULT.write_text(json.dumps({**kept, asked.name: found}, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
