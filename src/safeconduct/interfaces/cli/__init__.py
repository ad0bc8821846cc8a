"""Offer every use case as a command, of which only the one that is asked for is imported."""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

from safeconduct.interfaces.cli._panels import MODULES, PANELS
from safeconduct.interfaces.cli._services import Services

__all__ = ["Services", "build_cli", "load_command"]


def build_cli(services: Services) -> typer.Typer:
    """List the commands; the one that is asked for is imported then, so that STOP waits for no other."""
    cli = typer.Typer(
        name="safeconduct",
        cls=_Commands,
        help="Plan and run the protected movement of civilians out of a city under threat.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        context_settings={"obj": services},
    )
    for panel, commands in PANELS.items():
        for name, listed in commands.items():
            cli.command(name, help=listed.says, rich_help_panel=panel)(_nothing)
    return cli


def load_command(services: Services, name: str) -> Any:
    """Import a command or group of commands and return it; its module has `add_to(cli, services)`."""
    cli = typer.Typer(callback=_nothing, add_completion=False, rich_markup_mode="rich")
    importlib.import_module(f"{__name__}.{MODULES[name]}").add_to(cli, services)
    loaded = typer.main.get_command(cli)
    assert isinstance(loaded, TyperGroup)
    return loaded.commands[name]


class _Commands(TyperGroup):
    """Hold the lines of help alone, until one command is asked for."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Put the command itself in the place of its line."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, load_command(ctx.obj, name) if name else found, rest


def _nothing() -> None:
    pass
