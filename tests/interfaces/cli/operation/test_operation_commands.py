"""Promise that an operation can be run from a terminal: begun, joined, stopped, and accounted for."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import pyotp
import pytest
from pyrage.x25519 import Identity
from typer.testing import CliRunner

from safeconduct.core.record import Unsealed
from safeconduct.interfaces.cli import build_cli
from safeconduct.interfaces.cli.operation._desk import SESSION
from safeconduct.wiring import services

CLI = build_cli(services())


class Terminal:
    """Type commands about one operation, and the digits of anybody's phone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, typed: str = "", session: str = "") -> tuple[int, str]:
        """Return exit code and standard output of a command."""
        made = CliRunner().invoke(CLI, [words[0], str(self.folder), *words[1:]], input=typed, env={SESSION: session})
        return made.exit_code, made.stdout

    def digits(self, operator: str = "") -> str:
        """Return what an operator's phone shows; the only operator's, if none is named."""
        held = json.loads((self.folder / "operators.json").read_text())
        return pyotp.TOTP(held[operator or next(iter(held))]["secret"]).at(int(time.time()))


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Give the terminal of a new exercise; the digits are asked for once the secret is there."""
    made = Terminal(tmp_path / "op")
    assert made.run("init", "--name", "EXERCISE harbour", "--exercise")[0] == 0
    monkeypatch.setattr("safeconduct.interfaces.cli.operation.operators.ask", lambda _: made.digits())
    return made


def begin(terminal: Terminal) -> tuple[str, str]:
    """Return the first duty officer and their session."""
    code, out = terminal.run("begin")
    assert code == 0, out
    officer = out.split()[0]
    session = services().sessions(terminal.folder).start(officer, time.time_ns() // 1_000_000)
    return officer, session


def test_the_first_to_begin_is_the_duty_officer_and_nobody_begins_twice(terminal):
    """The operation has one beginning."""
    officer, session = begin(terminal)
    rows = json.loads(terminal.run("operators", "--by", officer, "--json", session=session)[1])
    device = json.loads(terminal.run("status", "--json")[1])["device"]
    here = {"roles": ["duty officer"], "standing": "joined", "devices": [device], "own_key": ""}
    assert rows == [{"operator": officer} | here]
    assert terminal.run("begin")[0] == 2


def test_an_invited_operator_joins_and_stops_and_the_log_tells_it(terminal, monkeypatch, tmp_path):
    """From the invitation to the printed log: code, phone, STOP, and a PDF that begins as one."""
    officer, session = begin(terminal)
    gate, at_gate = join_gate(terminal, monkeypatch, officer, session)
    by = ("--by", gate)
    assert terminal.run("stop", *by, "--why", "shots", session=at_gate)[0] == 0
    assert terminal.run("order", "GO", *by, session=at_gate)[0] == 3
    assert terminal.run("order", "GO", "--by", officer, session=session)[0] == 0
    asked = ("activity", "--by", officer, "--operator", gate)
    (line,) = json.loads(terminal.run(*asked, "--json", session=session)[1])
    assert line["text"] == "ordered STOP for everybody"
    assert terminal.run(*asked, "--out", str(tmp_path / "o.pdf"), session=session)[0] == 0
    assert (tmp_path / "o.pdf").read_bytes().startswith(b"%PDF")


def test_without_digits_or_session_nobody_acts(terminal):
    """Somebody who knows an id alone is denied, and a session is one operator's only."""
    officer, session = begin(terminal)
    assert terminal.run("stop", "--by", officer, typed="000000\n")[0] == 3
    assert terminal.run("stop", "--by", "o9", typed="000000\n", session=session)[0] == 3
    assert terminal.run("stop", "--by", officer, session=session)[0] == 0


def join_gate(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, officer: str, session: str) -> tuple[str, str]:
    """Return an operator at the gate who has joined, and their session."""
    invited = json.loads(terminal.run("invite", "--by", officer, "--role", "gate", "--json", session=session)[1])
    answers = iter([invited["code"], None])
    monkeypatch.setattr(
        "safeconduct.interfaces.cli.operation.operators.ask",
        lambda _: next(answers) or terminal.digits(invited["operator"]),
    )
    assert terminal.run("join")[0] == 0
    return invited["operator"], services().sessions(terminal.folder).start(
        invited["operator"], time.time_ns() // 1_000_000
    )


