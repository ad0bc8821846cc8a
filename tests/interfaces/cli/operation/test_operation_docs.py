"""Promise that docs/operation.md and docs/registry.md name commands, options and roles as they are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from safeconduct.core.operation import Role, UseCase
from safeconduct.core.operation.roles import PERMISSIONS
from safeconduct.interfaces.cli import load_command
from safeconduct.wiring import services

DOCS = Path(__file__).resolve().parents[4] / "docs"
LINES = [
    (page, line.partition("# ")[0].strip())
    for page in ("operation.md", "registry.md")
    for line in re.findall(r"safeconduct [a-z][^`\n\"]*", (DOCS / page).read_text(encoding="utf-8"))
    if line.split()[1] not in ("vault", "keyd")
]


@pytest.mark.parametrize(("page", "line"), LINES)
def test_every_command_in_the_docs_is_one(page: str, line: str) -> None:
    """Its name and each of its options are known to the command line."""
    _, name, *words = shlex.split(line.split(" --why")[0].split(" --name")[0].rstrip(")"))
    command = load_command(services(), name)
    if hasattr(command, "commands"):
        command = command.commands[words[0]]
    options = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options, page


def test_the_roles_in_the_docs_are_those_that_count() -> None:
    """Each role once, with what it may."""
    page = (DOCS / "operation.md").read_text(encoding="utf-8")
    for role in Role:
        may = [one for one in UseCase if role in PERMISSIONS[one] and one is not UseCase.READ_STATE]
        assert f"| {role} | {', '.join(may)} |\n" in page
