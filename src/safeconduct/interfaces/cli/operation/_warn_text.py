"""Print warnings: what people read, whom they reach, and what has become of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.cover_warning import count_sms
from safeconduct.app.follow_warning import Reach, ReachLine
from safeconduct.app.list_warnings import WarningLine
from safeconduct.app.price_warning import WarningPrice
from safeconduct.app.warning_desk import make_digest
from safeconduct.core.basics import format_time
from safeconduct.core.warnings import Alert, Coverage, KeptAlert, Placed, WarningWords


def print_alert(
    alert: Alert,
    kept: KeptAlert,
    coverage: Coverage,
    people: Sequence[Placed],
    words: WarningWords,
    price: float | None,
    as_json: bool,
    reached: Sequence[ReachLine] = (),
    leaves: WarningPrice | None = None,
) -> None:
    """Print all of an alert, how far it came once it has left, and what leaves by the channels of channels.toml."""
    said = dict(_tell(alert, kept, coverage, people, words, price))
    said["by_channels"] = None if leaves is None else asdict(leaves)
    said["reached"] = [{"place": one.place, "people": one.people, **one.by_reach} for one in reached]
    if as_json:
        typer.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{said['status']} {said['type']} {alert.identifier} to {kept.people:,} people, until {said['expires']}")
    for text in said["texts"]:
        typer.echo(f"\n[{text['language']}] {text['headline']}\n{text['description']}\n{text['instruction']}")
        if text["unreviewed"]:
            typer.echo(f"NOT REVIEWED: {text['unreviewed']} messages of {text['language']} were drafted by a machine.")
    typer.echo("")
    Console().print(_lay_coverage(coverage))
    total = coverage.total()
    typer.echo(f"NOBODY TELLS {total.nobody_tells:,} of {total.people:,} people of the record in the area.")
    if coverage.perhaps:
        typer.echo(f"{coverage.perhaps:,} more people may be in the area: their place is known roughly.")
    sms = said["sms"]
    cost = "" if price is None else f", costing {sms['cost']:,.2f}"
    typer.echo(f"By SMS: {sms['recipients']:,} recipients, {sms['parts']:,} parts{cost}.")
    if leaves is not None:
        paid = "" if leaves.cost is None else f", costing {leaves.cost:,.2f}"
        typer.echo(f"By channels.toml: {leaves.parties:,} messages, {leaves.sms:,} parts of SMS{paid}.")
    print_reach(reached)


def print_list(lines: Sequence[WarningLine], as_json: bool) -> None:
    """Print the alerts of an operation, the newest first."""
    if as_json:
        typer.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1))
        return
    if not lines:
        typer.echo("No alert is kept here.")
        return
    table = Table()
    for column in ("alert", "standing", "type", "place"):
        table.add_column(column)
    table.add_column("people", justify="right")
    table.add_column("of the record")
    for line in lines:
        cells = (line.identifier, line.standing, line.message_type, line.place)
        reached = "" if line.reached is None else word_reach(line.reached)
        table.add_row(*(escape(cell) for cell in cells), f"{line.people:,}", reached)
    Console().print(table)


def word_reach(reached: Mapping[str, int]) -> str:
    """Return how far a warning came to how many people, nobody told last and loud.

    >>> word_reach({"nobody told": 5, "sent": 40})
    '40 sent, 5 NOBODY TOLD'
    """
    named = [one.value for one in Reach if one is not Reach.NOBODY_TOLD and reached.get(one.value)]
    said = [f"{reached[name]:,} {name}" for name in named]
    return ", ".join([*said, f"{reached.get(Reach.NOBODY_TOLD.value, 0):,} NOBODY TOLD"])


def print_reach(lines: Sequence[ReachLine]) -> None:
    """Print how far a warning that was sent came, by place."""
    for line in lines:
        typer.echo(
            f"{line.place}, {line.people:,} people: {word_reach({k.value: v for k, v in line.by_reach.items()})}"
        )


def _tell(
    alert: Alert,
    kept: KeptAlert,
    coverage: Coverage,
    people: Sequence[Placed],
    words: WarningWords,
    price: float | None,
) -> Mapping[str, Any]:
    sms = count_sms(alert, people)
    parts = sum(line.sent_parts for line in sms)
    known = words.lexicons.keys()
    return {
        "alert": alert.identifier,
        "status": alert.status,
        "type": alert.message_type,
        "digest": make_digest(kept.data),
        "people": kept.people,
        "counted": kept.expected,
        "expires": format_time(alert.infos[0].expires, alert.utc_offset_seconds),
        "texts": [
            {
                "language": info.language,
                "headline": info.headline,
                "description": info.description,
                "instruction": info.instruction,
                "unreviewed": words.count_unreviewed(info.language) if info.language in known else None,
            }
            for info in alert.infos
        ],
        "coverage": [
            {**asdict(line), "nobody_tells": line.nobody_tells} for line in (*coverage.lines, coverage.total())
        ],
        "perhaps": coverage.perhaps,
        "sms": {
            "recipients": sum(line.recipients for line in sms),
            "parts": parts,
            "cost": None if price is None else parts * price,
            "languages": [asdict(line) for line in sms],
        },
    }


def _lay_coverage(coverage: Coverage) -> Table:
    table = Table(title="People of the record in the area, by place")
    table.add_column("place")
    for column in ("parties", "people", "with a channel", "none", "nobody asked", "nobody tells them", "told"):
        table.add_column(column, justify="right")
    for line in (*coverage.lines, coverage.total()):
        counts = (line.parties, line.people, line.reachable, line.unreachable, line.unasked, line.nobody_tells)
        told = "not known" if line.told is None else f"{line.told:,}"
        table.add_row(escape(line.place), *(f"{count:,}" for count in counts), told)
    return table
