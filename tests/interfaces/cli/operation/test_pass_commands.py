"""Promise that keys are named and revoked, and passes issued, used once and revoked, from a terminal."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyrage.x25519 import Identity
from test_operation_commands import CLI, Terminal, begin, join_gate
from typer.testing import CliRunner

from safeconduct.core.trust import Trust, from_base45, hear_bulletin
from safeconduct.wiring import services

HOUR = 3_600


class Gate:
    """Type `pass` and `trust` commands as the duty officer, or as the guard at a gate."""

    def __init__(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = terminal.folder
        self.officer = begin(terminal)
        self.guard = join_gate(terminal, monkeypatch, *self.officer)

    def run(self, group: str, name: str, *words: str, guard: bool = False) -> tuple[int, str]:
        """Return exit code and output of a command."""
        operator, session = self.guard if guard else self.officer
        said = [group, name, str(self.folder), *words, "--by", operator]
        made = CliRunner().invoke(CLI, said, env={"SAFECONDUCT_SESSION": session})
        return made.exit_code, made.output

    def ask(self, group: str, name: str, *words: str, guard: bool = False) -> dict[str, object]:
        """Return the JSON that a command prints, whatever its exit code."""
        said = self.run(group, name, *words, "--json", guard=guard)[1]
        assert said.startswith("{"), said
        found = json.loads(said)
        assert isinstance(found, dict)
        return found

    def issue(self, party: str = "P1", opens: float = -HOUR, closes: float = HOUR) -> dict[str, object]:
        """Issue a pass for gate:N around now, in seconds from now."""
        window = [datetime.fromtimestamp(time.time() + one, UTC).isoformat() for one in (opens, closes)]
        said = ("--gate", "gate:N", "--opens", window[0], "--closes", window[1])
        return self.ask("pass", "issue", party, *said)


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    """Give an operation with a guard, a registered party of four and a named key, to all tests here."""
    terminal = Terminal(tmp_path_factory.mktemp("gate") / "op")
    assert terminal.run("init", "--name", "EXERCISE harbour", "--exercise")[0] == 0
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("safeconduct.interfaces.cli.operation.operators.ask", lambda _: terminal.digits())
        made = Gate(terminal, monkeypatch)
        with services().stores.open(made.folder) as store:
            said = {"party": "P1", "organisation": "north", "size": 4}
            services().doors(store).act(made.officer[0], "party.registered", said)
        assert made.run("trust", "name-key")[0] == 0
        yield made


def test_a_pass_is_let_through_once(gate):
    """The guard learns how many people; a second showing is refused, with where and when it was used, and on record."""
    issued = gate.issue()
    shown = ("--gate", "gate:N", "--code", str(issued["code"]))
    assert gate.ask("pass", "check", *shown, guard=True) == {"holds": True, "reason": "genuine", "size": 4, "uses": []}
    exit_code, told = gate.run("pass", "use", *shown, guard=True)
    assert (exit_code, "LET THROUGH 4 people" in told) == (0, True)
    again = gate.ask("pass", "use", *shown, guard=True)
    assert (again["holds"], again["reason"], len(again["uses"])) == (False, "used before", 1)
    assert gate.run("pass", "use", *shown, guard=True)[0] == 1
    (row,) = [one for one in json.loads(gate.run("pass", "list", "--json")[1]) if one["nonce"] == issued["nonce"]]
    assert (row["party"], row["revoked"], len(row["uses"])) == ("P1", False, 1)
    assert json.loads(gate.run("pass", "list", "--double", "--json")[1]) == []
    with services().stores.open(gate.folder) as store:
        denied = [one.event.payload for one in store.read() if one.event.kind == "access.denied"]
    assert [one["use_case"] for one in denied if issued["nonce"] in str(one["why"])] == ["use pass", "use pass"]


def test_only_guards_let_through_and_only_the_desk_issues(gate):
    """A duty officer uses up no pass, a guard issues and revokes none and names no key: exit code 3."""
    issued = gate.issue()
    code = str(issued["code"])
    assert gate.run("pass", "use", "--gate", "gate:N", "--code", code)[0] == 3
    assert gate.run("pass", "revoke", str(issued["nonce"]), guard=True)[0] == 3
    assert gate.run("trust", "name-key", "--anew", guard=True)[0] == 3
    assert gate.ask("pass", "check", "--gate", "gate:N", "--code", code)["holds"] is True


def test_each_wrong_pass_gets_its_word(gate):
    """Another gate, a later window, a cut code, a revoked pass."""
    issued = gate.issue()
    code = str(issued["code"])

    def word(text: str, at: str = "gate:N") -> object:
        return gate.ask("pass", "check", "--gate", at, "--code", text, guard=True)["reason"]

    assert word(code, "gate:E") == "for another gate"
    assert word(code[:-2]) == "truncated or malformed"
    assert word("hello") == "truncated or malformed"
    assert word(str(gate.issue(opens=HOUR, closes=2 * HOUR)["code"])) == "not yet valid"
    assert word(str(gate.issue(opens=-2 * HOUR, closes=-HOUR)["code"])) == "expired"
    assert gate.run("pass", "revoke", str(issued["nonce"]), "--why", "lost")[0] == 0
    assert word(code) == "revoked"


def test_a_revoked_key_is_void_and_a_new_one_takes_over(gate):
    """What a revoked key signed is refused for good; without a new key nothing is signed."""
    code = str(gate.issue()["code"])
    key = str(gate.ask("trust", "name-key")["key"])
    assert gate.run("trust", "revoke-key", key, "--why", "laptop lost")[0] == 0
    assert gate.ask("pass", "check", "--gate", "gate:N", "--code", code, guard=True)["reason"] == "revoked"
    closes = datetime.fromtimestamp(time.time() + HOUR, UTC).isoformat()
    said = ("--gate", "gate:N", "--opens", "2031-03-04T06:00:00+00:00", "--closes", closes)
    assert gate.run("pass", "issue", "P1", *said)[0] == 2
    assert gate.run("trust", "name-key", "--anew")[0] == 0
    assert gate.ask("pass", "check", "--gate", "gate:N", "--code", str(gate.issue()["code"]), guard=True)["holds"]
    standing = {one["key"]: one["revoked"] for one in json.loads(gate.run("trust", "keys", "--json")[1])}
    assert (standing[key], list(standing.values()).count(False)) == (True, 1)


def test_naming_again_names_nothing_new(gate):
    """The same key is on record once, however often it is named."""
    before = gate.ask("trust", "name-key")
    assert gate.ask("trust", "name-key") == before
    keys = [one["key"] for one in json.loads(gate.run("trust", "keys", "--json")[1])]
    assert keys.count(before["key"]) == 1


def test_a_device_with_another_secret_is_told_so(gate):
    """A key that would address parties otherwise is not named."""
    held = {name: (gate.folder / name).read_text() for name in ("parties.secret", "instruction.key")}
    (gate.folder / "parties.secret").write_text("ab" * 32 + "\n")
    exit_code, told = gate.run("trust", "name-key", "--anew")
    for name, text in held.items():
        (gate.folder / name).write_text(text)
    assert (exit_code, "another secret" in told) == (2, True)


def test_a_bulletin_carries_what_was_revoked(gate):
    """A reader who knows the key alone takes the printed list, and believes what was revoked no more."""
    issued = gate.issue()
    key = str(gate.ask("trust", "name-key")["key"])
    assert gate.run("pass", "revoke", str(issued["nonce"]))[0] == 0
    text = gate.run("trust", "bulletin")[1].rstrip("\n")
    with services().stores.open(gate.folder) as store:
        operation = store.operation()
    before = Trust(operation.ident, operation.exercise, frozenset({key}))
    heard, after = hear_bulletin(from_base45(text, "R1:"), before, services().instruction_keys.verify)
    assert (heard.value, issued["nonce"] in after.revocations.passes) == ("genuine", True)


def test_the_secret_of_addresses_goes_into_backups_and_the_key_does_not(gate, tmp_path: Path):
    """A restored device gives parties the same addresses, and signs by no key until it names its own."""
    key = Identity.generate()
    backup, again = tmp_path / "op.age", tmp_path / "again"
    with services().stores.open(gate.folder) as store:
        services().backups.write(store, backup, [str(key.to_public())], folder=gate.folder)
    services().backups.restore(backup, again, True, [str(key)])
    assert (again / "parties.secret").read_text() == (gate.folder / "parties.secret").read_text()
    assert (again / "parties.secret").stat().st_mode & 0o077 == 0
    assert services().instruction_keys.read(again) is None
