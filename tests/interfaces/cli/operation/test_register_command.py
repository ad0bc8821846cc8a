"""Promise that `safeconduct register` says which parties are new and which were registered before."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from api_site import OFFICER, SERVICES, SHORT, make_operation
from typer.testing import CliRunner

from safeconduct.core.vault import Role
from safeconduct.interfaces.cli import build_cli
from safeconduct.interfaces.cli.operation._desk import SESSION
from vault_process import Keyd

HEAD = "organisation,party,name,phone\n"


def test_a_table_given_again_registers_what_is_new_alone(monkeypatch):
    """Who is registered is named by the same id and counted; a new row goes in; the table's own number is not kept."""
    cli = build_cli(SERVICES)
    with tempfile.TemporaryDirectory(dir=SHORT) as name:
        room = Path(name)
        make_operation(room / "op")
        monkeypatch.setenv(SESSION, SERVICES.sessions(room / "op").start(OFFICER, time.time_ns() // 1_000_000))
        keyd, table = Keyd(room / "vault").start(Role.IMPORTER), room / "people.csv"
        given = ["register", str(room / "op"), str(table), "--vault", str(keyd.folder), "--by", OFFICER]
        try:
            table.write_text(HEAD + "north,QX-7,Ada Quill,none\n")
            first = json.loads(CliRunner().invoke(cli, [*given, "--json"]).stdout)
            (made,) = first["registered"]
            table.write_text(HEAD + "north,QX-7,Ada Quill the Elder,none\nnorth,QX-8,Bo Quill,none\n")
            again = CliRunner().invoke(cli, given).stdout
            assert f"north QX-7: already registered: {made['party']}\n" in again
            assert "2 parties are right, 1 registered, 1 were already; nothing of these changed." in again
            whole = json.loads(CliRunner().invoke(cli, [*given, "--json"]).stdout)
            assert (len(whole["registered"]), len(whole["already_registered"])) == (0, 2)
        finally:
            keyd.stop()
        held = [file.read_bytes() for file in (room / "op").iterdir() if file.is_file()]
        assert not any(b"QX-7" in data for data in held)
