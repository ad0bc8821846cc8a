"""Measure the store: power cuts, kill -9, throughput, restart, backup and restore; results/store.json keeps it.

Usage: benchmarks/store.py power|kills|throughput|restart|drill ... (each takes minutes; all of them without a name)
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pyrage

from safeconduct.adapters.store.age_backups import AgeBackups
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.core.record import ActorId, Snapshot, Unsealed, fold_order
from store_cluster import run_cluster
from store_kills import kill_many
from store_trials import cut_many

RESULT = Path(__file__).parent / "results" / "store.json"
CUTS, CUTS_PER_STORE = 100_000, 400
KILLS = 500
RUNS = 5
COMMAND = [sys.executable, "-c", "from safeconduct.wiring import main; main()"]
DRILL_SECONDS = 115  # nearly two minutes: the second backup is to be nearly a minute old
MILLION, TAIL, STATE_BYTES = 1_000_000, 1000, 5_000_000
DISK = "/var/tmp"  # a disk, and not memory
PAYLOAD = {"place": "P00017", "state": "clear", "seen_millis": 1_930_000_000_000, "valid_minutes": 60, "replaces": []}


def measure_power() -> dict[str, object]:
    """Cut the power 100,000 times, half of them on a disk whose syncs fail; as a check, of stores that do not sync."""
    begun = time.monotonic()
    figures: dict[str, object] = {}
    stores = CUTS // CUTS_PER_STORE
    for name, first, count, synchronous, failing in (
        ("sound disk", 10_000, stores // 2, "EXTRA", False),
        ("disk whose syncs fail", 20_000, stores // 2, "EXTRA", True),
        ("check: synchronous=FULL", 30_000, 3, "FULL", False),
        ("check: synchronous=NORMAL", 30_000, 3, "NORMAL", False),
        ("check: synchronous=OFF", 30_000, 3, "OFF", False),
    ):
        cuts, wrong = 0, Counter[str]()
        for seed in range(first, first + count):
            for found in cut_many(seed, CUTS_PER_STORE, synchronous, failing):
                cuts += 1
                wrong.update({one.split(":")[0] for one in found})
        figures[name] = {"stores": count, "cuts": cuts, "wrong": dict(wrong)}
    return {**figures, "seconds": round(time.monotonic() - begun)}


def measure_kills() -> dict[str, object]:
    """Kill 500 processes that append by three threads."""
    begun = time.monotonic()
    found = list(kill_many(11, KILLS))
    return {
        "kills": len(found),
        "acknowledged": sum(count for count, _ in found),
        "wrong": dict(Counter(one.split(":")[0] for _, wrong in found for one in wrong)),
        "seconds": round(time.monotonic() - begun),
    }


def measure_throughput() -> dict[str, object]:
    """Append by 16 threads for some seconds, each event durable when its append returns, on both databases."""
    figures: dict[str, object] = {"fsync of 16 KiB, median ms": _time_fsync()}
    with tempfile.TemporaryDirectory(dir=DISK) as folder:
        OperationFolder().create(Path(folder) / "op", "Harbour", exercise=True)
        figures["sqlite"] = [_append_by_threads(Path(folder) / "op") for _ in range(RUNS)]
        figures["sqlite, one writer"] = _append_by_threads(Path(folder) / "op", 1)
        with run_cluster(DISK) as cluster:
            OperationFolder().create(Path(folder) / "pg", "Harbour", exercise=True, postgresql=cluster.make_database())
            figures["postgresql"] = [_append_by_threads(Path(folder) / "pg") for _ in range(RUNS)]
    return figures


def _append_by_threads(folder: Path, writers: int = 16, seconds: float = 5.0) -> dict[str, float]:
    waits: list[float] = []
    with OperationFolder().open(folder) as store:
        end = time.monotonic() + seconds

        def work(writer: int) -> None:
            while (begun := time.monotonic()) < end:
                store.append([Unsealed("note", ActorId(f"o{writer}"), PAYLOAD)])
                waits.append(time.monotonic() - begun)

        threads = [threading.Thread(target=work, args=(writer,)) for writer in range(writers)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    waits.sort()
    return {
        "events a second": round(len(waits) / seconds),
        "median ms": round(1000 * waits[len(waits) // 2], 1),
        "p99 ms": round(1000 * waits[len(waits) * 99 // 100], 1),
    }


def _time_fsync() -> float:
    waits = []
    with tempfile.NamedTemporaryFile(dir=DISK) as file:
        for _ in range(100):
            file.write(bytes(16384))
            file.flush()
            begun = time.monotonic()
            os.fdatasync(file.fileno())
            waits.append(time.monotonic() - begun)
    return round(1000 * sorted(waits)[50], 2)


def measure_restart() -> dict[str, object]:
    """Restart after a crash with a million events, back up and restore them, on SQLite and on PostgreSQL."""
    figures: dict[str, object] = {"events": MILLION, "events after the snapshot": TAIL, "state, bytes": STATE_BYTES}
    identity = pyrage.x25519.Identity.generate()
    with tempfile.TemporaryDirectory(dir=DISK) as name, run_cluster(DISK) as cluster:
        folder, file = Path(name), Path(name) / "backup.age"
        OperationFolder().create(folder / "op", "Harbour", exercise=True)
        figures["sqlite, seconds to fill"] = _fill(folder / "op", MILLION - TAIL)
        _crash(folder / "op")
        figures["sqlite, bytes"] = (folder / "op" / "operation.db").stat().st_size
        figures["sqlite, seconds to restart"] = [_restart(folder / "op") for _ in range(RUNS)]
        with OperationFolder().open(folder / "op") as store:
            begun = time.monotonic()
            figures["backup, bytes"] = AgeBackups().write(store, file, [str(identity.to_public())])
            figures["sqlite, seconds to back up"] = round(time.monotonic() - begun, 1)
            begun = time.monotonic()
            assert store.verify(store.heads()) == []
            figures["sqlite, seconds to verify"] = round(time.monotonic() - begun, 1)
        for kind, address in (("sqlite", ""), ("postgresql", cluster.make_database())):
            begun = time.monotonic()
            AgeBackups().restore(file, folder / kind, True, [str(identity)], postgresql=address)
            figures[f"{kind}, seconds to restore and check"] = round(time.monotonic() - begun, 1)
        _fill(folder / "postgresql", 0)
        _crash(folder / "postgresql")
        restarts = []
        for _ in range(RUNS):
            cluster.stop("immediate")
            begun = time.monotonic()
            cluster.start()
            started = time.monotonic() - begun
            restarts.append(round(started + _restart(folder / "postgresql"), 2))
        figures["postgresql, seconds to restart, the server's included"] = restarts
    figures["memory of this process, most, MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def _fill(folder: Path, events: int) -> float:
    """Append events a thousand at a time, and keep a snapshot of all that there are."""
    begun = time.monotonic()
    with OperationFolder().open(folder) as store:
        for _ in range(events // 1000):
            store.append([Unsealed("note", ActorId("o1"), PAYLOAD)] * 1000)
        (last,) = store.append([Unsealed("note", ActorId("o1"), PAYLOAD)])
        count = sum(head.ident.number for head in store.heads())
        store.save_snapshot(Snapshot(fold_order(last), count, bytes(STATE_BYTES)))
    return round(time.monotonic() - begun, 1)


def _crash(folder: Path) -> None:
    """Append the tail in a process that is killed before it closes anything."""
    child = os.fork()
    if child == 0:
        with OperationFolder().open(folder) as store:
            for _ in range(TAIL // 10):
                store.append([Unsealed("note", ActorId("o1"), PAYLOAD)] * 10)
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def _restart(folder: Path) -> float:
    """Return the seconds of a new process, its start and imports included, until it has read all and appended."""
    begun = time.monotonic()
    said = subprocess.run([sys.executable, __file__, "--restart", str(folder)], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    return round(time.monotonic() - begun, 2)


def _restart_here(folder: Path) -> None:
    with OperationFolder().open(folder) as store:
        snapshot = store.snapshot()
        assert snapshot is not None
        tail = len(list(store.read(snapshot.upto)))
        store.append([Unsealed("note", ActorId("o1"), PAYLOAD)])
        assert tail >= TAIL


def measure_drill() -> dict[str, object]:
    """Lose the disk while a process appends and `backup --every 60` runs; restore, and count what is lost."""
    identity = pyrage.x25519.Identity.generate()
    with tempfile.TemporaryDirectory(dir=DISK) as name:
        folder, file, key = Path(name) / "op", Path(name) / "stick" / "backup.age", Path(name) / "key.txt"
        file.parent.mkdir()
        key.write_text(f"{identity}\n")
        OperationFolder().create(folder, "Harbour", exercise=True)
        _fill(folder, 20_000)
        command = [*COMMAND, "backup", str(folder), "--to", str(file)]
        command += ["--recipient", str(identity.to_public()), "--every", "60"]
        backups = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        child = os.fork()
        if child == 0:
            with OperationFolder().open(folder) as store:
                while True:
                    store.append([Unsealed("note", ActorId("o1"), PAYLOAD)])
                    time.sleep(0.05)
        time.sleep(DRILL_SECONDS)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lost_at = time.time()
        backups.kill()
        backups.wait()
        shutil.rmtree(folder)
        begun = time.monotonic()
        command = [*COMMAND, "restore", str(file), "--into", f"{folder}2"]
        subprocess.run([*command, "--exercise", "--identity", str(key)], check=True, stdout=subprocess.DEVNULL)
        took = time.monotonic() - begun
        with OperationFolder().open(Path(f"{folder}2")) as store:
            *_, last = store.read()
            assert store.verify() == []
        lost = lost_at - last.event.time.millis / 1000
        return {"seconds lost": round(lost, 1), "seconds to restore": round(took, 1), "seconds run": DRILL_SECONDS}


MEASURES: dict[str, Callable[[], dict[str, object]]] = {
    "power": measure_power,
    "kills": measure_kills,
    "throughput": measure_throughput,
    "restart": measure_restart,
    "drill": measure_drill,
}


def main(names: list[str]) -> None:
    """Measure what is named and keep it beside what was measured before."""
    if names[:1] == ["--restart"]:
        _restart_here(Path(names[1]))
        return
    for name in names or list(MEASURES):
        figures = MEASURES[name]()
        figures["load"] = round(os.getloadavg()[0], 1)
        figures["machine"] = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        figures["versions"] = {one: version(one) for one in ("sqlalchemy", "apsw", "psycopg", "pynacl", "pyrage")}
        kept = json.loads(RESULT.read_text()) if RESULT.exists() else {}
        RESULT.write_text(json.dumps({**kept, name: figures}, indent=1) + "\n")
        print(name, json.dumps(figures, indent=1), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
