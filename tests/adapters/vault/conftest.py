"""Give vaults to the tests: an empty one that is served, and one with 500 people."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeconduct.core.vault import CaseId
from vault_process import FILLED, Keyd, invent

SHORT = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where a path is short enough for a socket, and where thousands of fsyncs do not wait for a disk that others use."""


@pytest.fixture(scope="session")
def filled_folder() -> Iterator[Path]:
    """Give a vault in which 500 people are sealed, through keyd; its keyd is stopped."""
    with tempfile.TemporaryDirectory(dir=SHORT) as folder:
        held = Keyd(Path(folder) / "vault")
        held.start()
        for number in range(FILLED):
            held.client.seal(CaseId(f"P{number}"), invent(number))
        held.stop()
        yield held.folder


@pytest.fixture
def room() -> Iterator[Path]:
    """Give an empty folder."""
    with tempfile.TemporaryDirectory(dir=SHORT) as folder:
        yield Path(folder)


@pytest.fixture
def filled(filled_folder: Path, room: Path) -> Iterator[Keyd]:
    """Give a copy of the filled vault, with its keyd stopped."""
    held = Keyd(room / "vault", filled_folder)
    yield held
    if held.process is not None:
        held.stop()


@pytest.fixture
def keyd(room: Path) -> Iterator[Keyd]:
    """Give a vault whose keyd runs; it is stopped in the end."""
    held = Keyd(room / "vault")
    held.start()
    yield held
    if held.process is not None:
        held.stop()
