"""Import a street map: `safeconduct import-map`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.import_map import import_map
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

EPILOG = "Example: safeconduct import-map city.osm.pbf --out out/map"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command("import-map", epilog=EPILOG)
    def command(
        file: Annotated[
            Path,
            typer.Argument(
                help=".osm.pbf, .osm, Overpass .json, GMNS folder or link.csv, AequilibraE .zip, .sqlite or folder."
            ),
        ],
        out: Annotated[Path, typer.Option(help="Folder for the map; an earlier map there is replaced.")],
        as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    ) -> None:
        """Import a street map, clean it, and say what was kept, dropped, imputed and mended."""
        with clear_errors():
            with Console(stderr=True).status(f"Importing {escape(file.name)} ..."):
                imported = import_map(services.map_importers, services.maps, file, out)
            if as_json:
                typer.echo(json.dumps(dict(imported.summary), indent=1, ensure_ascii=False))
            else:
                _print_table(imported.summary, out)


def _print_table(summary: Mapping[str, object], out: Path) -> None:
    console = Console()
    table = Table(title=f"{escape(str(summary['source']))}: {escape(str(summary['format']))}")
    table.add_column("")
    table.add_column("what")
    table.add_column("how many", justify="right")
    for section in ("kept", "dropped", "imputed", "mended"):
        for row, (what, count) in enumerate(_rows(section, summary)):
            table.add_row(section if row == 0 else "", escape(what), count)
        table.add_section()
    console.print(table)
    notes = summary.get("notes")
    for note in notes if isinstance(notes, list) else ():
        console.print(f"NOTE {escape(str(note))}")
    console.print(f"Map data: {escape(str(summary['licence']))}. Written to {escape(str(out))}.")


def _rows(section: str, summary: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    values = summary.get(section)
    for key, value in values.items() if isinstance(values, dict) else ():
        if section == "imputed":
            yield f"speed of {key}: {value['kmh']:g} km/h", f"{value['links']:,} links"
        elif isinstance(value, dict):
            yield key, ", ".join(_count(what, number) for what, number in value.items())
        else:
            yield key.replace("_", " "), f"{value:,}"


def _count(what: str, number: float) -> str:
    return f"{number:,.0f} m" if what == "metres" else f"{number:,} {what if number != 1 else what.removesuffix('s')}"