def test_an_ended_operator_is_out_at_once(terminal, monkeypatch):
    """Ending an operator voids their sessions; the last duty officer cannot leave an operation without one."""
    officer, session = begin(terminal)
    gate, at_gate = join_gate(terminal, monkeypatch, officer, session)
    assert terminal.run("stop", "--by", gate, session=at_gate)[0] == 0
    assert terminal.run("end-operator", gate, "--by", officer, session=session)[0] == 0
    assert terminal.run("stop", "--by", gate, typed="000000\n", session=at_gate)[0] == 3
    assert terminal.run("end-operator", officer, "--by", officer, session=session)[0] == 3


def test_nothing_that_is_typed_keeps_a_stop_back(terminal):
    """A reason with a phone number in it is left out and the STOP is on record; an order is asked to do without."""
    officer, session = begin(terminal)
    why = ("--why", "call 0151 234 567 89")
    code, out = terminal.run("stop", "--by", officer, *why, session=session)
    assert (code, "STOP for everybody is on record" in out) == (0, True)
    assert terminal.run("order", "GO", "--by", officer, *why, session=session)[0] == 3
    assert terminal.run("stop", "--by", officer, "--why", "x" * 5000 + "\x1b", session=session)[0] == 0
    said = terminal.run("activity", "--by", officer, "--operator", officer, "--json", session=session)[1]
    assert [one["text"] for one in json.loads(said)].count("ordered STOP for everybody") == 2


def test_a_log_begins_no_formula(terminal, tmp_path):
    """A spreadsheet that opens an activity log computes nothing of what stands there."""
    officer, session = begin(terminal)
    with services().stores.open(terminal.folder) as store:
        store.append([Unsealed("release.done", officer, {"release": "=1+1"}), Unsealed("=1+1", officer, {})])
    out = tmp_path / "log.csv"
    asked = ("activity", "--by", officer, "--operator", officer, "--out", str(out))
    assert terminal.run(*asked, session=session)[0] == 0
    rows = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert any("=1+1" in cell and "not followed" in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_faults_of_a_table_are_said_without_names(terminal, tmp_path):
    """`register --check` names line and column; what stands there is told to nobody."""
    officer, session = begin(terminal)
    table = tmp_path / "people.csv"
    table.write_text("organisation,party,size,name\nnorth,1,x,Ada Quill\nnorth,2,2,Ben Quill\n", encoding="utf-8")
    made = CliRunner().invoke(
        CLI,
        ["register", str(terminal.folder), str(table), "--vault", str(tmp_path), "--by", officer, "--check"],
        env={SESSION: session},
    )
    assert made.exit_code == 2
    assert "people.csv line 2, size" in made.output
    assert "1 parties are right" in made.output
    assert "Quill" not in made.output


def test_the_backlog_of_an_empty_operation_is_nothing(terminal):
    """Counters of nothing are nothing, in words and in JSON."""
    officer, session = begin(terminal)
    said = json.loads(terminal.run("backlog", "--by", officer, "--json", session=session)[1])
    assert said == {"open": 0, "oldest_age_hours": 0.0, "decided": 0}


def test_on_a_restored_device_operators_log_in_with_their_phones(terminal, tmp_path):
    """A backup holds the second factors, so that a lost laptop shuts nobody out; the file is its owner's alone."""
    officer, _ = begin(terminal)
    key = Identity.generate()
    (tmp_path / "key.txt").write_text(str(key), encoding="utf-8")
    backup = str(tmp_path / "op.age")
    assert terminal.run("backup", "--to", backup, "--recipient", str(key.to_public()))[0] == 0
    restored = Terminal(tmp_path / "again")
    made = CliRunner().invoke(
        CLI, ["restore", backup, "--into", str(restored.folder), "--exercise", "--identity", str(tmp_path / "key.txt")]
    )
    assert made.exit_code == 0, made.output
    assert (restored.folder / "operators.json").stat().st_mode & 0o077 == 0
    session = services().sessions(restored.folder).start(officer, time.time_ns() // 1_000_000)
    assert restored.run("stop", "--by", officer, session=session)[0] == 0
    assert restored.digits(officer) == terminal.digits(officer)
