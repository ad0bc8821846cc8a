"""Print cards to hand out: `safeconduct card`."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from safeconduct.app.name_instruction_key import find_signer
from safeconduct.app.print_cards import PER_FILE, CardTexts, list_outrun, prepare_cards, print_cards, seal_cards
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.instructions.sheets import CardSeal
from safeconduct.core.instructions.validity import CADENCE_HOURS
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._bar import Bar
from safeconduct.interfaces.cli._edge import clear_errors, read_moment
from safeconduct.interfaces.cli.operation._desk import open_desk


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Examples: safeconduct card case plan --out rehearsal.pdf; "
        "safeconduct card case plan --out cards.pdf --operation operations/harbour --by o1a2b3c4 --codes desk/codes.csv"
    )
    def card(
        case_folder: Annotated[Path, typer.Argument(metavar="CASE", help="Folder of the case.")],
        plan_folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of its plan.")],
        out: Annotated[
            Path, typer.Option(help=f"PDF to write; of more than {PER_FILE} cards, several: cards-001.pdf.")
        ],
        party: Annotated[list[str] | None, typer.Option(help="Print this party's alone; may be repeated.")] = None,
        operation: Annotated[
            Path | None, typer.Option(help="Folder of the operation whose key signs; without one, cards for rehearsal.")
        ] = None,
        by: Annotated[str, typer.Option("--by", help="Your operator id, with --operation.")] = "",
        codes: Annotated[
            Path | None, typer.Option(help="Table of the pages' codes, as `tell --pages` keeps it.")
        ] = None,
        number: Annotated[
            int, typer.Option(min=1, help="Number of the party's card: another one has other codes.")
        ] = 1,
        language: Annotated[str, typer.Option(help="Print all in this language, not in each party's own.")] = "",
        default_language: Annotated[
            str, typer.Option(help="Language for parties whose own has no words here, or is not known.")
        ] = "en",
        told_at: Annotated[
            str | None, typer.Option(help="When cards are handed out, ISO 8601 with offset; else the case's start.")
        ] = None,
        cadence: Annotated[
            float, typer.Option(min=1.0, max=168.0, help="Hours after which the next message comes at the latest.")
        ] = CADENCE_HOURS,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """Print a card for each party: what to do, a map, the signed text as a QR code, codes for SMS; two on a sheet.

        Without --operation each says that it is not signed. A card names nobody: cut off the strip that does.
        """
        with clear_errors():
            _check_options(out, operation, by)
            book = services.phrasebook(default_language)
            cards = prepare_cards(
                services.cases, services.plans, book, case_folder, plan_folder, party or (), language=language,
                told_at=None if told_at is None else read_moment(told_at, "--told-at"), cadence_hours=cadence,
            )  # fmt: skip
            page_codes = {} if codes is None else services.page_codes.read(codes)
            every, seals, now = len(cards.texts), None, time.time()
            if operation is not None:
                cards = cards.still_open(now)
                seals = _seal(services, operation, by, cards, page_codes, number, int(now))
            bar = Bar("Printing the cards")
            with bar.display:
                printed = print_cards(cards, book, services.cards, seals, page_codes, bar.tell)
                files = _write(services, out, len(cards.texts), printed)
            _tell(cards, every, files, seals, as_json)


def _check_options(out: Path, operation: Path | None, by: str) -> None:
    faults = []
    if out.suffix != ".pdf":
        faults.append(Fault("options", 0, "--out", str(out), "not a PDF", "name a file that ends in .pdf"))
    if (operation is None) != (by == ""):
        remedy = "say both, or neither for a rehearsal"
        faults.append(Fault("options", 0, "--operation, --by", by, "one without the other", remedy))
    if faults:
        raise InputFaultsError(faults)


def _seal(
    services: Services, folder: Path, by: str, cards: CardTexts, page_codes: Mapping[str, str], number: int, now: int
) -> tuple[CardSeal, ...]:
    with open_desk(services, folder, by) as (door, operation):
        signer = find_signer(door, ActorId(by), services.instruction_keys, folder)
        outrun = list_outrun(door, cards, page_codes)
        if outrun:
            typer.echo(
                f"{len(outrun):,} of these parties were told before: a reader that has seen the new card takes their "
                "page for an old one. Publish anew once the cards are printed (safeconduct tell --again)",
                err=True,
            )
        return seal_cards(door, ActorId(by), signer, operation, cards, page_codes, number, now)


def _write(services: Services, out: Path, cards: int, printed: Iterator[bytes]) -> list[Path]:
    """Write each PDF as it comes: their sum may be larger than the memory."""
    files = []
    for at, pdf in enumerate(printed, 1):
        file = out if cards <= PER_FILE else out.with_name(f"{out.stem}-{at:03}.pdf")
        services.write_private(file, pdf)
        files.append(file)
    return files


def _tell(cards: CardTexts, every: int, files: list[Path], seals: tuple[CardSeal, ...] | None, as_json: bool) -> None:
    made = len(cards.texts)
    key = seals[0].key_name if seals else ""
    if as_json:
        said = {
            "cards": made, "over": every - made, "signed": seals is not None, "key": key,
            "machine_drafted": list(cards.unreviewed), "exercise": cards.case.is_exercise,
            "files": [str(file) for file in files],
        }  # fmt: skip
        typer.echo(json.dumps(said, indent=1))
    else:
        typer.echo(f"{made:,} cards in {', '.join(map(str, files)) or 'no file'}")
        typer.echo(f"They name this key: {key}" if seals is not None else "NOT SIGNED: for rehearsal only.")
        if every > made:
            typer.echo(f"{every - made:,} parties have none: their time to set out is over.")
    if cards.unreviewed:
        tags = ", ".join(cards.unreviewed)
        typer.echo(f"WARNING: no speaker has reviewed the words in {tags}: see `safeconduct words`.", err=True)
