"""Tell parties what to do, that they stop, or that nothing changed: `safeconduct tell`."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safeconduct.app.access import Door
from safeconduct.app.instruct import check_languages
from safeconduct.app.name_instruction_key import find_signer
from safeconduct.app.ports import Signer
from safeconduct.app.preview_messages import Preview
from safeconduct.app.publish_pages import Published, SealAll, publish_pages
from safeconduct.app.set_order import set_order
from safeconduct.app.set_order import stop as set_stop
from safeconduct.app.tell_plan import Telling, compose_telling, tell_plan
from safeconduct.app.tell_silent import compose_no_change, tell_no_change
from safeconduct.app.tell_stop import Means, compose_stop, tell_stop
from safeconduct.core.delivery import About
from safeconduct.core.instructions import Instruction
from safeconduct.core.instructions.reach import CODES
from safeconduct.core.instructions.validity import CADENCE_HOURS
from safeconduct.core.operation import EVERYBODY, Level
from safeconduct.core.plan import Case
from safeconduct.core.record import ActorId, Operation
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import EXIT_NO
from safeconduct.interfaces.cli.operation._desk import By, Folder, ask, now_millis, open_desk
from safeconduct.interfaces.cli.operation._rows import AsJson
from safeconduct.interfaces.cli.operation._tell_preview import show_done, show_preview
from safeconduct.interfaces.cli.operation.orders import Subject, Why
from safeconduct.interfaces.cli.page import TITLE, Pepper, Title, find_pepper

IDENT_BYTES = 8


@dataclass(frozen=True, slots=True)
class Pages:
    """Say where pages are published."""

    store: Path
    codes: Path
    pepper: Path | None
    title: str
    keep_hours: float


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Examples: safeconduct tell operations/harbour cases/harbour plans/harbour --by o1a2b3c4 --preview; "
        "safeconduct tell operations/harbour --stop --by o1a2b3c4; "
        "safeconduct tell operations/harbour --silent-hours 6 --by o1a2b3c4"
    )
    def tell(
        folder: Folder,
        by: By,
        case: Annotated[Path | None, typer.Argument(help="Folder of the case, of the adopted plan.")] = None,
        plan: Annotated[Path | None, typer.Argument(help="Folder of the adopted plan.")] = None,
        party: Annotated[list[str] | None, typer.Option(help="Tell this party alone; may be repeated.")] = None,
        preview: Annotated[
            bool, typer.Option("--preview", "--dry-run", help="Only show what would leave; nothing does.")
        ] = False,
        stop: Annotated[bool, typer.Option("--stop", help="Order STOP, and tell all who were told anything.")] = False,
        hold: Annotated[bool, typer.Option("--hold", help="Order HOLD, and tell all who were told anything.")] = False,
        silent_hours: Annotated[
            float | None, typer.Option(min=0.1, help='Tell "no change" to who has heard nothing for so long.')
        ] = None,
        subject: Subject = EVERYBODY,
        why: Why = "",
        again: Annotated[bool, typer.Option("--again", help="Tell those too who were told the same already.")] = False,
        pages: Annotated[
            Path | None, typer.Option(help="Publish pages into this folder, made where it is not.")
        ] = None,
        codes: Annotated[
            Path | None, typer.Option(help="With --pages: table of party_id,code; kept, and never on the server.")
        ] = None,
        pepper: Pepper = None,
        title: Title = TITLE,
        keep_hours: Annotated[
            float, typer.Option(min=0.0, help="Hours after the case's deadline until the pages are removed.")
        ] = 24.0,
        default_language: Annotated[
            str, typer.Option(help="Language for parties whose own has no words here, or is not known.")
        ] = "en",
        cadence: Annotated[
            float, typer.Option(min=1.0, max=168.0, help="Hours after which the next message comes at the latest.")
        ] = CADENCE_HOURS,
        as_json: AsJson = False,
    ) -> None:
        """Tell each party its instruction out of the adopted plan, signed, in its language, where it has changed.

        What would leave is shown first; type the number of recipients, and it is queued. `safeconduct dispatch` sends
        it. A STOP or HOLD leaves at once. Exits with 1 where nobody is to be told.
        """
        _check_options(case, plan, stop, hold, silent_hours, pages, codes)
        place = Pages(pages, codes, pepper, title, keep_hours) if pages is not None and codes is not None else None
        with open_desk(services, folder, by) as (door, operation):
            actor, about = ActorId(by), About.STOP if stop else About.HOLD
            if (stop or hold) and not preview:  # before anything is read that could have a fault
                _order(door, actor, about, subject, why)
            key = services.instruction_keys.read(folder)
            phrasebook, rules = services.phrasebook(default_language), services.open_channels(folder)[1]
            check_languages(phrasebook, [default_language])
            means = Means(operation.exercise, phrasebook, rules, b"" if key is None else key.secret, _draw)
            if stop or hold:
                brief = compose_stop(door.read(actor), about, subject, means, now_millis())
                show_preview(brief.preview, operation, as_json=as_json, alone=preview)
                if not preview:
                    show_done(tell_stop(door, actor, brief), None, as_json)
            elif silent_hours is not None:
                state = door.read(actor)
                brief = compose_no_change(state, silent_hours, means, now_millis())
                show_preview(brief.preview, operation, as_json=as_json, alone=preview)
                if _goes_on(brief.preview, preview):
                    show_done(tell_no_change(door, actor, brief), None, as_json)
            else:
                assert case is not None
                assert plan is not None
                signer = find_signer(door, actor, services.instruction_keys, folder)
                with Console(stderr=True).status("Writing the instructions ..."):
                    telling = compose_telling(
                        door, actor, operation.exercise, services.cases.read(case), services.plans.read(plan),
                        phrasebook, rules, signer.secret, _draw, time.time(),
                        parties=party or (), again=again, cadence_hours=cadence,
                    )  # fmt: skip
                show_preview(telling.preview, operation, as_json=as_json, alone=preview)
                if _goes_on(telling.preview, preview):
                    _tell(services, door, actor, signer, operation, telling, place, as_json)


def _draw() -> str:
    return f"t{secrets.token_hex(IDENT_BYTES)}"


def _check_options(
    case: Path | None, plan: Path | None, stop: bool, hold: bool, silent_hours: float | None, pages: Path | None,
    codes: Path | None,
) -> None:  # fmt: skip
    asked = [stop, hold, silent_hours is not None, case is not None]
    if sum(asked) != 1 or (case is None) != (plan is None):
        raise typer.BadParameter("name CASE and PLAN, or one of --stop, --hold and --silent-hours", param_hint="CASE")
    if (pages is None) != (codes is None):
        raise typer.BadParameter("pages and the table of their codes go together", param_hint="--pages")


def _order(door: Door, actor: ActorId, about: About, subject: str, why: str) -> None:
    if about is About.STOP:
        sealed = set_stop(door, actor, subject, why)
    else:
        sealed = set_order(door, actor, subject, Level.HOLD, why)
    typer.echo(f"{about.value.upper()} for {subject} is on record as {sealed.event.ident}.", err=True)


def _goes_on(shown: Preview, preview: bool) -> bool:
    """Tell whether the operator types how many recipients there are; exit where there are none."""
    if preview:
        return False
    if not shown.recipients:
        typer.echo("Nobody is to be told: nothing was queued.", err=True)
        raise typer.Exit(EXIT_NO)
    typed = ask("Type the number of recipients to queue exactly this").replace(",", "").strip()
    if typed != str(shown.recipients):
        raise typer.BadParameter("this is not the number of recipients; nothing was queued", param_hint="number")
    return True


def _tell(
    services: Services,
    door: Door,
    actor: ActorId,
    signer: Signer,
    operation: Operation,
    telling: Telling,
    place: Pages | None,
    as_json: bool,
) -> None:
    now = time.time()
    if place is None:
        show_done(tell_plan(door, actor, signer, operation, telling, int(now)).queued, None, as_json)
        return
    shelf = services.shelves.make(place.store, find_pepper(place.store, place.pepper))
    try:

        def publish(case: Case, told: Sequence[Instruction], seal: SealAll) -> Published:
            return publish_pages(
                case, told, services.page_writer(place.title), shelf, services.page_codes, place.codes, seal,
                signer.public_key, lambda: secrets.randbelow(CODES), now, place.keep_hours,
            )  # fmt: skip

        done = tell_plan(door, actor, signer, operation, telling, int(now), publish)
    finally:
        shelf.close()
    show_done(done.queued, done.pages, as_json)
