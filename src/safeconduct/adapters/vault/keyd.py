"""Run keyd: the process that holds the keys, and nothing else. `safeconduct keyd` becomes it."""

from __future__ import annotations

import argparse
import getpass
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from safeconduct.adapters.vault.clock import Clock, SystemClock
from safeconduct.adapters.vault.hardening import become, find_group, find_user, forbid_dumps, lock_memory
from safeconduct.adapters.vault.operation_key import Passphrase, open_key_file
from safeconduct.adapters.vault.server import Server
from safeconduct.adapters.vault.service import Service
from safeconduct.adapters.vault.vault_folder import KEY_FILE, SOCKET, VaultFolder
from safeconduct.core.basics import Fault, InputFaultsError, SafeconductError
from safeconduct.core.vault import Role

PASSPHRASE_BYTES_MAX: Final = 1_024
EXIT_BAD_INPUT: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Unlock a vault and serve it until it is locked; return the exit code."""
    asked = _parser().parse_args(arguments)
    os.umask(0o077)
    forbid_dumps()
    locked_memory = lock_memory()
    try:
        roles = assign_roles(asked.serve, asked.dispatcher, asked.importer)
        group = find_group(asked.group) if asked.group else None
        passphrase = read_passphrase(asked.passphrase_fd)
        if asked.user:
            become(asked.user, [group] if group is not None else [])
        allowance = asked.fingerprints
        run(asked.folder, Passphrase(passphrase), SystemClock(), roles, asked.socket, group, locked_memory, allowance)
    except SafeconductError as error:
        print(error, file=sys.stderr)
        return EXIT_BAD_INPUT
    return 0


def run(
    folder: Path,
    unlock: Passphrase,
    clock: Clock,
    roles: Mapping[int, Role],
    path: Path | None = None,
    group: int | None = None,
    memory_locked: bool = False,
    allowance: int = 0,
) -> None:
    """Unlock a folder and serve it until somebody locks it, or the process is told to stop."""
    vault = VaultFolder(folder, open_key_file(folder / KEY_FILE, unlock), clock)
    vault.memory_locked, vault.group = memory_locked, group
    service = Service(vault, allowance)
    keepers = dict.fromkeys((0, os.getuid()), Role.KEEPER)  # they have the folder: leave is theirs to give
    server = Server(service, path or folder / SOCKET, {**keepers, **roles}, group)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, server.stop)
    print(f"keyd: vault {vault.key.vault} is unlocked; stopping this process locks it", flush=True)
    if not memory_locked:
        print("keyd: memory may be swapped out: run as root with --user, or without swap", file=sys.stderr, flush=True)
    server.serve()


def assign_roles(serve: Sequence[str], dispatcher: str | None, importer: str | None) -> dict[int, Role]:
    """Return the role of each system user; who started keyd counts as the service where nobody is named.

    Raises:
        InputFaultsError: where one user would have two roles: what a quota keeps from one, the other would give.
    """
    roles = dict.fromkeys({find_user(name).pw_uid for name in serve} or {os.getuid()}, Role.SERVICE)
    for role, name in ((Role.DISPATCHER, dispatcher), (Role.IMPORTER, importer)):
        if name is None:
            continue
        user = find_user(name).pw_uid
        if user in roles:
            remedy = "run each process as a user of its own"
            raise InputFaultsError([Fault(f"--{role}", 0, "", name, f"this user is the {roles[user]} already", remedy)])
        roles[user] = role
    return roles


def read_passphrase(handle: int | None, ask: str = "Passphrase of the vault: ") -> str:
    """Return the first line of an open file, or what is typed at the terminal; it is never an argument.

    Raises:
        SafeconductError: where nothing is given.
    """
    if handle is None:
        text = getpass.getpass(ask)
    else:
        data = b""
        while b"\n" not in data and len(data) < PASSPHRASE_BYTES_MAX and (piece := os.read(handle, 256)):
            data += piece
        text = data.split(b"\n")[0].decode(errors="replace").removesuffix("\r")
    if not text:
        raise SafeconductError("no passphrase was given")
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="safeconduct keyd")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passphrase-fd", type=int)
    parser.add_argument("--user")
    parser.add_argument("--group")
    parser.add_argument("--serve", action="append", default=[])
    parser.add_argument("--dispatcher")
    parser.add_argument("--importer")
    parser.add_argument("--fingerprints", type=int, default=0)
    parser.add_argument("--socket", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())
