"""Find what tests share: the exam's cases, the real maps and the browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from find_chromium import find_chromium

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]


def _need(folder: Path, what: str) -> Path:
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{what} is missing, and CI must have it")
        pytest.skip(f"{what} is not here")
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give ../shared; skip where there is none, fail where CI=true."""
    return _need(ROOT.parent / "shared", "../shared")


@pytest.fixture(scope="session")
def maps() -> Path:
    """Give the folder of real maps that `make setup` takes from registry packages."""
    return _need(ROOT / ".data", ".data (run `make maps`)")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give Debian's Chromium; skip where there is none, fail where CI=true."""
    return find_chromium()
