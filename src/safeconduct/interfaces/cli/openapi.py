"""Print what the service of an operation answers, for those who write programs that ask it: `safeconduct openapi`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct openapi --out openapi.json")
    def openapi(
        out: Annotated[Path | None, typer.Option(help="Write it into this file; printed, if none is named.")] = None,
    ) -> None:
        """Print the OpenAPI of `safeconduct serve`, without an operation; it holds nothing of any.

        The service gives the same at GET /openapi.json to who is logged in.
        """
        from safeconduct.interfaces.api import build_api  # a second, which the other commands need not wait

        text = json.dumps(build_api(services, Path()).openapi(), indent=1, ensure_ascii=False)
        if out is None:
            typer.echo(text)
            return
        with clear_errors():
            services.write_files(out.parent, {out.name: text + "\n"})
        typer.echo(f"Wrote {out}", err=True)
