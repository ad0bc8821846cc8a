"""Promise that docs/trust.md names commands, options and signs as they are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from safeconduct.core.trust import Reason
from safeconduct.interfaces.cli import load_command
from safeconduct.wiring import services

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "trust.md").read_text(encoding="utf-8")
LINES = re.findall(r"^    (safeconduct [a-z].*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("line", LINES)
def test_every_command_in_the_docs_is_one(line: str) -> None:
    """Its group, its name and each of its options are known to the command line."""
    _, group, name, *words = shlex.split(line)
    command = load_command(services(), group).commands[name]
    options = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options


def test_every_word_of_a_verdict_on_an_instruction_is_explained() -> None:
    """The table holds each reason that a reader of an instruction can be told."""
    of_passes = {Reason.GENUINE, Reason.OTHER_GATE, Reason.USED}
    table = " ".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| "))
    assert [one for one in Reason if one not in of_passes and one.value not in table] == []
