"""Promise that without keyd nothing opens, and that what was changed on the disk is refused."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from safeconduct.adapters.vault.case_keys import RECORD
from safeconduct.adapters.vault.frames import write_frame
from safeconduct.adapters.vault.keyd import assign_roles
from safeconduct.adapters.vault.ledger_file import LedgerFile
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.record import ActorId
from safeconduct.core.vault import CaseId, Field, Role, VaultLockedError, VaultRefusedError
from vault_process import SCRIPT, Keyd, invent

CASE = CaseId("P1")


@pytest.mark.parametrize("how", ["terminate", "kill", "lock"])
def test_stopping_keyd_locks_everything(keyd: Keyd, how: str) -> None:
    """Every ask then says that the vault is locked, and how it is unlocked; connections that were open are refused."""
    client = keyd.client
    client.seal(CASE, invent(1))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as held:
        held.connect(os.fspath(keyd.socket))
        if how == "lock":
            client.lock()
        else:
            keyd.stop(kill=how == "kill")
        asks: list[Callable[[], object]] = [
            lambda: client.seal(CASE, invent(1)),
            lambda: client.open_identity(CASE, "call_back", [Field.NAMES]),
            lambda: client.open_contact(CASE, "m1", "sms"),
            lambda: client.fingerprint(CASE),
            lambda: client.erase(CASE),
            client.read_status,
            client.lock,
        ]
        for ask in asks:
            with pytest.raises(VaultLockedError, match="safeconduct keyd"):
                ask()
        held.settimeout(5)
        try:
            held.sendall(
                write_frame({"op": "open", "actor": "o1", "case": "P1", "purpose": "call_back", "fields": ["names"]})
            )
            assert b"Zarmina" not in held.recv(65_536)
        except OSError:
            pass  # it was closed


def test_what_was_sealed_is_there_after_a_kill(keyd: Keyd) -> None:
    """An acknowledged seal survives."""
    keyd.client.seal(CASE, invent(1))
    keyd.stop(kill=True)
    keyd.start()
    opened = keyd.client.open_identity(CASE, "correct_record", list(Field))
    assert opened == invent(1)


@pytest.mark.parametrize("name", ["cases.keys", "identities.sealed", "ledger.jsonl"])
def test_a_tail_torn_by_a_power_cut_is_dropped(keyd: Keyd, name: str) -> None:
    """It was never acknowledged; all before it is there, and what comes after is kept."""
    keyd.client.seal(CASE, invent(1))
    keyd.stop()
    with (keyd.folder / name).open("ab") as file:
        file.write(b"SEAL torn")
    keyd.start()
    keyd.client.seal(CaseId("P2"), invent(2))
    keyd.stop()
    keyd.start()
    for number in (1, 2):
        assert keyd.client.open_identity(CaseId(f"P{number}"), "correct_record", list(Field)) == invent(number)


@pytest.mark.parametrize("left", [0, 10, 300])
def test_a_full_disk_opens_nothing(keyd: Keyd, left: int) -> None:
    """What cannot stand in the ledger is not answered; with room again all goes on, and the ledger is whole."""
    keyd.client.seal(CASE, invent(1))
    assert keyd.process is not None
    size = (keyd.folder / "ledger.jsonl").stat().st_size + left
    resource.prlimit(keyd.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    for ask in (
        lambda: keyd.client.open_identity(CASE, "call_back", [Field.NAMES]),
        lambda: keyd.client.open_identity(CASE, "curiosity", [Field.NAMES]),
        lambda: keyd.client.erase(CASE),
    ):
        with pytest.raises(VaultRefusedError, match="nothing is opened without it"):
            ask()
    resource.prlimit(keyd.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert keyd.client.open_identity(CASE, "call_back", [Field.NAMES]).names == invent(1).names
    keyd.stop()
    keyd.start()
    assert keyd.client.read_status()["left"]["identities"] == 59


def test_a_second_keyd_is_refused(keyd: Keyd) -> None:
    """Two would count apart."""
    assert "another keyd has this vault" in start_badly(keyd, b"marble otter lantern quiet sixty\n")
    assert keyd.client.read_status()["cases"] == 0


@pytest.mark.parametrize("given", [b"marble otter lantern quiet sixtx\n", b"\n", b""])
def test_a_wrong_passphrase_opens_nothing(keyd: Keyd, given: bytes) -> None:
    """And says no more than that."""
    keyd.stop()
    assert "passphrase" in start_badly(keyd, given)


@pytest.mark.parametrize("name", ["operation.key", "ledger.jsonl", "approvers.json"])
def test_a_changed_file_keeps_keyd_from_starting(keyd: Keyd, name: str) -> None:
    """The kind of vault, an entry of the ledger, and the approvers are bound to the operation key."""
    keyd.client.seal(CASE, invent(1))
    keyd.stop()
    file = keyd.folder / name
    if name == "approvers.json":
        file.write_text(json.dumps({"people": {"mallory": "00" * 32}, "tag": "00" * 32}))
    else:
        file.write_bytes(file.read_bytes().replace(b'"exercise": true', b'"exercise": false', 1))
    assert start_badly(keyd, b"marble otter lantern quiet sixty\n")


def test_a_ledger_with_an_entry_taken_out_keeps_keyd_from_starting(keyd: Keyd) -> None:
    """Whoever takes out their own opening leaves a gap."""
    keyd.client.seal(CASE, invent(1))
    keyd.client.open_identity(CASE, "call_back", [Field.NAMES])
    keyd.client.seal(CaseId("P2"), invent(2))
    keyd.stop()
    file = keyd.folder / "ledger.jsonl"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "identity.opened" not in line))
    assert "events before it are missing" in start_badly(keyd, b"marble otter lantern quiet sixty\n")


def test_a_ledger_made_anew_keeps_keyd_from_starting(keyd: Keyd) -> None:
    """A whole chain without the operation key is not signed by keyd."""
    keyd.client.seal(CASE, invent(1))
    keyd.stop()
    file = keyd.folder / "ledger.jsonl"
    file.unlink()
    forged = LedgerFile(file, b"m" * 32, exercise=True)
    forged.append(ActorId("keyd"), "vault.unlocked", {"running": 0, "boot": "b", "up": 0}, keyd.wall)
    forged.close()
    assert "did not sign" in start_badly(keyd, b"marble otter lantern quiet sixty\n")


def test_keys_swapped_on_the_disk_open_nothing(keyd: Keyd) -> None:
    """A private key is bound to its case and to its public key."""
    for number in (1, 2):
        keyd.client.seal(CaseId(f"P{number}"), invent(number))
    keyd.stop()
    file = keyd.folder / "cases.keys"
    first, second = (RECORD.unpack(file.read_bytes()[at : at + RECORD.size]) for at in (0, RECORD.size))
    file.write_bytes(RECORD.pack(first[0], *second[1:]) + RECORD.pack(second[0], *first[1:]))
    keyd.start()
    with pytest.raises(VaultRefusedError, match="was changed"):
        keyd.client.open_identity(CASE, "call_back", [Field.NAMES])
    with pytest.raises(VaultRefusedError, match="was changed"):
        keyd.client.seal(CASE, invent(3))  # nor does intake seal to a key that somebody slipped in


def test_the_dispatcher_reads_addresses_and_no_names(keyd: Keyd) -> None:
    """The kernel says who speaks; more than sixty contacts an hour are its work."""
    for number in range(3):
        keyd.client.seal(CaseId(f"P{number}"), invent(number))
    keyd.stop()
    keyd.start(Role.DISPATCHER)
    for number in range(70):
        assert keyd.client.open_contact(CaseId(f"P{number % 3}"), f"m{number}", "sms")
    for ask in (lambda: keyd.client.open_identity(CASE, "call_back", [Field.NAMES]), lambda: keyd.client.erase(CASE)):
        with pytest.raises(VaultRefusedError, match="system user"):
            ask()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_a_user_who_is_not_named_is_not_answered(keyd: Keyd) -> None:
    """Even where the socket lets everybody in."""
    for path in (keyd.folder.parent, keyd.folder, keyd.socket):
        path.chmod(0o777)
    assert ask_as(os.geteuid(), keyd.socket).startswith(b"\0\0")
    assert ask_as(65_534, keyd.socket) == b""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_keyd_becomes_its_own_user_and_lets_nobody_look_in(keyd: Keyd) -> None:
    """Its user owns the folder; not even a process of that user reads its memory: what it has belongs to root."""
    keyd.stop()
    folders = (keyd.folder.parent, keyd.folder)
    for path in (*folders, *keyd.folder.iterdir()):
        os.chown(path, 65_534, 65_534)
    keyd.folder.parent.chmod(0o711)
    reading, writing = os.pipe()
    os.write(writing, b"marble otter lantern quiet sixty\n")
    os.close(writing)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    arguments = [str(keyd.folder), "--user", "nobody", "--passphrase-fd", str(reading)]
    program = [sys.executable, "-P", "-m", "safeconduct.adapters.vault.keyd", *arguments]
    held = subprocess.Popen(program, pass_fds=(reading,), stdout=subprocess.DEVNULL, env=environment)
    try:
        os.close(reading)
        until = time.monotonic() + 120
        while not keyd.socket.exists():
            assert held.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        keyd.client.seal(CASE, invent(1))
        status = Path(f"/proc/{held.pid}/status").read_text()
        assert next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1:] == ["65534"] * 4
        assert Path(f"/proc/{held.pid}/mem").stat().st_uid == 0
        keyd.client.lock()
        assert held.wait(10) == 0
    finally:
        held.kill()
        held.wait()


@pytest.mark.parametrize(("dispatcher", "importer"), [("root", None), (None, "root"), ("nobody", "nobody")])
def test_no_user_has_two_roles(dispatcher: str | None, importer: str | None) -> None:
    """What the quota keeps from one, the other would give."""
    with pytest.raises(InputFaultsError, match="already"):
        assign_roles(["root"], dispatcher, importer)


def ask_as(user: int, path: Path) -> bytes:
    """Return what keyd answers to another user of this system."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setresuid(user, user, user)
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
                asking.connect(os.fspath(path))
                asking.sendall(write_frame({"op": "status", "actor": "o1"}))
                os.write(writing, asking.recv(4))
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read()


def start_badly(keyd: Keyd, given: bytes) -> str:
    """Start a keyd that cannot start, and return what it says."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    told = subprocess.run(
        [sys.executable, "-P", str(SCRIPT), str(keyd.folder), str(keyd.clock)],
        input=given, capture_output=True, check=False, env=environment, timeout=30,
    )  # fmt: skip
    assert told.returncode != 0
    return told.stderr.decode()


def test_the_socket_and_the_files_are_closed_to_others(keyd: Keyd) -> None:
    """0660 for the socket, 0600 for what it holds."""
    keyd.client.seal(CASE, invent(1))
    modes = {path.name: path.stat().st_mode & 0o777 for path in keyd.folder.iterdir()}
    assert modes.pop("keyd.sock") == 0o660
    assert set(modes.values()) == {0o600}
