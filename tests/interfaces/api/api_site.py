"""Make operations that are served, with one operator in every role."""

from __future__ import annotations

import time
import warnings
from pathlib import Path

from starlette.exceptions import StarletteDeprecationWarning

from safeconduct.app.join_operation import begin
from safeconduct.app.register_parties import Registered
from safeconduct.core.operation import Role
from safeconduct.core.record import ActorId
from safeconduct.interfaces.api.desk import Desk
from safeconduct.wiring import services

with warnings.catch_warnings():
    warnings.simplefilter("ignore", StarletteDeprecationWarning)  # it would rather have another client than httpx
    from fastapi.testclient import TestClient

SERVICES = services()
SHORT = "/dev/shm" if Path("/dev/shm").is_dir() else None
OPERATORS = {role: ActorId("o-" + role.value.replace(" ", "-")) for role in Role}
OFFICER = OPERATORS[Role.DUTY_OFFICER]
LATER = 10**15


class Site:
    """Hold an operation that is served, and the sessions of its operators."""

    def __init__(self, folder: Path, client: TestClient) -> None:
        self.folder, self.client, self.parties = folder, client, list[Registered]()

    def session(self, role: Role = Role.DUTY_OFFICER) -> dict[str, str]:
        """Return the header of a session of an operator in a role."""
        token = SERVICES.sessions(self.folder).start(OPERATORS[role], time.time_ns() // 1_000_000)
        return {"Authorization": f"Bearer {token}"}

    @property
    def desk(self) -> Desk:
        """Return what the service works with."""
        return self.client.app.state.desk

    def denials(self) -> int:
        """Count the denials on record."""
        return sum(event.kind == "access.denied" for event in self.desk.door.events())


def make_operation(folder: Path) -> None:
    """Make an exercise with one operator in each role."""
    SERVICES.stores.create(folder, "EXERCISE harbour", True)
    with SERVICES.stores.open(folder) as store:
        door = SERVICES.doors(store)
        begin(door, "EXERCISE harbour", OFFICER)
        for role, operator in OPERATORS.items():
            if operator != OFFICER:
                said = {"operator": operator, "roles": [role.value], "code": "", "expires_millis": LATER}
                door.act(OFFICER, "operator.invited", said)
                door.record("operator.joined", {"operator": operator, "by": "totp"})
