"""Promise what init, status, verify, backup and restore do at the command line."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from typer.testing import CliRunner

from safeconduct.core.record import ActorId, Unsealed
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

IDENTITY = pyrage.x25519.Identity.generate()


def run(*arguments: object, expect: int = 0) -> str:
    """Run a command and return what it prints."""
    result = CliRunner().invoke(build_cli(services()), [str(one) for one in arguments])
    assert result.exit_code == expect, result.output
    return result.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of an exercise with three events."""
    run("init", tmp_path / "op", "--name", "Harbour", "--exercise")
    with services().stores.open(tmp_path / "op") as store:
        store.append([Unsealed("note", ActorId("o1"), {"at": at}) for at in range(3)])
    return tmp_path / "op"


def test_an_operation_is_begun_once_and_said(folder: Path):
    """Init makes it, status says whose it is, a second init is refused."""
    said = json.loads(run("status", folder, "--json"))
    assert (said["operation"], said["exercise"], said["own_events"]) == ("Harbour", True, 3)
    assert "Harbour (exercise)" in run("status", folder)
    assert "holds an operation already" in run("init", folder, "--name", "Other", "--live", expect=2)
    assert "safeconduct init makes one" in run("status", folder / "nothing", expect=2)


def test_exercise_or_live_has_to_be_said(tmp_path: Path):
    """Nobody begins an operation without saying which it is."""
    assert "--exercise" in run("init", tmp_path / "op", "--name", "Harbour", expect=2)


def test_verify_finds_an_edit_and_a_cut_end(folder: Path):
    """Whole is 0; an edited event, or newest events that an anchor knows and the store no longer has, is 1."""
    anchor = folder.parent / "anchor.json"
    assert "3 events of 1 devices, 0 anchors: no flaw." in run("verify", folder, "--write-anchor", anchor)
    assert json.loads(run("verify", folder, "--anchor", anchor, "--json"))["whole"]
    with sqlite3.connect(folder / "operation.db") as connection:
        connection.execute("DELETE FROM event WHERE number = 3")
    connection.close()
    assert "no flaw" in run("verify", folder)
    assert ":3: an anchor names an event that is not there" in run("verify", folder, "--anchor", anchor, expect=1)
    with sqlite3.connect(folder / "operation.db") as connection:
        connection.execute("UPDATE event SET actor = 'o9' WHERE number = 2")
    connection.close()
    said = json.loads(run("verify", folder, "--json", expect=1))
    assert said["flaws"][0]["flaw"] == "what the event says is not what was sealed"


def test_anchors_come_back_from_their_qr_codes(folder: Path):
    """The QR code holds the line that is printed below it, and that line finds a cut end as the file does."""
    said = run("verify", folder, "--qr")
    (line,) = [one for one in said.splitlines() if one.startswith("SCA1:")]
    assert services().draw_qr(line) in said
    lines = folder.parent / "lines.txt"
    lines.write_text(f"\n{line}\n")
    assert "3 events of 1 devices, 1 anchors: no flaw." in run("verify", folder, "--anchor", lines)
    with sqlite3.connect(folder / "operation.db") as connection:
        connection.execute("DELETE FROM event WHERE number = 3")
    connection.close()
    assert ":3: an anchor names an event that is not there" in run("verify", folder, "--anchor", lines, expect=1)
    assert "SCA1:" not in run("verify", folder, "--anchor", lines, "--qr", expect=1)
    assert "--json" in run("verify", folder, "--qr", "--json", expect=2)


@pytest.mark.parametrize("line", ["SCA1", "SCA1:k3:x:00:00", "SCA1:k3:1:0g:00", "SCA1:k3:1::", "SCA1:k3:1:00:00:x"])
def test_a_line_that_was_misread_is_said(folder: Path, line: str):
    """What a camera misread is refused by its line, and not passed over."""
    (folder.parent / "lines.txt").write_text(f"SCA1:k3:1:00:00\n{line}\n")
    said = run("verify", folder, "--anchor", folder.parent / "lines.txt", expect=2)
    assert "lines.txt line 2" in said
    assert "no line of an anchor" in said


@pytest.mark.parametrize("text", ["", "{", "{}", '{"format": "safeconduct-anchors", "anchors": [{"device": 1}]}'])
def test_a_file_without_anchors_is_said(folder: Path, text: str):
    """What is no file of anchors is refused, and not passed over."""
    (folder.parent / "anchor.json").write_text(text)
    assert "anchor" in run("verify", folder, "--anchor", folder.parent / "anchor.json", expect=2)


def test_a_backup_is_restored(folder: Path):
    """What backup wrote for a key, restore makes a store of, under a new name, exercise alone as exercise."""
    file, key = folder.parent / "b.age", folder.parent / "key.txt"
    key.write_text(f"# made by age-keygen\n{IDENTITY}\n")
    assert "bytes" in run("backup", folder, "--to", file, "--recipient", IDENTITY.to_public())
    said = run("restore", file, "--into", folder.parent / "live", "--live", "--identity", key, expect=2)
    assert "of an exercise, not of a live operation" in said
    assert "this device is" in run("restore", file, "--into", folder.parent / "new", "--exercise", "--identity", key)
    old, new = (json.loads(run("status", one, "--json")) for one in (folder, folder.parent / "new"))
    assert (new["events"], new["own_events"], new["devices"]) == (3, 0, 2)
    assert new["device"] != old["device"]


def test_a_backup_is_for_somebody(folder: Path):
    """Without a key or a passphrase no backup is written."""
    assert "name one of them" in run("backup", folder, "--to", folder.parent / "b.age", expect=2)
    assert not (folder.parent / "b.age").exists()


def test_backups_go_on_until_they_are_ended(folder: Path):
    """With --every a new backup replaces the last one again and again, also after one that failed; Ctrl-C ends it."""
    file = folder.parent / "stick" / "b.age"
    program = "from safeconduct.wiring import main; main()"
    command = [sys.executable, "-c", program, "backup", folder, "--to", file, "--recipient", IDENTITY.to_public()]
    file.parent.mkdir()
    backups = subprocess.Popen(
        [str(one) for one in [*command, "--every", "1"]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert "bytes" in backups.stdout.readline()
    file.parent.rename(folder.parent / "pulled out")
    assert "check the disk" in backups.stderr.readline()
    (folder.parent / "pulled out").rename(file.parent)
    assert "bytes" in backups.stdout.readline()
    backups.send_signal(signal.SIGINT)
    assert backups.wait(10) == 0
