"""Promise that whoever asks for help finds every command, in the words of the command itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner

from safeconduct.interfaces import cli as commands
from safeconduct.interfaces.cli import build_cli, load_command, operation
from safeconduct.interfaces.cli._panels import MODULES, PANELS
from safeconduct.wiring import services

SAYS = {name: listed.says for panel in PANELS.values() for name, listed in panel.items()}


def find_modules(package: ModuleType, within: str = "") -> Iterable[str]:
    """Return the modules of a package that hold commands: those that no underscore begins."""
    found = (one.name for one in pkgutil.iter_modules(package.__path__))
    return [within + name for name in found if not name.startswith("_") and name != "operation"]


@pytest.mark.parametrize("module", [*find_modules(commands), *find_modules(operation, "operation.")])
def test_the_commands_of_every_module_are_listed(module: str) -> None:
    """None is left out of the help's panels, and none is listed that is not there."""
    cli = typer.Typer()
    importlib.import_module(f"{commands.__name__}.{module}").add_to(cli, services())
    known = typer.main.get_group(cli).commands
    assert set(known) == {name for name, home in MODULES.items() if home == module}


@pytest.mark.parametrize("name", SAYS)
def test_the_list_says_of_a_command_what_the_command_says(name: str) -> None:
    """The first paragraph of its own help is the line in the help of the whole program."""
    own = load_command(services(), name).help.split("\n\n")[0]
    assert " ".join(own.split()) == SAYS[name]


def test_no_command_is_listed_twice() -> None:
    """A name has one place."""
    assert len(MODULES) == sum(map(len, PANELS.values()))


def test_the_help_of_the_program_lists_every_command() -> None:
    """Each in its panel, in the table's order."""
    told = CliRunner().invoke(build_cli(services()), ["--help"], env={"COLUMNS": "200"}).output
    lines = [line.split()[1] for line in told.splitlines() if line.startswith("│ ") and not line.startswith("│  ")]
    assert [word for word in lines if not word.startswith("-")] == list(MODULES)


def test_a_command_that_is_none_is_answered_with_the_nearest() -> None:
    """Exit 2, and what may have been meant."""
    told = CliRunner().invoke(build_cli(services()), ["stpo"])
    assert told.exit_code == 2
    assert "Did you mean 'stop'?" in told.output
