"""Show a plan on one page: `safeconduct report`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.write_report import WrittenReport, write_report
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO, clear_errors, read_moment


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog="Example: safeconduct report cases/harbour plans/harbour --out report.html")
    def report(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        out: Annotated[Path, typer.Option(help="File to write; an old one is replaced.")] = Path("report.html"),
        party: Annotated[
            list[str] | None, typer.Option(help="Show the instruction of this party as a sample; may be repeated.")
        ] = None,
        sufficiency: Annotated[
            Path | None, typer.Option(help="Show this answer: the file that `safeconduct sufficiency --out` wrote.")
        ] = None,
        as_of: Annotated[
            str | None, typer.Option(help="When the report is made, ISO 8601 with offset; now, if not given.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
    ) -> None:
        """Write one HTML page: who gets out by when, who is left and why, the cost, maps, use of every means.

        The page needs no network and no other file. The plan is judged first; one that breaks rules is shown as such,
        and the exit code is then 1.
        """
        with clear_errors():
            now = read_moment(as_of)
            with Console(stderr=True).status("Reading ...") as shown:
                written = write_report(
                    services.cases,
                    services.plans,
                    services.report_page,
                    services.phrasebook("en"),
                    case_folder,
                    plan_folder,
                    now,
                    sample_parties=party or (),
                    sufficiency=None if sufficiency is None else services.sufficiency.read(sufficiency),
                    tell=lambda what: shown.update(f"{what} ..."),
                )
                services.write_files(out.parent, {out.name: written.page})
        _tell(written, out, as_json)
        if not written.verdict.feasible:
            raise typer.Exit(EXIT_NO)


def _tell(written: WrittenReport, out: Path, as_json: bool) -> None:
    verdict, size = written.verdict, len(written.page.encode())
    if as_json:
        said = {
            "file": str(out),
            "bytes": size,
            "case": written.case.name,
            "feasible": verdict.feasible,
            "out": verdict.out,
            "left": verdict.left,
            "cost": verdict.cost.total,
        }
        typer.echo(json.dumps(said, indent=1, ensure_ascii=False))
        return
    typer.echo(f"{out}: {size / 1000:,.0f} kB. {verdict.out:,} people out, {verdict.left:,} left.")
    if not verdict.feasible:
        typer.echo(f"Do not use this plan: it breaks {len(verdict.violations):,} rules. The page lists them.", err=True)
