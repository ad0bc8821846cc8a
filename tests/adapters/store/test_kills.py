"""Promise that a process that is killed takes nothing with it that it had acknowledged."""

from __future__ import annotations

from pathlib import Path

import pytest

from store_kills import kill_many


def test_killed_processes_lose_nothing(tmp_path: Path):
    """Ten processes, killed amid appending by three threads: every acknowledged event is there, none half done."""
    found = list(kill_many(7, 10, tmp_path))
    assert [wrong for _, wrong in found if wrong] == []
    assert all(count for count, _ in found)


@pytest.mark.promises
def test_killed_processes_lose_nothing_in_the_long_run(tmp_path: Path):
    """The same with 500."""
    assert [wrong for _, wrong in kill_many(11, 500, tmp_path) if wrong] == []
