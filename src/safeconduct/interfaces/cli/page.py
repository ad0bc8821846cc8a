"""Publish instructions on a neutral page, and serve it: `safeconduct page`."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.instruct import write_instructions
from safeconduct.app.publish_pages import Published, publish_pages, seal_with
from safeconduct.core.basics import format_time
from safeconduct.core.instructions.reach import CODES
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
    _add_publish(page, services)
    _add_serve(page, services)


def _add_publish(page: typer.Typer, services: Services) -> None:
    @page.command(
        epilog="Example: safeconduct page publish case plan --store pages --codes desk/codes.csv --key desk/key"
    )
    def publish(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        store: Annotated[Path, typer.Option(help="Folder of the pages; made where there is none.")],
        codes: Annotated[Path, typer.Option(help="Table of party_id,code: read, added to, kept. Never on the server.")],
        key: Annotated[Path, typer.Option(help="File of the key that signs; made where there is none.")],
        operation: Annotated[str, typer.Option(help="Id of the operation; the case's name where none is said.")] = "",
        pepper: Pepper = None,
        title: Title = TITLE,
        keep_hours: Annotated[
            float, typer.Option(min=0.0, help="Hours after the case's deadline until the pages are removed.")
        ] = 24.0,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Seal a page for every party, under the code that its card carries.

        A party keeps its code when a new plan is published.
        """
        with clear_errors():
            with Console(stderr=True).status("Writing the instructions ..."):
                written = write_instructions(
                    services.cases, services.plans, services.phrasebook("en"), case_folder, plan_folder
                )
            case = written.case
            now, signer = time.time(), services.page_signer(key, operation or case.name)
            shelf = services.shelves.make(store, pepper or _beside(store))
            try:
                with Console(stderr=True).status("Writing the pages ..."):
                    made = publish_pages(
                        case, written.instructions, services.page_writer(title), shelf, services.page_codes, codes,
                        seal_with(signer, case.is_exercise, now), signer.key, lambda: secrets.randbelow(CODES), now,
                        keep_hours,
                    )  # fmt: skip
            finally:
                shelf.close()
        _tell(made, case.utc_offset_seconds, as_json)


def _tell(made: Published, offset: int, as_json: bool) -> None:
    until = format_time(made.expires, offset)
    if as_json:
        said = {
            "pages": made.pages, "over": made.over, "new_codes": made.new_codes, "removed": made.removed,
            "expires": until, "key": made.name_of_key,
        }  # fmt: skip
        typer.echo(json.dumps(said, indent=1))
        return
    typer.echo(f"{made.pages} pages until {until}; {made.new_codes} new codes; {made.removed} old pages removed.")
    if made.over:
        typer.echo(f"{made.over} parties keep the page they have: their time to set out is over.")
    typer.echo(f"The cards name this key: {made.name_of_key}")


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
            shelf = services.shelves.open(store, pepper or _beside(store))
            front = services.page_front(title, label, button)
            typer.echo(f"{shelf.count()} pages are served at http://{host}:{port}; Ctrl-C ends it.", err=True)
            run(build_pages(shelf, front, GuessLimit(all_hourly=wrong_per_hour), behind_proxy), host, port)


def _beside(store: Path) -> Path:
    return store.with_name(f"{store.name}.pepper")
