"""Tell a party what to do: `safeconduct instruct`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.instruct import write_instructions
from safeconduct.core.basics import Fault, InputFaultsError, format_time
from safeconduct.core.instructions import Instruction, septets, to_geojson
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors

COLUMNS = ("party_id", "check_code", "short", "long")


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Examples: safeconduct instruct case plan --party P00002 --geojson P00002.geojson; "
        "safeconduct instruct case plan --out instructions"
    )
    def instruct(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        party: Annotated[str | None, typer.Option(help="Show the instruction of this party.")] = None,
        out: Annotated[
            Path | None, typer.Option(help="Write all parties to instructions.csv and instructions.jsonl there.")
        ] = None,
        geojson: Annotated[Path | None, typer.Option(help="With --party: write its map to this file.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Write what each party is to do: one SMS, one page and one map from the same legs.

        Parties that the plan leaves behind get a text too. Judge the plan before you send anything.
        """
        with clear_errors():
            _check_options(party, out, geojson)
            with Console(stderr=True).status("Writing the instructions ..."):
                case, instructions = write_instructions(services.cases, services.plans, case_folder, plan_folder, party)
            offset = case.utc_offset_seconds
            if out is not None:
                services.write_files(out, _files(instructions, offset))
                _tell_summary(instructions, out, as_json)
            else:
                if geojson is not None:
                    text = json.dumps(to_geojson(instructions[0], offset), ensure_ascii=False, indent=1) + "\n"
                    services.write_files(geojson.parent, {geojson.name: text})
                _show(instructions[0], offset, as_json)


def _check_options(party: str | None, out: Path | None, geojson: Path | None) -> None:
    faults = []
    if (party is None) == (out is None):
        found = "" if party is None else f"{party} and {out}"
        remedy = "say --party P for one party, or --out DIR for all"
        faults.append(Fault("options", 0, "--party, --out", found, "one of the two is needed", remedy))
    if geojson is not None and party is None:
        remedy = "say --party P too"
        faults.append(Fault("options", 0, "--geojson", str(geojson), "a map is of one party", remedy))
    if faults:
        raise InputFaultsError(faults)


def _show(instruction: Instruction, offset: int, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_as_object(instruction, offset), ensure_ascii=False, indent=1))
        return
    typer.echo(f"SHORT ({septets(instruction.short)} of 160 septets)\n{instruction.short}\n\nLONG\n{instruction.long}")


def _tell_summary(instructions: tuple[Instruction, ...], out: Path, as_json: bool) -> None:
    moving = sum(instruction.moves for instruction in instructions)
    summary = {
        "parties": len(instructions),
        "moving": moving,
        "staying": len(instructions) - moving,
        "exercise": any(instruction.is_exercise for instruction in instructions),
        "files": [str(out / "instructions.csv"), str(out / "instructions.jsonl")],
    }
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=1))
        return
    mark = "EXERCISE: " if summary["exercise"] else ""
    typer.echo(f"{mark}{len(instructions)} instructions: {moving} parties move, {len(instructions) - moving} stay.")
    typer.echo(f"Written to {out}: instructions.csv, instructions.jsonl")


def _files(instructions: tuple[Instruction, ...], offset: int) -> dict[str, str]:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((one.party_id, one.check_code, one.short, one.long) for one in instructions)
    lines = (json.dumps(_as_object(one, offset), ensure_ascii=False) + "\n" for one in instructions)
    return {"instructions.csv": table.getvalue(), "instructions.jsonl": "".join(lines)}


def _as_object(instruction: Instruction, offset: int) -> dict[str, object]:
    return {
        "party_id": instruction.party_id,
        "check_code": instruction.check_code,
        "short": instruction.short,
        "long": instruction.long,
        "moves": instruction.moves,
        "exercise": instruction.is_exercise,
        "valid_until": format_time(instruction.valid_until, offset),
        "geometry": [list(point) for point in instruction.geometry],
    }
