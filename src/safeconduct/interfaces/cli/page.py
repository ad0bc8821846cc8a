"""Serve the neutral page: `safeconduct page serve`. `safeconduct tell --pages` publishes what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

LOOPBACK = ("127.0.0.1", "::1", "localhost")
Pepper = Annotated[
    Path | None,
    typer.Option(help="File of the pepper, best on another disk than the pages; STORE.pepper where none is named."),
]
Title = Annotated[str, typer.Option(help="Title of every page: something dull.")]
TITLE = "Number check"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the commands."""
    page = typer.Typer(no_args_is_help=True, help="Let parties read their instructions on a page that leaves no trace.")
    cli.add_typer(page, name="page")
    _add_serve(page, services)


def _add_serve(page: typer.Typer, services: Services) -> None:
    @page.command(epilog="Example: safeconduct page serve pages --pepper /run/pages.pepper --port 8100 --behind-proxy")
    def serve(
        store: Annotated[Path, typer.Argument(metavar="STORE", help="Folder of the pages.")],
        pepper: Pepper = None,
        host: Annotated[
            str, typer.Option(help="Address to listen at; other machines reach only a proxy.")
        ] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8100,
        title: Title = TITLE,
        label: Annotated[str, typer.Option(help="What stands over the field.")] = "Number",
        button: Annotated[str, typer.Option(help="What stands on the button.")] = "Check",
        behind_proxy: Annotated[
            bool, typer.Option("--behind-proxy", help="Take who asks from the last entry of X-Forwarded-For.")
        ] = False,
        wrong_per_hour: Annotated[
            int, typer.Option(min=1, help="Wrong codes answered in an hour, from everybody together.")
        ] = 300,
        i_have_tls: Annotated[
            bool, typer.Option("--i-have-tls", help="Something before this encrypts; needed for other addresses.")
        ] = False,
    ) -> None:
        """Serve the page with the field: nothing on it speaks of a movement of people.

        It speaks plain HTTP, on this machine alone: a reverse proxy with TLS lets others in (docs/page.md says how).
        """
        if host not in LOOPBACK and not i_have_tls:
            raise typer.BadParameter(
                "codes would travel in the clear: put a proxy with TLS before 127.0.0.1, or say --i-have-tls "
                "(docs/page.md)",
                param_hint="--host",
            )
        from safeconduct.interfaces.api.pages import GuessLimit, build_pages  # a second, which no other command waits
        from safeconduct.interfaces.api.serving import serve as run

        with clear_errors():
            shelf = services.shelves.open(store, find_pepper(store, pepper))
            front = services.page_front(title, label, button)
            typer.echo(f"{shelf.count()} pages are served at http://{host}:{port}; Ctrl-C ends it.", err=True)
            run(build_pages(shelf, front, GuessLimit(all_hourly=wrong_per_hour), behind_proxy), host, port)


def find_pepper(store: Path, pepper: Path | None) -> Path:
    """Return the file of the pepper: beside the pages where none is named."""
    return pepper or store.with_name(f"{store.name}.pepper")
