"""Promise that every port is filled, and that STOP waits for none that it does not use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from safeconduct.app.join_operation import begin
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli.operation._desk import SESSION
from safeconduct.wiring import services

HEAVY = {"alembic", "fastapi", "httpx", "lxml", "numba", "numpy", "pandas", "scipy", "spacy", "typst", "webauthn"}
PROGRAM = """
import json, sys
from safeconduct.wiring import main
try:
    main()
except SystemExit as end:
    print(json.dumps([end.code, sorted(name for name in sys.modules if "." not in name)]))
"""


@pytest.fixture
def stopper(tmp_path: Path) -> tuple[Path, str]:
    """Give the folder of an exercise, and the session of its duty officer o1a2b3c4."""
    kept, folder = services(), tmp_path / "op"
    kept.stores.create(folder, "EXERCISE harbour", True)
    with kept.stores.open(folder) as store:
        begin(kept.doors(store), "EXERCISE harbour", "o1a2b3c4")
    return folder, kept.sessions(folder).start("o1a2b3c4", time.time_ns() // 1_000_000)


def import_for(*words: str, session: str = "") -> tuple[int, set[str]]:
    """Return with what a command ended, and the packages that it imported."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=os.environ | {SESSION: session, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    code, names = json.loads(told.stdout.splitlines()[-1])
    return code, set(names)


def test_stop_imports_nothing_that_plans_reads_or_serves(stopper: tuple[Path, str]) -> None:
    """From the first word to the event on record, in a process of its own."""
    folder, session = stopper
    code, names = import_for("stop", str(folder), "--by", "o1a2b3c4", "--why", "shots", session=session)
    assert code == 0
    assert "sqlalchemy" in names  # it was on record, and so this list can tell
    assert names & HEAVY == set()


@pytest.mark.parametrize("words", [("--help",), ("stpo",), ("stop", "--help")])
def test_help_and_a_mistyped_command_import_no_store(words: tuple[str, ...]) -> None:
    """The lines of help are at hand without what they speak of."""
    names = import_for(*words)[1]
    assert names & (HEAVY | {"sqlalchemy"}) == set()


PORTS = [name for name in vars(Services) if isinstance(vars(Services)[name], property)]


@pytest.mark.parametrize("port", PORTS)
def test_every_port_is_filled_once(port: str) -> None:
    """What a command asks for is there, and the same when it is asked for again."""
    kept = services()
    assert getattr(kept, port) == getattr(kept, port)
