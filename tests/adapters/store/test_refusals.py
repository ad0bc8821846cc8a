"""Promise that a store whose disk or server fails says so, does nothing by halves, and goes on reading."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import psycopg
import pytest
from store_logs import Bench, note

from safeconduct.adapters.store.device_key import DeviceKey
from safeconduct.adapters.store.engines import open_postgresql
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.core.basics import StoreError
from safeconduct.core.record import ActorId, DeviceId, Outgoing, Unsealed
from store_cluster import Cluster, run_cluster
from store_power import Disk
from store_trials import open_traced

KEY = DeviceKey(bytes(32))
LONG = Unsealed("note", ActorId("o1"), {"text": "x" * 5000})


def full(_: str) -> bool:
    raise apsw.FullError("no space left")


def read_only(_: str) -> bool:
    raise apsw.ReadOnlyError("read-only")


def failing(_: str) -> bool:
    return True


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Disk:
    """Give a disk that can be told to fail."""
    return Disk(f"refusing-{request.node.name}")


FAULTS = {
    "full": ("fail_write", full, "the disk is full: make room"),
    "read-only": ("fail_write", read_only, "read-only"),
    "fsync": ("fail_sync", failing, "the disk failed"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("write", ["append", "receive", "save"])
def test_every_refused_write_is_said_and_none_is_half_done(fault: str, write: str, disk: Disk, tmp_path: Path):
    """Whatever is written while the disk fails: an error that says what to do; reading goes on; then writing does."""
    bench = Bench(lambda: open_traced(disk, tmp_path / "operation.db"), KEY)
    device = bench.meet("a")
    kept = [*bench.store.append([note("before")], request="r0")]
    where, how, said = FAULTS[fault]
    setattr(disk, where, how)
    writes: dict[str, Callable[[], object]] = {
        "append": lambda: bench.store.append([LONG, note()], [Outgoing("sms", 1)], "r1"),
        "receive": lambda: bench.store.receive([device.record() for _ in range(3)]),
        "save": lambda: bench.store.introduce(DeviceId("b"), bytes(32)),
    }
    with pytest.raises(StoreError, match=said):
        writes[write]()
    with pytest.raises(StoreError, match="acknowledged"):
        bench.store.append([note()])
    assert list(bench.store.read()) == kept
    assert bench.store.outbox() == []
    setattr(disk, where, lambda _: False)
    again = bench.store.append([LONG, note()], [Outgoing("sms", 1)], "r1")
    events = list(bench.store.read())
    assert [one for one in events if one.event.ident.device == bench.device][-2:] == list(again)
    assert len(bench.store.outbox()) == 1
    assert bench.store.verify() == []
    bench.store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a real file system of two megabytes; skip where none may be mounted."""
    with mount_disk(tmp_path / "disk", "2m") as folder:
        yield folder


@contextlib.contextmanager
def mount_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_real_disk_that_is_full_and_then_read_only(small_disk: Path):
    """On a full and on a read-only file system every append is refused, events are read, and it goes on after."""

    def remount(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(small_disk)], check=True)

    folder = small_disk / "operation"
    OperationFolder().create(folder, "Harbour", True)
    with OperationFolder().open(folder) as store:
        kept = 0

        def fill() -> None:
            nonlocal kept
            while True:
                kept += len(store.append([LONG]))

        with pytest.raises(StoreError, match="the disk is full: make room"):
            fill()
        assert len(list(store.read())) == kept
        remount("size=4m")
        store.append([LONG])
    remount("ro")
    with OperationFolder().open(folder) as store:
        for _ in range(2):
            with pytest.raises(StoreError, match="read-only"):
                store.append([LONG])
        assert len(list(store.read())) == kept + 1
        assert store.verify() == []
    remount("rw")
    with OperationFolder().open(folder) as store:
        store.append([LONG])
        assert store.verify() == []
        assert len(list(store.read())) == kept + 2


