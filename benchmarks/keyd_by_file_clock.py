"""Run keyd as it is, but by clocks that stand in a file: python keyd_by_file_clock.py FOLDER CLOCK [ROLE]."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from safeconduct.adapters.vault.clock import Reading
from safeconduct.adapters.vault.keyd import read_passphrase, run
from safeconduct.adapters.vault.operation_key import Passphrase
from safeconduct.core.vault import Role


class FileClock:
    """Tell the time that somebody wrote; fills the port Clock."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> Reading:
        return Reading(**json.loads(self._file.read_bytes()))


if __name__ == "__main__":
    folder, clock = Path(sys.argv[1]), Path(sys.argv[2])
    role = Role(sys.argv[3]) if len(sys.argv) > 3 else Role.SERVICE
    run(folder, Passphrase(read_passphrase(0)), FileClock(clock), {os.getuid(): role})
