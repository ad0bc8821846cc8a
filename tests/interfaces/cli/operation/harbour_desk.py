"""Type commands about an exercise that has an operator in every role."""

from __future__ import annotations

import json
import time
from pathlib import Path

from api_site import OFFICER, OPERATORS, SERVICES
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.core.operation import Role
from safeconduct.interfaces.cli import build_cli
from safeconduct.interfaces.cli.operation._desk import SESSION

CLI = build_cli(SERVICES)


class Harbour:
    """Type commands as an operator of any role."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with SERVICES.stores.open(folder) as store:
            self.device = store.operation().device

    def run(self, role: Role, command: str, *words: object, typed: str = "") -> Result:
        """Return what a command answers; `command` may be a group's, such as `place list`."""
        operator = OPERATORS[role]
        token = SERVICES.sessions(self.folder).start(operator, time.time_ns() // 1_000_000)
        asked = [*command.split(), str(self.folder), *map(str, words), "--by", operator]
        return CliRunner().invoke(CLI, asked, input=typed, env={SESSION: token, "COLUMNS": "80"})

    def rows(self, role: Role, command: str, *words: object) -> list[dict[str, object]]:
        """Return the rows that a command prints as JSON."""
        made = self.run(role, command, *words, "--json")
        assert made.exit_code == 0, made.output
        found: list[dict[str, object]] = json.loads(made.stdout)
        return found

    def register(self, party: str, size: int) -> None:
        """Register a party without people in a vault, and open its case."""
        with SERVICES.stores.open(self.folder) as store:
            said = {"party": party, "organisation": "north", "size": size}
            opened = {"case": party, "party": party}
            SERVICES.doors(store).act_all(OFFICER, [("party.registered", said), ("case.opened", opened)])

    def denials(self) -> int:
        """Count the denials on record."""
        with SERVICES.stores.open(self.folder) as store:
            return sum(one.event.kind == "access.denied" for one in store.read())
