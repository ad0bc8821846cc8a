"""Run a private PostgreSQL of Debian's binaries, for tests and benchmarks of the store."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

NEWEST_FIRST = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))


class Cluster:
    """Run a PostgreSQL of one's own, reached by its socket alone, with every promise to the disk kept."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        """Make it in a folder that belongs to who runs it: root may not."""
        self.binaries, self.folder = binaries, folder
        self.user = "postgres"
        self._as_user = "postgres" if os.geteuid() == 0 else None
        if self._as_user:
            shutil.chown(folder, self._as_user, self._as_user)
        self.run(
            "initdb",
            "--no-sync",
            "-A",
            "trust",
            "-U",
            self.user,
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-D",
            f"{folder}/data",
        )
        with (folder / "data/postgresql.conf").open("a") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{folder}'\nmax_connections = 50\n")
        self.start()
        self._numbers = itertools.count()

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs to its end."""
        command = [str(self.binaries / program), *arguments]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            cwd=self.folder,
            user=self._as_user,
            group=self._as_user,
            extra_groups=[] if self._as_user else None,
        )
        assert done.returncode == 0, f"{program}: {done.stdout[-1000:]}{done.stderr[-1000:]}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` is a crash."""
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", how, "stop")

    def make_database(self) -> str:
        """Return the address of something empty: a schema of its own, which is made sooner than a database."""
        name = f"test{next(self._numbers)}"
        with psycopg.connect(host=str(self.folder), user=self.user, dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"postgresql://{self.user}@/postgres?host={self.folder}&options=-csearch_path%3D{name}"


@contextlib.contextmanager
def run_cluster(folder: str | None = None) -> Iterator[Cluster]:
    """Give a cluster for as long as it is needed, on a disk or, where none is named, in memory."""
    quick = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    made = Path(tempfile.mkdtemp(prefix="safeconduct-postgresql-", dir=folder or quick))
    try:
        cluster = Cluster(NEWEST_FIRST[0], made)
        yield cluster
        cluster.stop("immediate")
    finally:
        shutil.rmtree(made)
