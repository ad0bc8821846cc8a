"""Tell a party what to do: `safeconduct instruct`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.instruct import WrittenInstructions, write_instructions
from safeconduct.core.basics import Fault, InputFaultsError, format_time
from safeconduct.core.instructions import Instruction, to_geojson
from safeconduct.core.instructions.sheets import lay_track, write_cards
from safeconduct.core.instructions.validity import CADENCE_HOURS
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors, read_moment

COLUMNS = ("party_id", "check_code", "short", "long", "language", "direction", "parts", "machine_drafted")


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Examples: safeconduct instruct case plan --party P00002 --geojson P00002.geojson; "
        "safeconduct instruct case plan --language ps --out instructions"
    )
    def instruct(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        party: Annotated[str | None, typer.Option(help="Show the instruction of this party.")] = None,
        out: Annotated[
            Path | None, typer.Option(help="Write all parties to instructions.csv and instructions.jsonl there.")
        ] = None,
        geojson: Annotated[Path | None, typer.Option(help="With --party: write its map to this file.")] = None,
        gpx: Annotated[Path | None, typer.Option(help="With --party: write its way for a map program.")] = None,
        kml: Annotated[Path | None, typer.Option(help="The same as KML.")] = None,
        with_text: Annotated[
            bool, typer.Option("--with-text", help="Put the words of each step into --gpx and --kml too.")
        ] = False,
        language: Annotated[
            list[str] | None,
            typer.Option(help="Write it in this language, not in each party's own; may be repeated."),
        ] = None,
        default_language: Annotated[
            str, typer.Option(help="Language for parties whose own has no words here, or is not known.")
        ] = "en",
        told_at: Annotated[
            str | None,
            typer.Option(help="When parties are told, ISO 8601 with offset; the case's start, if not given."),
        ] = None,
        cadence: Annotated[
            float, typer.Option(min=1.0, max=168.0, help="Hours after which the next message comes at the latest.")
        ] = CADENCE_HOURS,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Write what each party is to do: its SMS, one page and one map from the same legs.

        Parties that the plan leaves behind get a text too. Judge the plan before you send anything.
        """
        with clear_errors():
            _check_options(party, out, {"--geojson": geojson, "--gpx": gpx, "--kml": kml})
            with Console(stderr=True).status("Writing the instructions ..."):
                written = write_instructions(
                    services.cases,
                    services.plans,
                    services.phrasebook(default_language),
                    case_folder,
                    plan_folder,
                    party,
                    languages=language or (),
                    told_at=None if told_at is None else read_moment(told_at, "--told-at"),
                    cadence_hours=cadence,
                )
            offset = written.case.utc_offset_seconds
            if out is not None:
                services.write_files(out, _files(written.instructions, offset))
                _tell_summary(written, out, as_json)
            else:
                if geojson is not None:
                    text = json.dumps(to_geojson(written.instructions[0], offset), ensure_ascii=False, indent=1) + "\n"
                    services.write_files(geojson.parent, {geojson.name: text})
                _write_tracks(services, written, {"gpx": gpx, "kml": kml}, with_text)
                _show(written.instructions, offset, as_json)
            _warn(written, default_language)


def _check_options(party: str | None, out: Path | None, maps: Mapping[str, Path | None]) -> None:
    faults = []
    if (party is None) == (out is None):
        found = "" if party is None else f"{party} and {out}"
        remedy = "say --party P for one party, or --out DIR for all"
        faults.append(Fault("options", 0, "--party, --out", found, "one of the two is needed", remedy))
    for option, file in maps.items():
        if file is not None and party is None:
            faults.append(Fault("options", 0, option, str(file), "a map is of one party", "say --party P too"))
    if faults:
        raise InputFaultsError(faults)


def _write_tracks(
    services: Services, written: WrittenInstructions, files: Mapping[str, Path | None], with_text: bool
) -> None:
    """Write the way of the first of the instructions; its names are neutral, for a phone may be searched."""
    for form, file in files.items():
        if file is not None:
            book = services.phrasebook("en")
            card = write_cards(written.case, written.plan, book, written.instructions[:1])[0]
            track = lay_track(card, written.case.utc_offset_seconds, with_text=with_text)
            services.write_files(file.parent, {file.name: services.track_formats[form](track)})


def _show(instructions: tuple[Instruction, ...], offset: int, as_json: bool) -> None:
    if as_json:
        objects = [_as_object(one, offset) for one in instructions]
        typer.echo(json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1))
        return
    for one in instructions:
        sizes = zip(one.sms.units, one.sms.alphabets, strict=True)
        takes = "; ".join(f"{units} of {alphabet.limit} units of {alphabet}" for units, alphabet in sizes)
        typer.echo(f"SHORT, {one.language} ({takes})\n{one.short}\n\nLONG, {one.language}\n{one.long}")


def _tell_summary(written: WrittenInstructions, out: Path, as_json: bool) -> None:
    told = written.instructions
    parties = {one.party_id: one.moves for one in told}
    moving = sum(parties.values())
    languages = {tag: sum(one.language == tag for one in told) for tag in sorted({one.language for one in told})}
    sms = sum(len(one.parts) for one in told)
    summary = {
        "parties": len(parties),
        "moving": moving,
        "staying": len(parties) - moving,
        "texts": len(told),
        "sms": sms,
        "languages": languages,
        "machine_drafted": list(written.unreviewed),
        "parties_in_default_language": dict(written.unspoken),
        "exercise": any(one.is_exercise for one in told),
        "files": [str(out / "instructions.csv"), str(out / "instructions.jsonl")],
    }
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=1))
        return
    mark = "EXERCISE: " if summary["exercise"] else ""
    typer.echo(f"{mark}{len(told)} instructions: {moving} parties move, {len(parties) - moving} stay.")
    spoken = ", ".join(f"{tag} {count}" for tag, count in languages.items())
    typer.echo(f"{sms} SMS. Languages: {spoken}.")
    typer.echo(f"Written to {out}: instructions.csv, instructions.jsonl")


def _warn(written: WrittenInstructions, default: str) -> None:
    """Tell the operator, never the party, what is not sure about the words."""
    if written.unreviewed:
        names = ", ".join(written.unreviewed)
        typer.echo(f"WARNING: no speaker has reviewed the words in {names}: see `safeconduct words`.", err=True)
    for tag, parties in written.unspoken.items():
        of = f"language {tag!r} has no words here" if tag else "language is not known"
        typer.echo(f"WARNING: {parties} parties whose {of} are told in {default!r}.", err=True)


def _files(instructions: tuple[Instruction, ...], offset: int) -> dict[str, str]:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in instructions:
        row = (one.party_id, one.check_code, one.short, one.long, one.language, one.direction, len(one.parts))
        writer.writerow((*row, "yes" if one.machine_drafted else "no"))
    lines = (json.dumps(_as_object(one, offset), ensure_ascii=False) + "\n" for one in instructions)
    return {"instructions.csv": table.getvalue(), "instructions.jsonl": "".join(lines)}


def _as_object(instruction: Instruction, offset: int) -> dict[str, object]:
    return {
        "party_id": instruction.party_id,
        "language": instruction.language,
        "direction": str(instruction.direction),
        "machine_drafted": instruction.machine_drafted,
        "check_code": instruction.check_code,
        "short": instruction.short,
        "parts": list(instruction.parts),
        "long": instruction.long,
        "moves": instruction.moves,
        "exercise": instruction.is_exercise,
        "valid_until": format_time(instruction.valid_until, offset),
        "next_message_by": format_time(instruction.next_by, offset),
        "geometry": [list(point) for point in instruction.geometry],
    }
