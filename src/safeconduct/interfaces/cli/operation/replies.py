"""Read what parties answered: `safeconduct replies`."""

from __future__ import annotations

from typing import Annotated

import typer

from safeconduct.app.answer_replies import WaitingReply, answer_reply, list_replies
from safeconduct.core.delivery import Meaning, Thread
from safeconduct.core.record import ActorId
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli.operation._desk import By, Folder, prove_operator
from safeconduct.interfaces.cli.operation._rows import AsJson, Row, show_rows, to_moment


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(
        epilog="Examples: safeconduct replies operations/harbour --by o1a2b3c4; "
        "safeconduct replies operations/harbour --answer r0a1b2c3d4e5f --means going --by o1a2b3c4"
    )
    def replies(
        folder: Folder,
        by: By,
        answer: Annotated[str, typer.Option(help="Id of a waiting reply that you have read.")] = "",
        means: Annotated[
            str, typer.Option(help=f"With --answer: what it means: {', '.join(Meaning)}.")
        ] = Meaning.UNCLEAR.value,
        parties: Annotated[bool, typer.Option("--parties", help="List instead what each party answered last.")] = False,
        as_json: AsJson = False,
    ) -> None:
        """List the replies that wait for a person, calls for help first; their words are on the device that heard them.

        With --answer one of them is settled: what you have read in it stands in the record, and its words are let go.
        """
        if means not in set(Meaning):
            raise typer.BadParameter(f"write one of {', '.join(Meaning)}", param_hint="--means")
        actor = ActorId(by)
        with clear_errors(), services.stores.open(folder) as store:
            door = services.doors(store)
            prove_operator(services, folder, store.operation().name, actor)
            if answer:
                answer_reply(door, store, actor, answer, Meaning(means))
                typer.echo(f"Reply {answer} is read as {means}.")
                return
            if parties:
                threads = door.read(actor).threads
                rows = [_describe_party(one, threads[one]) for one in sorted(threads) if threads[one].reply]
                show_rows(rows, as_json, "No party has answered plainly.")
            else:
                waiting = list_replies(door, store, actor)
                show_rows([_describe(one) for one in waiting], as_json, "No reply waits.")


def _describe(one: WaitingReply) -> Row:
    return {
        "reply": one.ident,
        "party": one.reply.party or None,
        "meaning": one.reply.meaning,
        "channel": one.reply.channel,
        "heard": to_moment(one.reply.heard_millis),
        "text": one.text or None,
    }


def _describe_party(party: str, one: Thread) -> Row:
    return {"party": party, "reply": one.reply, "replied": to_moment(one.replied_millis)}
