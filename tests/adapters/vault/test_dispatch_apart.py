"""Promise that a dispatcher that is a system user of its own sends from a folder of its own, and reads no name."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from delivery_sender import open_door
from safeconduct.adapters.channels.open_channels import open_channels
from safeconduct.adapters.store.operation_folder import OperationFolder
from safeconduct.adapters.vault.client import VaultClient
from safeconduct.adapters.vault.clock import SystemClock
from safeconduct.adapters.vault.operation_key import Passphrase, make_key_file
from safeconduct.adapters.vault.server import Server
from safeconduct.adapters.vault.service import Service
from safeconduct.adapters.vault.vault_folder import KEY_FILE, SOCKET, VaultFolder
from safeconduct.app.dispatch_messages import Dispatcher
from safeconduct.app.join_operation import begin
from safeconduct.app.queue_messages import queue_messages
from safeconduct.core.delivery import About, Message, Stage
from safeconduct.core.record import ActorId
from safeconduct.core.vault import CaseId, Contact, Field, Identity, Role, VaultRefusedError
from vault_process import CHEAP, PASSPHRASE

SENDER, OFFICER = 65_534, ActorId("o1")


def as_user(user: int, work: Callable[[], None]) -> int:
    """Do something as another user of this system, in a process of its own; return its exit code."""
    child = os.fork()
    if child == 0:
        try:
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dispatch(folder: Path, vault: Path, rounds: int = 12) -> None:
    """Send what waits in a folder by its channels, for a few rounds."""

    async def go(dispatcher: Dispatcher) -> None:
        await dispatcher.start()
        for _ in range(rounds):
            await dispatcher.step()
            await asyncio.sleep(0.01)
        await dispatcher.finish()

    with OperationFolder().open(folder) as store:
        client = VaultClient(vault / SOCKET, ActorId("dispatcher"))
        channels, rules = open_channels(folder)
        asyncio.run(go(Dispatcher(open_door(store), store, client, channels, rules, lambda: time.time_ns() // 10**6)))


def make_operation(folder: Path) -> None:
    """Make an operation with one party, one channel of letters, and a message that waits."""
    OperationFolder().create(folder, "EXERCISE", exercise=True)
    (folder / "channels.toml").write_text('[channel.letters]\nkind = "letters"\nfolder = "letters"\n')
    with OperationFolder().open(folder) as store:
        door = open_door(store)
        begin(door, "EXERCISE", OFFICER)
        door.act(OFFICER, "party.registered", {"party": "P1", "organisation": "north", "size": 2, "language": "uk"})
        until = time.time_ns() // 10**6 + 10**8
        told = Message("m1", "P1", "P1", About.NO_CHANGE, ("letters",), ("Stay.",), until)
        queue_messages(door, OFFICER, [told])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_dispatcher_of_its_own_user_sends_from_its_own_folder(room: Path) -> None:
    """The vault gives it the address by the user that the kernel names; of another's folder it opens nothing."""
    vault = room / "vault"
    vault.mkdir()
    key = make_key_file(vault / KEY_FILE, [Passphrase(PASSPHRASE, CHEAP)], exercise=True)
    held = VaultFolder(vault, key, SystemClock())
    server = Server(Service(held), vault / SOCKET, {0: Role.SERVICE, SENDER: Role.DISPATCHER}, None)
    serving = threading.Thread(target=server.serve)
    serving.start()
    try:
        for folder in (room, vault):
            folder.chmod(0o711)
        (vault / SOCKET).chmod(0o666)  # as --group does for its members
        mine, theirs, warm = room / "desk", room / "sender", room / "warm"
        for folder in (mine, theirs, warm):
            make_operation(folder)
        client = VaultClient(vault / SOCKET, OFFICER)
        client.seal(CaseId("P1"), Identity(names=("Ilo Maren",), contacts=(Contact("letter", "locker-7"),)))
        dispatch(warm, vault)  # loads every module: another user may not read the interpreter's files
        for path in (theirs, *theirs.rglob("*")):
            os.chown(path, SENDER, SENDER)
        assert as_user(SENDER, lambda: dispatch(mine, vault)) == 1
        assert as_user(SENDER, lambda: open_name(vault)) == 0
        assert as_user(SENDER, lambda: dispatch(theirs, vault)) == 0
        with OperationFolder().open(theirs) as store:
            assert open_door(store).state().messages["m1"].stage is Stage.SENT
        letters = [one.read_text() for one in (theirs / "letters").iterdir() if one.is_file()]
        assert any("locker-7" in one and "Stay." in one for one in letters)
    finally:
        server.stop()
        serving.join()


def open_name(vault: Path) -> None:
    """Promise that this user is given no name."""
    with pytest.raises(VaultRefusedError, match="system user"):
        VaultClient(vault / SOCKET, OFFICER).open_identity(CaseId("P1"), "call_back", [Field.NAMES])
