"""Promise that a vault is made, unlocked, used and locked from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import safeconduct
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.vault.keeper import VaultFiles
from safeconduct.adapters.vault.operation_key import Cost
from safeconduct.core.vault import CaseId
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import Adapters

PASSPHRASE = "marble otter lantern quiet sixty"
PERSON = {"names": ["Ilo Maren"], "phones": ["+999700000001"], "documents": [{"kind": "passport", "number": "XQ12345"}]}
CHEAP = Cost(operations=1, memory=8_192)  # in tests nobody guesses


class CheapVaults(Adapters):
    """Take what this installation uses, but for keys that are quick to derive."""

    vaults = VaultFiles(CHEAP)


CLI = build_cli(CheapVaults())


def run(*arguments: str, given: str = "") -> Result:
    """Run a command; where a passphrase is asked for, `given` is it."""
    if "--passphrase-fd" not in arguments:
        return CliRunner().invoke(CLI, ["vault", *arguments], input=given)
    reading, writing = os.pipe()
    os.write(writing, given.encode() + b"\n")
    os.close(writing)
    try:
        return CliRunner().invoke(CLI, ["vault", *(str(reading) if one == "FD" else one for one in arguments)])
    finally:
        os.close(reading)


def start_keyd(folder: Path) -> subprocess.Popen[bytes]:
    """Run `safeconduct keyd`, the passphrase in a pipe, and wait until it answers."""
    program = "from safeconduct.wiring import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(Path(safeconduct.__file__).parents[1])}
    keyd = subprocess.Popen(
        [sys.executable, "-c", program, "keyd", str(folder), "--passphrase-fd", "0", "--fingerprints", "2"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    assert keyd.stdin is not None
    keyd.stdin.write(PASSPHRASE.encode() + b"\n")
    keyd.stdin.close()
    until = time.monotonic() + 60
    while not (folder / "keyd.sock").exists():
        assert keyd.poll() is None, "keyd stopped"
        assert time.monotonic() < until
        time.sleep(0.02)
    return keyd


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder for a vault, its path short enough for a socket."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "v"


def test_a_vault_from_its_making_to_its_locking(folder: Path) -> None:
    """Seal, open for a purpose, export with two people, receive, erase, lock: every step by the command for it."""
    assert run("init", str(folder), "--passphrase-fd", "FD", given=PASSPHRASE).exit_code == 0
    beside = folder.parent
    for name in ("ada", "bo"):
        made = run("approver", str(beside / f"{name}.key"), "--passphrase-fd", "FD", given=f"{name} has her own words")
        enrolled = run("enrol", str(folder), name, made.output.strip(), "--passphrase-fd", "FD", given=PASSPHRASE)
        assert enrolled.exit_code == 0, enrolled.output
    receiver = run("receiver", str(beside / "embassy.key")).output.strip()
    keyd = start_keyd(folder)
    try:
        limits = Path(f"/proc/{keyd.pid}/limits").read_text()
        assert next(line for line in limits.splitlines() if "core file" in line).split()[4:6] == ["0", "0"]
        assert run("seal", str(folder), "P1", "--by", "o1", given=json.dumps(PERSON)).output == "P1 is sealed.\n"
        opened = run("open", str(folder), "P1", "names", "phones", "--for", "call_back", "--by", "o1")
        assert json.loads(opened.output) == {"names": PERSON["names"], "phones": PERSON["phones"]}
        refused = run("open", str(folder), "P1", "home", "--for", "call_back", "--by", "o1")
        assert (refused.exit_code, "does not see" in refused.output) == (2, True)
        vault = VaultFiles().reach(folder, "o1")
        left = []
        for _ in range(3):
            assert set(vault.fingerprint(CaseId("P1"))) == {"name", "sound", "phone", "document"}
            left.append(vault.read_status()["left"]["identities"])
        assert left == [59, 59, 58], "two by leave of who typed the passphrase, then out of the sixty"
        assert run("allow", str(folder), "--people", "9", "--passphrase-fd", "FD", given=PASSPHRASE).exit_code == 0
        assert vault.read_status()["left"]["fingerprints"] == 9
        wrong = run("allow", str(folder), "--people", "99", "--passphrase-fd", "FD", given="no such words at all")
        assert (wrong.exit_code, vault.read_status()["left"]["fingerprints"]) == (2, 9)
        asked = str(beside / "X.json")
        chosen = ["--column", "name", "--column", "document_number", "--case", "P1"]
        assert run("request", asked, "--for", "handover_manifest", "--receiver", receiver, *chosen).exit_code == 0
        for name in ("ada", "bo"):
            out = ["--key", str(beside / f"{name}.key"), "--rows", "1", "--out", str(beside / f"{name}.json")]
            words = f"{name} has her own words"
            assert run("approve", asked, "--by", name, *out, "--passphrase-fd", "FD", given=words).exit_code == 0
        both = [str(beside / "ada.json"), str(beside / "bo.json")]
        assert run("export", str(folder), asked, both[0], "--by", "o1").exit_code == 2
        exported = run("export", str(folder), asked, *both, "--by", "o1")
        assert exported.exit_code == 0, exported.output
        file = exported.output.split()[0]
        out = str(beside / "X.csv")
        received = run("receive", file, "--key", str(beside / "embassy.key"), "--out", out)
        assert received.output.startswith("2 rows are in")
        assert '"Ilo Maren","XQ12345"' in Path(out).read_text()
        OperationFolder().create(beside / "op", "EXERCISE harbour", exercise=True)
        noted = ["--operation", str(beside / "op")]
        assert run("erase", str(folder), "P1", "--by", "o1", "--yes", *noted).output == "P1 is erased.\n"
        checked = CliRunner().invoke(CLI, ["verify", str(beside / "op"), "--vault", str(folder)])
        assert "1 notes of the vault's ledger: no flaw(s)." in checked.output
        status = json.loads(run("status", str(folder), "--json").output)
        assert (status["cases"], status["erased"], status["approvers"]) == (0, 1, ["ada", "bo"])
        assert "EXERCISE vault" in run("status", str(folder)).output
        assert run("lock", str(folder)).exit_code == 0
        assert keyd.wait(10) == 0
    finally:
        keyd.kill()
        keyd.wait()
    locked = run("status", str(folder))
    assert locked.exit_code == 2
    assert "start it with `safeconduct keyd`" in locked.output


def test_a_short_passphrase_makes_no_vault(folder: Path) -> None:
    """What can be guessed is refused, and nothing is left behind."""
    refused = run("init", str(folder), "--passphrase-fd", "FD", given="short")
    assert refused.exit_code == 2
    assert "shorter than 14" in refused.output
    assert not (folder / "operation.key").exists()


@pytest.mark.parametrize("given", ["", "[]", '{"shoe": 1}', '{"names": "Ilo Maren"}'])
def test_what_is_no_identity_is_not_sealed_and_not_repeated(folder: Path, given: str) -> None:
    """The fault names the field, and never the person."""
    refused = run("seal", str(folder), "P1", "--by", "o1", given=given)
    assert refused.exit_code == 2
    assert "FAULT" in refused.output
    assert "Ilo" not in refused.output
