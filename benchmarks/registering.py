"""Measure how long a table of people takes to register, through `safeconduct register`'s own path and a real keyd.

    python benchmarks/registering.py [--people 10000] [--folder FOLDER] [--profile FILE]

A person a party, every field full, on a real disk. Then the same table again, which registers nobody. The figures are
added to benchmarks/results/registering.json, each run with the load that the machine was under.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import platform
import tempfile
import time
from pathlib import Path

from operation_seized import write_table
from safeconduct.adapters.registry_files.reader import RegistryFiles
from safeconduct.adapters.state_json import decode_state, encode_state
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.app.access import Door
from safeconduct.app.join_operation import begin
from safeconduct.app.register_parties import register_parties
from safeconduct.core.record import ActorId
from safeconduct.core.vault import Role
from vault_process import Keyd

RESULT = Path(__file__).parent / "results" / "registering.json"
OFFICER = ActorId("o1")


def main() -> None:
    """Register twice and write what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where vault and record are made; a temporary one, if not given")
    parser.add_argument("--profile", type=Path, help="keep a profile of the first time there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        room, stores = Path(name), OperationFolder()
        table = room / "people.csv"
        write_table(table, asked.people)
        stores.create(room / "op", "EXERCISE table", exercise=True)
        keyd = Keyd(room / "vault").start(Role.IMPORTER)
        watch = cProfile.Profile()
        with stores.open(room / "op") as store:
            door = Door(store, encode_state, decode_state, lambda: time.time_ns() // 1_000_000)
            begin(door, "EXERCISE table", OFFICER)
            if asked.profile:
                watch.enable()
            begun = time.perf_counter()
            parties, faults = RegistryFiles().read(table)
            read = time.perf_counter()
            first = register_parties(door, keyd.client, OFFICER, parties)
            done = time.perf_counter()
            watch.disable()
            again = register_parties(door, keyd.client, OFFICER, parties)
            ended = time.perf_counter()
        keyd.stop()
        assert (len(faults), len(first.made), len(again.made), len(again.before)) == (0, len(parties), 0, len(parties))
    found = {
        "people": asked.people,
        "read_seconds": round(read - begun, 1),
        "register_seconds": round(done - read, 1),
        "again_seconds": round(ended - done, 1),
        "load": os.getloadavg()[0],
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
    }
    if asked.profile:
        watch.dump_stats(asked.profile)
    else:
        runs = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else []
        RESULT.write_text(json.dumps([*runs, found], indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
