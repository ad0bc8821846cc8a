"""Offer the use cases of an operation as commands: one file per command or group, found by being in this folder."""

from __future__ import annotations

import typer

from safeconduct.interfaces.cli import Services, find_commands


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    for module in find_commands(__name__, __path__):
        module.add_to(cli, services)
