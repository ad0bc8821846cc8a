"""Give operations that are served, with operators in every role, and a vault with people in it."""

from __future__ import annotations

import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.exceptions import StarletteDeprecationWarning

from safeconduct.app.register_parties import Registered, register_parties
from safeconduct.core.operation import Role
from safeconduct.core.people import Registration, RoughPlace
from safeconduct.core.record import ActorId
from safeconduct.core.vault import Role as VaultRole
from safeconduct.interfaces.api import build_api
from safeconduct.wiring import services
from vault_process import Keyd, invent

with warnings.catch_warnings():
    warnings.simplefilter("ignore", StarletteDeprecationWarning)  # it would rather have another client than httpx
    from fastapi.testclient import TestClient

SHORT = "/dev/shm" if Path("/dev/shm").is_dir() else None
PEOPLE = 200
OPERATORS = {role: ActorId("o-" + role.value.replace(" ", "-")) for role in Role}
OFFICER = OPERATORS[Role.DUTY_OFFICER]
LATER = 10**15


class Site:
    """Hold an operation that is served, and the sessions of its operators."""

    def __init__(self, folder: Path, client: TestClient) -> None:
        self.folder, self.client, self.parties = folder, client, list[Registered]()

    def session(self, role: Role = Role.DUTY_OFFICER) -> dict[str, str]:
        """Return the header of a session of an operator in a role."""
        token = services().sessions(self.folder).start(OPERATORS[role], time.time_ns() // 1_000_000)
        return {"Authorization": f"Bearer {token}"}

    @property
    def desk(self):
        """Return what the service works with."""
        return self.client.app.state.desk

    def denials(self) -> int:
        """Count the denials on record."""
        return sum(event.kind == "access.denied" for event in self.desk.door.events())


def make_operation(folder: Path) -> None:
    """Make an exercise with one operator in each role."""
    services().stores.create(folder, "EXERCISE harbour", True)
    with services().stores.open(folder) as store:
        door = services().doors(store)
        door.record("operation.begun", {"name": "EXERCISE harbour", "operator": OFFICER, "key": ""})
        for role, operator in OPERATORS.items():
            if operator != OFFICER:
                said = {"operator": operator, "roles": [role.value], "code": "", "expires_millis": LATER}
                door.act(OFFICER, "operator.invited", said)
                door.record("operator.joined", {"operator": operator, "by": "totp"})


@pytest.fixture
def room() -> Iterator[Path]:
    """Give an empty folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(dir=SHORT) as folder:
        yield Path(folder)


@pytest.fixture
def site(room: Path) -> Iterator[Site]:
    """Give an exercise that is served without a vault."""
    make_operation(room / "op")
    with TestClient(build_api(services(), room / "op")) as client:
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
        with services().stores.open(folder) as store:
            made, _ = register_parties(services().doors(store), keyd.client, OFFICER, people)
        keyd.stop()
        keyd.start()
        client = stack.enter_context(TestClient(build_api(services(), folder, keyd.folder)))
        site = Site(folder, client)
        site.parties = made
        yield site, keyd
