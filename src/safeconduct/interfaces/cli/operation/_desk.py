"""Open an operation's door for one operator, who proves who they are."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.access import Door
from safeconduct.core.basics import DeniedError
from safeconduct.core.record import ActorId, Operation
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

SESSION = "SAFECONDUCT_SESSION"
"""Environment variable that holds the token of `safeconduct login`."""

Folder = Annotated[Path, typer.Argument(help="Folder of the operation.")]
By = Annotated[str, typer.Option("--by", help="Your operator id; the six digits of your phone are asked for.")]


def now_millis() -> int:
    """Return the wall clock."""
    return time.time_ns() // 1_000_000


def ask(what: str) -> str:
    """Ask for a line; where nobody sits at a terminal, take the next line of the input."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, err=True))
    return sys.stdin.readline().strip()


def prove_operator(services: Services, folder: Path, name: str, operator: ActorId) -> None:
    """Let an operator pass by the session that their terminal holds, else by the six digits of their phone.

    Raises:
        DeniedError: where neither is theirs.
    """
    token = os.environ.get(SESSION, "")
    if token and services.sessions(folder).find(token, now_millis()) == operator:
        return
    if not services.second_factors(folder, name).prove(operator, ask("Six digits of your phone"), now_millis()):
        raise DeniedError(
            "these are not the digits of now: wait for the next; after five slips wait five minutes, then ever longer"
        )


@contextmanager
def open_desk(services: Services, folder: Path, by: str | None = None) -> Iterator[tuple[Door, Operation]]:
    """Give the door of an operation; with `by`, only once the operator has proved who they are."""
    with clear_errors(), services.stores.open(folder) as store:
        door, operation = services.doors(store), store.operation()
        if by is not None:
            prove_operator(services, folder, operation.name, ActorId(by))
        yield door, operation
