"""Show what is thought of those who report, and learn it: `safeconduct sources`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from safeconduct.app.judge_sources import JudgedSources, judge_sources
from safeconduct.core.picture.belief import PROTECTIVE, Rate
from safeconduct.core.picture.learn_sources import LearnedSources
from safeconduct.core.picture.list_sources import SourceRow
from safeconduct.interfaces.cli import Services
from safeconduct.interfaces.cli._edge import clear_errors
from safeconduct.interfaces.cli._review_text import clean

SHOWN = 60  # origins; all of them with --json
SHOWN_COPIES = 20  # pairs
NOBODY = "nobody known"
EPILOG = "Example: safeconduct sources cases/harbour --outcomes outcomes.csv --out cases/harbour/sources.json"


def add_to(cli: typer.Typer, services: Services) -> None:
    """Add the command."""

    @cli.command(epilog=EPILOG)
    def sources(
        case: Annotated[Path, typer.Argument(help="Folder that holds case.toml and report.csv.")],
        known: Annotated[
            Path | None,
            typer.Option("--sources", help="What is thought of sources, in place of the case's own sources.json."),
        ] = None,
        outcomes: Annotated[
            Path | None, typer.Option(help="Table of report_id, happened (yes, no, unknown): learn from what came out.")
        ] = None,
        out: Annotated[
            Path | None, typer.Option(help="Learn, and write what is thought of sources then to this file.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print all origins, and what was learned.")] = False,
    ) -> None:
        """Show every origin heard: its class and letter, its record, what one word of it moves, and who copies whom.

        With --out it learns from the case's reports, each once: from what came out (--outcomes), without it from how
        sources agree alone. An old file is kept beside the new one as .bak. Origins are offices, outlets and
        organisations, as report.csv names them.
        """
        with clear_errors(), Console(stderr=True).status("Reading ..."):
            learn = outcomes is not None or out is not None
            judged = judge_sources(services.ledgers, services.cases.read(case), known, outcomes, learn=learn)
            kept = services.ledgers.write(out, judged.ledger) if out is not None else None
        if as_json:
            typer.echo(json.dumps(view_sources(judged), indent=1, ensure_ascii=False))
            return
        _print_rows(judged.rows)
        if judged.learned is not None:
            typer.echo(word_learned(judged.learned))
        if out is not None:
            typer.echo(f"Written to {out}" + (f"; what was there is kept as {kept}." if kept else "."))
        elif judged.learned is not None:
            typer.echo("Nothing was written: name a file with --out to keep it.")


def word_learned(learned: LearnedSources) -> str:
    """Say in words from what was learned."""
    before = f" {learned.before:,} were learned from before and left out." if learned.before else ""
    if not learned.reports:
        return f"Nothing new to learn from.{before}"
    by = (
        "No outcome was known: sources were judged by how they agree alone. Where most of them err alike, they are "
        "believed."
        if learned.by_agreement
        else f"It came out of {learned.came_out:,} of them whether they were there."
    )
    return f"Learned from {learned.reports:,} reports of {learned.claims:,} dangers. {by}{before}"


def view_sources(judged: JudgedSources) -> dict[str, object]:
    """Return who was heard, and what was learned, JSON-ready; what words move is in log-odds."""
    learned = judged.learned
    return {
        "cap": PROTECTIVE.cap,
        "unverified_budget": PROTECTIVE.budget,
        "sources": [_view_row(row) for row in judged.rows],
        "learned": learned
        and {
            "reports": learned.reports,
            "learned_before": learned.before,
            "dangers": learned.claims,
            "outcomes_known": learned.came_out,
            "by_agreement_alone": learned.by_agreement,
        },
    }


def _view_row(row: SourceRow) -> dict[str, object]:
    return {
        "origin": row.origin,
        "classes": list(row.classes),
        "letters": list(row.letters),
        "threats": row.threats,
        "clears": row.clears,
        "verified": row.is_verified,
        "hit": _view_rate(row.record.hit) if row.record else None,
        "false_alarm": _view_rate(row.record.false_alarm) if row.record else None,
        "threat_moves": row.threat_moves,
        "clear_moves": row.clear_moves,
        "copies": [{"origin": origin, "chance": chance} for origin, chance in row.copies],
    }


def _view_rate(rate: Rate) -> dict[str, float]:
    return {"affirmed": rate.affirmed, "denied": rate.denied}


def _print_rows(rows: tuple[SourceRow, ...]) -> None:
    if not rows:
        typer.echo("No reports: nobody was heard.")
        return
    table = Table(
        title=f"{sum(bool(row.origin) for row in rows):,} origins heard",
        caption="hits: threats reported of those that were there; false alarms: of those that were not. "
        f"moves: log-odds of one word alone, {PROTECTIVE.cap:g} at most; the unverified share {PROTECTIVE.budget:g}",
    )
    for name in ("origin", "class and letter"):
        table.add_column(name, overflow="fold")
    for name in ("reports", "hits", "false alarms", "threat moves", "clear moves"):
        table.add_column(name, justify="right", overflow="fold")
    for row in rows[:SHOWN]:
        table.add_row(*map(Text, _word_row(row)))
    Console().print(table)
    if len(rows) > SHOWN:
        typer.echo(f"... and {len(rows) - SHOWN:,} more (all with --json)")
    pairs = {
        (min(row.origin, other), max(row.origin, other)): chance for row in rows[:SHOWN] for other, chance in row.copies
    }
    for (one, other), chance in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN_COPIES]:
        typer.echo(f"MAY COPY {clean(one)} and {clean(other)}: what both say is one word with {chance:.0%}")
    if len(pairs) > SHOWN_COPIES:
        typer.echo(f"... and {len(pairs) - SHOWN_COPIES:,} pairs more (all with --json)")


def _word_row(row: SourceRow) -> tuple[str, ...]:
    return (
        clean(row.origin) or NOBODY,
        ", ".join([*(row.classes or ("unknown",)), *(letter or "ungraded" for letter in row.letters)]),
        f"{row.threats + row.clears:,}",
        _word_rate(row.record.hit) if row.record else "",
        _word_rate(row.record.false_alarm) if row.record else "",
        f"{row.threat_moves:+.2f}" if row.is_verified else "budget",
        f"{row.clear_moves:+.2f}",
    )


def _word_rate(rate: Rate) -> str:
    """Word a record: parts of a count come from outcomes that are only likely."""
    return f"{rate.affirmed:.1f}/{rate.affirmed + rate.denied:.1f}"
