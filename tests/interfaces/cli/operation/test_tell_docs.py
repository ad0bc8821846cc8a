"""Promise that docs/tell.md names commands, options and reasons as they are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from safeconduct.app.tell_plan import OVER, STRANGER, UNCHANGED
from safeconduct.core.delivery import Meaning
from safeconduct.core.operation.telling import ALONE_MOST
from safeconduct.interfaces.cli import build_cli, load_command
from safeconduct.wiring import services

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "tell.md").read_text(encoding="utf-8")
LINES = re.findall(r"^    (safeconduct [a-z].*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_every_command_in_the_docs_is_one(line: str) -> None:
    """Its name and each of its options are known to the command line."""
    assert build_cli(services())
    _, name, *words = shlex.split(line)
    command = load_command(services(), name)
    if isinstance(command, typer.core.TyperGroup):
        command = command.commands[words[0]]
    options = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options


def test_reasons_meanings_and_limits_are_as_they_are() -> None:
    """Why a party is left out, what a reply may mean, and how many one person tells."""
    assert all(f"| {why} |" in PAGE for why in (UNCHANGED, OVER, STRANGER))
    assert "|".join(Meaning) in PAGE
    assert f"tells it to {ALONE_MOST} parties at most" in PAGE
