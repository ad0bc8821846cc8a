"""Write radio sheets and loudspeaker scripts: `safeconduct sheets`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.write_sheets import write_sheets
from safeconduct.core.instructions.sheets import Sheet, to_text
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct sheets case plan --out sheets --language ps")
    def sheets(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        out: Annotated[Path, typer.Option(help="Folder for radio.pdf, loudspeaker.pdf and a .txt for each sheet.")],
        language: Annotated[str, typer.Option(help="Language of the radio net.")] = "en",
        default_language: Annotated[
            str, typer.Option(help="Language for parties whose own has no words here, or is not known.")
        ] = "en",
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Write what is read over the radio, and what a loudspeaker says at each site in the languages spoken there.

        Radio: for each vehicle and site, ids spelled, times digit by digit, no names. Loudspeaker: GO, HOLD and STOP.
        """
        with clear_errors():
            book = services.phrasebook(default_language)
            made = write_sheets(services.cases, services.plans, book, case_folder, plan_folder, language)
            every = (*made.radio, *made.loudspeaker)
            services.write_files(out, {_name_file(at, one): to_text(one) for at, one in enumerate(every, 1)})
            for name, few in (("radio.pdf", made.radio), ("loudspeaker.pdf", made.loudspeaker)):
                if few:
                    services.write_private(out / name, services.sheets.render(few))
        drafted = any(one.machine_drafted for one in every)
        if as_json:
            said = {"radio": len(made.radio), "loudspeaker": len(made.loudspeaker), "machine_drafted": drafted}
            typer.echo(json.dumps({**said, "folder": str(out)}, indent=1))
        else:
            typer.echo(f"{len(made.radio)} radio sheets and {len(made.loudspeaker)} loudspeaker scripts in {out}")
        if drafted:
            typer.echo("WARNING: words in them were reviewed by no speaker: see `safeconduct words`.", err=True)


def _name_file(number: int, sheet: Sheet) -> str:
    """Return a name of which the number makes it the only one, whatever signs an id has."""
    return f"{number:03}-{re.sub(r'[^A-Za-z0-9_-]+', '_', sheet.name)}.txt"
