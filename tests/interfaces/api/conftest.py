"""Give operations that are served, and a vault with people in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from adoptable import write_adoptable
from api_site import OFFICER, SERVICES, SHORT, Site, TestClient, make_operation

from safeconduct.app.register_parties import register_parties
from safeconduct.core.people import Registration, RoughPlace
from safeconduct.core.vault import Role as VaultRole
from safeconduct.interfaces.api import Shelf, build_api
from vault_process import Keyd, invent

PEOPLE = 200


@pytest.fixture
def room() -> Iterator[Path]:
    """Give an empty folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(dir=SHORT) as folder:
        yield Path(folder)


@pytest.fixture
def site(room: Path) -> Iterator[Site]:
    """Give an exercise that is served without a vault, with a shelf on which nothing stands yet."""
    make_operation(room / "op")
    shelf = Shelf(room / "cases", room / "plans")
    with TestClient(build_api(SERVICES, room / "op", None, shelf)) as client:
        yield Site(room / "op", client)


@pytest.fixture
def peopled(served: tuple[Site, Keyd]) -> Site:
    """Give the exercise of 200 people, an hour after whatever was opened before."""
    site, keyd = served
    keyd.pass_time(3_600_000)
    return site


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[Site, Keyd]]:
    """Give an exercise of 200 people who are registered and sealed in a vault whose keyd runs."""
    with tempfile.TemporaryDirectory(dir=SHORT) as name, ExitStack() as stack:
        folder, keyd = Path(name) / "op", Keyd(Path(name) / "vault")
        make_operation(folder)
        keyd.start(VaultRole.IMPORTER)
        stack.callback(lambda: keyd.process and keyd.stop())
        place = RoughPlace(61.5, -24.5, 500.0)
        people = [
            Registration("north", str(at), 1, (invent(at),), frozenset({"infant"}), place=place) for at in range(PEOPLE)
        ]
        with SERVICES.stores.open(folder) as store:
            made = register_parties(SERVICES.doors(store), keyd.client, OFFICER, people).made
        keyd.stop()
        keyd.start()
        write_adoptable(Path(name))
        shelf = Shelf(Path(name) / "cases", Path(name) / "plans")
        client = stack.enter_context(TestClient(build_api(SERVICES, folder, keyd.folder, shelf)))
        site = Site(folder, client)
        site.parties = made
        yield site, keyd
