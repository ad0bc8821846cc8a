"""Cut the power of stores at random moments, and judge what each disk then holds."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from safeconduct.adapters.store.device_key import DeviceKey
from safeconduct.adapters.store.engines import PRAGMAS, Engines, open_sqlite
from safeconduct.adapters.store.event_store import SqlEventStore
from safeconduct.adapters.store.migrate import bring_up
from safeconduct.adapters.store.operation_folder import begin_operation
from safeconduct.adapters.store.rows import to_sealed
from safeconduct.adapters.store.tables import VERSION
from safeconduct.core.basics import StoreError
from safeconduct.core.record import ActorId, Outgoing, Unsealed, check_chain
from store_power import Acknowledged, Disk, Step, cut_power

FILE = "operation.db"
COLUMNS = "device, number, millis, counter, actor, kind, payload, exercise, previous, digest, signature"
KEY = DeviceKey(bytes(32))
BEGUN = "begun"


@dataclass
class Run:
    """Hold what a store did on a disk: every step, and which requests it was asked to record."""

    before: dict[str, bytes]
    trace: list[Step]
    sizes: dict[str, int] = field(default_factory=dict)  # request -> events
    refused: set[str] = field(default_factory=set)

    def acknowledged(self, moment: int) -> set[str]:
        """Return the requests that were acknowledged by then."""
        return {step.name for step in self.trace[:moment] if isinstance(step, Acknowledged)}


def run_store(
    folder: Path, seed: int, synchronous: str = PRAGMAS["synchronous"], failing: bool = False, appends: int = 12
) -> Run:
    """Let a store make its file, append by one thread or three, empty its WAL, close and open again.

    With `failing` some syncs fail, and what the system dropped then never reaches the disk.
    """
    dice = random.Random(seed)
    disk = Disk(f"trace-{threading.get_ident()}-{seed}-{synchronous}-{failing}")
    run = Run({}, disk.trace)
    engines = open_traced(disk, folder / FILE, synchronous, dice.choice((4, 16, 1000)))
    bring_up(engines.write)
    with engines.write.begin() as connection:
        begin_operation(connection, KEY, "op", "Harbour", exercise=True)
    disk.trace.append(Acknowledged(BEGUN))
    store = SqlEventStore(engines, KEY)
    if failing:
        disk.fail_sync = lambda _: dice.random() < 0.15
    if dice.random() < 0.3:
        share = [threading.Thread(target=_append, args=(run, store, dice, f"t{at}-", appends // 3)) for at in range(3)]
        for thread in share:
            thread.start()
        for thread in share:
            thread.join()
    else:
        _append(run, store, dice, "a", appends // 2)
        if dice.random() < 0.3:
            _try_to(store.close)
            store = SqlEventStore(open_traced(disk, folder / FILE, synchronous, 8), KEY)
            _try_to(store.make_sure)
        _append(run, store, dice, "b", appends // 2)
    _try_to(store.close)
    disk.vfs.unregister()
    return run


def open_traced(disk: Disk, file: Path, synchronous: str = PRAGMAS["synchronous"], pages: int = 1000) -> Engines:
    """Open a store's file on a traced disk; `pages` of WAL are folded into the file at once."""

    def connect() -> object:
        return disk.connect(file)

    pragmas = {**PRAGMAS, "synchronous": synchronous, "wal_autocheckpoint": str(pages)}
    wal = file.with_name(file.name + "-wal")
    return replace(open_sqlite(file, connect, pragmas), write_wal_again=lambda: disk.write_again(wal))


def _append(run: Run, store: SqlEventStore, dice: random.Random, name: str, appends: int) -> None:
    for at in range(appends):
        request, size = f"{name}{at}", dice.choice((1, 1, 2, 5))
        run.sizes[request] = size
        events = [Unsealed("note", ActorId("o1"), {"request": request, "text": "x" * dice.randrange(900)})] * size
        try:
            store.append(events, [Outgoing(request, at)], request)
        except StoreError:
            run.refused.add(request)
        else:
            run.trace.append(Acknowledged(request))
        if dice.random() < 0.15:
            _try_to(store.checkpoint)


def _try_to(act: Callable[[], object]) -> None:
    with contextlib.suppress(StoreError):  # the disk failed
        act()


def judge(run: Run, moment: int, files: dict[str, bytes], folder: Path) -> list[str]:
    """Return what is wrong with a store that is opened on what a disk held: nothing, if it keeps its promise."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    needed = run.acknowledged(moment)
    connection = sqlite3.connect(folder / FILE)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return ["damaged"]
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return ["not begun"] if needed else []
        log = [to_sealed(row) for row in connection.execute(f"SELECT {COLUMNS} FROM event ORDER BY number")]
        begun = connection.execute("SELECT count(*), max(version_num) FROM operation, alembic_version").fetchone()
        outbox = {topic for (topic,) in connection.execute("SELECT topic FROM outbox")}
    except sqlite3.DatabaseError as error:
        return [f"damaged: {error}"]
    finally:
        connection.close()
    if BEGUN in needed and begun != (1, str(VERSION)):
        return ["not begun"]
    wrong = [f"broken: {flaw.ident} {flaw.what}" for flaw in check_chain(log)]
    there: dict[str, int] = {}
    for sealed in log:
        request = str(sealed.event.payload["request"])
        there[request] = there.get(request, 0) + 1
    wrong += [f"lost: {request}" for request in sorted(needed - {BEGUN} - there.keys())]
    wrong += [f"half done: {request}" for request, events in there.items() if events != run.sizes[request]]
    wrong += [f"without what follows: {request}" for request in there.keys() ^ outbox]
    return wrong


def cut_many(
    seed: int, cuts: int, synchronous: str = PRAGMAS["synchronous"], failing: bool = False
) -> Iterator[list[str]]:
    """Run one store, cut its power at that many moments, and return what was wrong each time."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-power-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    try:
        run = run_store(folder, seed, synchronous, failing)
        after = folder / "after"
        after.mkdir()
        dice = random.Random(seed)
        for _ in range(cuts):
            moment = dice.randrange(len(run.trace) + 1)
            yield judge(run, moment, cut_power(run.trace, moment, dice, run.before), after)
    finally:
        shutil.rmtree(folder)