@pytest.fixture
def server_disk() -> Iterator[Path]:
    """Give a real file system that the server's own user may reach, too."""
    with tempfile.TemporaryDirectory(prefix="safeconduct-disk-") as made:
        Path(made).chmod(0o755)
        with mount_disk(Path(made) / "disk", "160m") as folder:
            folder.chmod(0o755)
            yield folder


@pytest.mark.usefixtures("postgresql")  # skips where there is none
def test_a_server_whose_disk_is_full_is_said(server_disk: Path):
    """PostgreSQL out of room: the append is refused, all acknowledged is read, and with room again it goes on."""
    with run_cluster(str(server_disk)) as cluster:
        address = cluster.make_database()
        bench = Bench(lambda: open_postgresql(address), KEY)
        bench.store.append([note()])
        ballast = server_disk / "ballast"
        with ballast.open("wb") as file:
            file.write(bytes(shutil.disk_usage(server_disk).free - 2_000_000))
        kept = 1

        def fill() -> None:
            nonlocal kept
            for _ in range(5_000):
                text = random.randbytes(2_500).hex()  # which the server cannot make smaller
                kept += len(bench.store.append([Unsealed("note", ActorId("o1"), {"text": text})]))

        with pytest.raises(StoreError, match=r"make room|look whether it runs"):
            fill()
        ballast.unlink()
        wait_for(cluster)
        assert len(list(bench.store.read())) == kept
        assert bench.store.append([LONG])
        assert bench.store.verify() == []
        bench.store.close()


def wait_for(cluster: Cluster) -> None:
    """Start the server where it has ended: out of room for its own journal it does."""
    try:
        cluster.run("pg_ctl", "-D", f"{cluster.folder}/data", "status")
    except AssertionError:
        cluster.start()


def test_a_server_that_stops_is_said_and_waited_for(postgresql):
    """PostgreSQL killed amid the work: appends are refused with what to do; once it runs, all acknowledged is there."""
    address = postgresql.make_database()
    bench = Bench(lambda: open_postgresql(address), KEY)
    kept = [*bench.store.append([note()], request="r0")]
    postgresql.stop("immediate")
    with pytest.raises(StoreError, match="look whether it runs"):
        bench.store.append([note()], request="r1")
    with pytest.raises(StoreError, match="look whether it runs"):
        list(bench.store.read())
    postgresql.start()
    kept += bench.store.append([note()], request="r1")
    assert list(bench.store.read()) == kept
    assert bench.store.verify() == []
    bench.store.close()


def test_a_connection_that_is_cut_amid_a_transaction_leaves_nothing(postgresql):
    """The server ends the connection while an append is under way: it is refused as a whole, and then recorded once."""
    address = postgresql.make_database()
    bench = Bench(lambda: open_postgresql(address), KEY)
    bench.store.append([note()])
    with psycopg.connect(address) as blocker:
        blocker.execute("SELECT * FROM operation FOR UPDATE")  # the append waits for this row
        told: list[str] = []

        def append() -> None:
            try:
                bench.store.append([note(), note()], [Outgoing("sms", 1)], "r1")
            except StoreError as error:
                told.append(str(error))

        thread = threading.Thread(target=append)
        thread.start()
        with psycopg.connect(address, autocommit=True) as admin:
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            while not admin.execute(query).fetchall():
                time.sleep(0.01)
        thread.join()
    assert "look whether it runs" in told[0]
    assert len(list(bench.store.read())) == 1
    assert bench.store.outbox() == []
    assert len(bench.store.append([note(), note()], [Outgoing("sms", 1)], "r1")) == 2
    bench.store.close()


def test_a_server_that_would_lose_events_is_refused(postgresql):
    """PostgreSQL with fsync off is not written to."""
    with (postgresql.folder / "data/postgresql.conf").open("a") as settings:
        settings.write("fsync = off\n")
    postgresql.stop()
    postgresql.start()
    try:
        with pytest.raises(StoreError, match="fsync off"):
            open_postgresql(postgresql.make_database()).write.connect()
    finally:
        with (postgresql.folder / "data/postgresql.conf").open("a") as settings:
            settings.write("fsync = on\n")
        postgresql.stop()
        postgresql.start()
