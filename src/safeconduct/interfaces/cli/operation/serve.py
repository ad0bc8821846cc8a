"""Offer an operation over HTTP: `safeconduct serve`."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import Folder

ORIGIN = re.compile(r"https://[a-z0-9.-]*[a-z][a-z0-9.-]*(:[0-9]{1,5})?|http://localhost(:[0-9]{1,5})?")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct serve operations/harbour --vault /srv/vault --port 8000")
    def serve(
        folder: Folder,
        vault: Annotated[
            Path | None, typer.Option(help="Folder of the vault whose identities are opened here.")
        ] = None,
        cases: Annotated[
            Path | None, typer.Option(help="Folder of cases' folders, for plans that are adopted here.")
        ] = None,
        plans: Annotated[Path | None, typer.Option(help="Folder of plans' folders that may be adopted here.")] = None,
        host: Annotated[
            str, typer.Option(help="Address to listen at; other machines reach only a proxy.")
        ] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
        origin: Annotated[
            str, typer.Option(help="Address that browsers show, for passkeys; http://localhost:PORT, if not given.")
        ] = "",
        drive: Annotated[
            bool, typer.Option("--drive", help="Drive the clock of an exercise from the console; never a live one's.")
        ] = False,
        script: Annotated[
            Path | None, typer.Option(help="With --drive: file of what is thrown in, and when (docs/exercises.md).")
        ] = None,
        metrics: Annotated[
            bool, typer.Option("--metrics", help="Answer GET /metrics for Prometheus, to all who reach the port.")
        ] = False,
        i_have_tls: Annotated[
            bool, typer.Option("--i-have-tls", help="Something before this encrypts; needed for other addresses.")
        ] = False,
    ) -> None:
        """Serve an operation to operators who are logged in, and to other devices' `safeconduct sync`.

        It speaks plain HTTP, on this machine alone: a reverse proxy with TLS lets others in (docs/api.md says how).
        """
        if host not in LOOPBACK and not i_have_tls:
            raise typer.BadParameter(
                "sessions and identities would travel in the clear: put a proxy with TLS before 127.0.0.1, "
                "or say --i-have-tls (docs/api.md)",
                param_hint="--host",
            )
        if (cases is None) != (plans is None):
            raise typer.BadParameter("give both: a plan is judged against its case", param_hint="--cases and --plans")
        origin = origin.rstrip("/") or f"http://localhost:{port}"
        if not ORIGIN.fullmatch(origin):
            raise typer.BadParameter(
                "browsers make passkeys for https://NAME or https://NAME:PORT, and for http://localhost:PORT alone",
                param_hint="--origin",
            )
        with clear_errors(), services.stores.open(folder) as store:
            operation = store.operation()
        if drive and not operation.exercise:
            raise typer.BadParameter("this is a live operation: nobody drives its clock", param_hint="--drive")
        if script is not None and not drive:
            raise typer.BadParameter("a script is thrown into an exercise that is driven", param_hint="--script")
        from safeconduct.app.drive_clock import DrivenClock
        from safeconduct.interfaces.api import (
            Drive,
            Shelf,
            build_api,
        )  # a second, which the other commands need not wait
        from safeconduct.interfaces.api.serving import serve as run

        kind = "an EXERCISE" if operation.exercise else "LIVE"
        typer.echo(f"{operation.name} ({kind}) is served at http://{host}:{port}; Ctrl-C ends it.", err=True)
        typer.echo(f"Passkeys are made and used at {origin}/join", err=True)
        with clear_errors():
            shelf = None if cases is None or plans is None else Shelf(cases, plans)
            driven = None
            if drive:
                injects = services.exercise_script(script) if script is not None else ()
                driven = Drive(lambda start: DrivenClock(start, time.monotonic), injects, _announce)
            run(build_api(services, folder, vault, shelf, origin, driven, metrics=metrics), host, port)


def _announce(codes: Mapping[ActorId, str]) -> None:
    """Print how newcomers log in without a phone, each code once: only an exercise that is driven has such codes."""
    typer.echo("The clock is paused. Log in without a phone, once for each (eight digits in place of six):", err=True)
    for operator, code in sorted(codes.items()):
        typer.echo(f"  {operator}  {code}", err=True)
