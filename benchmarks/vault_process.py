"""Start a real keyd on a vault of its own, by clocks that a test sets; invent people for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import safeconduct
from safeconduct.adapters.vault.client import VaultClient
from safeconduct.adapters.vault.operation_key import Cost, Passphrase, make_key_file, open_key_file
from safeconduct.adapters.vault.vault_folder import KEY_FILE, SOCKET
from safeconduct.core.record import ActorId
from safeconduct.core.vault import Contact, Document, Identity, Role

PASSPHRASE = "marble otter lantern quiet sixty"
CHEAP = Cost(operations=1, memory=8_192)  # in tests nobody guesses
FILLED = 500
SCRIPT = Path(__file__).with_name("keyd_by_file_clock.py")


class Keyd:
    """Hold a vault's folder, its clocks, and the process that serves it."""

    def __init__(self, folder: Path, of: Path | None = None) -> None:
        self.folder, self.clock = folder, folder.with_name("clock.json")
        if of is None:
            folder.mkdir()
            self.key = make_key_file(folder / KEY_FILE, [Passphrase(PASSPHRASE, CHEAP)], exercise=True)
        else:
            shutil.copytree(of, folder)
            self.key = open_key_file(folder / KEY_FILE, Passphrase(PASSPHRASE))
        self.wall, self.up, self.boot = 1_900_000_000_000, 50_000, "boot-1"
        self.process: subprocess.Popen[bytes] | None = None
        self.set_clock()

    @property
    def socket(self) -> Path:
        return self.folder / SOCKET

    @property
    def client(self) -> VaultClient:
        return VaultClient(self.socket, ActorId("o1"))

    def set_clock(self) -> None:
        part = self.clock.with_suffix(".part")
        part.write_text(json.dumps({"wall_millis": self.wall, "boot": self.boot, "up_millis": self.up}))
        part.replace(self.clock)

    def pass_time(self, millis: int) -> None:
        self.wall, self.up = self.wall + millis, self.up + millis
        self.set_clock()

    def start(self, role: Role = Role.SERVICE) -> Keyd:
        paths = [str(Path(safeconduct.__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(SCRIPT), str(self.folder), str(self.clock), role],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )  # fmt: skip
        assert self.process.stdin is not None
        self.process.stdin.write(PASSPHRASE.encode() + b"\n")
        self.process.stdin.close()
        until = time.monotonic() + 120
        while not self.socket.exists():
            if self.process.poll() is not None:
                assert self.process.stderr is not None
                raise AssertionError(self.process.stderr.read().decode())
            assert time.monotonic() < until
            time.sleep(0.01)
        return self

    def stop(self, *, kill: bool = False) -> str:
        """Stop it and return what it said on stderr."""
        assert self.process is not None
        if kill:
            self.process.kill()
        else:
            self.process.terminate()
        self.process.wait(10)
        assert self.process.stderr is not None
        assert self.process.stdout is not None
        said = self.process.stderr.read().decode()
        self.process.stderr.close()
        self.process.stdout.close()
        self.process = None
        if kill:
            self.socket.unlink(missing_ok=True)  # so that `start` can wait for the new one
        return said


def invent(number: int) -> Identity:
    """Return a person who does not exist, every field full and like nobody else's."""
    return Identity(
        names=(f"Zarmina{number:05d} Qurbanzada", f"زرمینه{number:05d} قربان‌زاده"),
        birth_year=1950 + number % 60,
        phones=(f"+99970{number:07d}",),
        documents=(Document("passport", f"XQ{number:07d}", "ZZZ"),),
        home=f"Lane {number:05d}, behind the blue bakery",
        contacts=(Contact("sms", f"+99971{number:07d}"), Contact("email", f"someone{number:05d}@example.org")),
    )
