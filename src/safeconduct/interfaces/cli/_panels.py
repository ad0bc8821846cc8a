"""Lay the commands out by the stage of the work that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import typer

PANELS: Mapping[str, Sequence[str]] = {
    "What is reported": ("read", "review", "reports", "contradictions", "sources"),
    "The threat picture": ("incidents", "picture", "override", "hindcast", "calibrate", "origin"),
    "The plan": ("plan", "check", "risk", "replan", "mix", "sufficiency", "report"),
    "Tell people": (
        "instruct", "words", "sms-lint", "page", "trust", "pass", "tell", "dispatch", "replies",
        "card-handed", "warn",
    ),
    "Cases and maps": ("import-map", "exercise", "validate", "warm-up"),
    "Run an operation": (
        "init", "begin", "invite", "join", "login", "operators", "end-operator", "stop", "order", "register", "backlog",
        "case", "adopt", "adopted", "place", "check-in", "arrived", "release", "log", "activity",
    ),
    "Keep it, and work on several devices": (
        "status", "verify", "backup", "restore", "add-device", "join-code", "close-device", "coordinator", "share",
        "give", "take", "serve", "sync",
    ),
    "Who people are": ("keyd", "vault"),
}  # fmt: skip
"""Commands by panel, each in the order in which they are used."""


def lay_out(cli: typer.Typer) -> None:
    """Put every command into its panel and in order; one that stands in none comes last, under "Commands"."""
    places = {name: (panel, at) for panel, names in PANELS.items() for at, name in enumerate(names)}
    order = {panel: at for at, panel in enumerate(PANELS)}

    def rank(name: str) -> tuple[int, int, str]:
        panel, at = places.get(name, ("", 0))
        return order.get(panel, len(order)), at, name

    for command in cli.registered_commands:
        command.name = command.name or (command.callback.__name__.replace("_", "-") if command.callback else "")
        command.rich_help_panel = places.get(command.name, (None, 0))[0]
    for group in cli.registered_groups:
        group.rich_help_panel = places.get(str(group.name), (None, 0))[0]
    cli.registered_commands.sort(key=lambda command: rank(command.name or ""))
