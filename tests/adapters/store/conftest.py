"""Start what stores stand on: a private PostgreSQL beside SQLite's files, so that one suite runs over both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_logs import Bench

from safeconduct.adapters.store.device_key import DeviceKey
from safeconduct.adapters.store.engines import Engines, open_postgresql, open_sqlite
from store_cluster import NEWEST_FIRST, Cluster, run_cluster


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """Give a private PostgreSQL; skip where it is not installed, fail where CI=true."""
    if not NEWEST_FIRST:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing, and CI must have it")
        pytest.skip("PostgreSQL is not installed (make database)")
    with run_cluster() as cluster:
        yield cluster


def _open_on_postgresql(request: pytest.FixtureRequest) -> Callable[[], Engines]:
    address = request.getfixturevalue("postgresql").make_database()
    return lambda: open_postgresql(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def open_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Engines]:
    """Give what opens one empty database, again and again; every kind of database has its line here."""
    if request.param == "postgresql":
        return _open_on_postgresql(request)
    return lambda: open_sqlite(tmp_path / "operation.db")


@pytest.fixture
def bench(open_database: Callable[[], Engines]) -> Iterator[Bench]:
    """Give a store of an exercise, with a key, and what makes devices that it knows."""
    made = Bench(open_database, DeviceKey(bytes(range(32))))
    yield made
    made.store.close()
