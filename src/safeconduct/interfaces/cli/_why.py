"""Word why a place reads as it does: a table and sentences, or JSON."""

from __future__ import annotations

import json

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.app.explain_place import Found
from safeconduct.app.show_watch import look_at_node
from safeconduct.core.basics import format_time
from safeconduct.core.picture import Reading
from safeconduct.core.picture.override import describe_override, stand_at
from safeconduct.core.picture.view import view_override
from safeconduct.core.picture.view_watch import view_lookouts, word_lookouts
from safeconduct.core.picture.watchers import Lookout
from safeconduct.core.picture.why import HALF_LIFE, KERNEL_METRES, IncidentPart, ReportPart, Why
from safeconduct.core.plan import Case, watch_of
from safeconduct.interfaces.cli._review_text import clean

DAY = 86_400.0

OWN_HAZARD = "This case has a hazard.csv: plans take the hazard from there, not from this picture."


def print_why(case: Case, place: str, found: Found, why: Why, as_json: bool) -> None:
    """Print the explanation."""
    offset = case.utc_offset_seconds
    if as_json:
        watch = view_lookouts(_look(case, found, why), offset)
        typer.echo(json.dumps({**_view(place, found, why, offset), "watch": watch}, indent=1, ensure_ascii=False))
        return
    typer.echo(f"{place} (node {why.node_id}, {found.metres:,.0f} m away), {format_time(why.moment, offset)}")
    _print_overrides(why, offset)
    typer.echo(f"{_word(why.reading)}, until {format_time(why.until, offset)}")
    typer.echo(f"Then {_word(why.then)}" if why.then else "Then the case ends.")
    _print_reports(why, offset)
    _print_incidents(why)
    for said in word_lookouts(_look(case, found, why), offset, case.watched):
        typer.echo(f"Watch: {said}.")
    if case.hazard is not None:
        typer.echo(OWN_HAZARD)
    typer.echo("What would change it:")
    for what_if in why.what_if:
        typer.echo(f"- {what_if.change}: {_change(why.reading, what_if.reading)}")
    for note in why.notes:
        typer.echo(f"- {note}")


def _print_overrides(why: Why, offset: int) -> None:
    for one in why.overrides:
        typer.echo(clean(f"OVERRIDE {stand_at(one, why.moment)}: {describe_override(one, offset)}"))
    if why.overrides:
        typer.echo(f"Without overrides, by the figures: {_word(why.figures)}")


def _look(case: Case, found: Found, why: Why) -> tuple[Lookout, ...]:
    return look_at_node(case, watch_of(case), found.node, why.moment)


def _word(reading: Reading) -> str:
    return f"{reading.status.name}: rate {reading.rate:.3g}, upper bound {reading.high:.3g} per person-hour in the open"


def _figure(mean: float | None) -> str:
    return "nothing" if mean is None else f"{mean:.3g}"


def _change(before: Reading, after: Reading) -> str:
    return (
        "nothing changes" if before == after else f"{after.status.name}, rate {after.rate:.3g} up to {after.high:.3g}"
    )


def _print_reports(why: Why, offset: int) -> None:
    if not why.reports:
        typer.echo("No report speaks of it now.")
        return
    table = Table(
        title="Reports that speak of it now",
        caption="rate, upper bound: what this report adds, for without it that much is missing",
    )
    for column in ("report", "says", "standing", "until"):
        table.add_column(column)
    for column in ("rate", "upper bound"):
        table.add_column(column, justify="right")
    for part in why.reports:
        report = part.report
        says = f"{report.claim} by {report.origin or 'unknown origin'} ({report.reliability or 'ungraded'})"
        end = format_time(report.window.end, offset)[5:16]
        figures = f"{part.adds:+.2g}", f"{part.adds_high:+.2g}"
        table.add_row(escape(report.report_id), escape(says), part.standing.value, end, *figures)
    Console().print(table)


def _print_incidents(why: Why) -> None:
    if not why.incident_count:
        typer.echo("No incident before the case's start is known.")
        return
    if not why.incidents:
        typer.echo(f"None of {why.incident_count:,} incidents weighs anything here.")
        return
    table = Table(
        title=f"Incidents that weigh most, of {why.incident_count:,}",
        caption=f"share: of the kernel weight here (P(true), {KERNEL_METRES:.0f} m and the place's own vagueness, "
        f"half-life {HALF_LIFE / DAY:.0f} days)",
    )
    for column in ("incident", "kind", "source"):
        table.add_column(column)
    for column in ("metres", "days before", "share"):
        table.add_column(column, justify="right")
    for part in why.incidents:
        one = part.incident
        figures = f"{part.metres:,.0f}", f"{(why.moment - one.when.start) / DAY:.1f}", f"{part.share:.1%}"
        table.add_row(escape(one.incident_id), one.kind.value, escape(one.source), *figures)
    Console().print(table)
    effect = why.effect
    typer.echo(f"The incidents alone expect {_figure(effect.mean)}; without these {len(why.incidents)}, forecast anew,")
    typer.echo(f"{_figure(effect.mean_without)}. The place would then be {_word(effect.without)}")


def _view(place: str, found: Found, why: Why, offset: int) -> dict[str, object]:
    return {
        "place": place,
        "node_id": why.node_id,
        "metres": found.metres,
        "at": format_time(why.moment, offset),
        **_view_reading(why.reading),
        "until": format_time(why.until, offset),
        "then": _view_reading(why.then) if why.then else None,
        "reports": [_view_report(part, offset) for part in why.reports],
        "incidents": [_view_incident(part, offset) for part in why.incidents],
        "incident_count": why.incident_count,
        "incident_share_method": f"kernel weight: P(true) x Gaussian of {KERNEL_METRES:.0f} m and the place's spread "
        f"x half-life of {HALF_LIFE / DAY:.0f} days",
        "incident_mean": why.effect.mean,
        "incident_mean_without_these": why.effect.mean_without,
        "without_these_incidents": _view_reading(why.effect.without),
        "what_if": [{"change": one.change, **_view_reading(one.reading)} for one in why.what_if],
        "notes": list(why.notes),
        "overrides": [
            {**view_override(one, offset), "stands": stand_at(one, why.moment).value} for one in why.overrides
        ],
        "without_overrides": _view_reading(why.figures),
    }


def _view_reading(reading: Reading) -> dict[str, object]:
    return {"status": reading.status.name, "rate": reading.rate, "low": reading.low, "high": reading.high}


def _view_report(part: ReportPart, offset: int) -> dict[str, object]:
    report = part.report
    return {
        "report_id": report.report_id,
        "claim": report.claim.value,
        "origin": report.origin,
        "reliability": report.reliability,
        "standing": part.standing.value,
        "until": format_time(report.window.end, offset),
        "adds": part.adds,
        "adds_high": part.adds_high,
    }


def _view_incident(part: IncidentPart, offset: int) -> dict[str, object]:
    one = part.incident
    return {
        "incident_id": one.incident_id,
        "kind": one.kind.value,
        "source": one.source,
        "when": format_time(one.when.start, offset),
        "p_true": one.p_true,
        "metres": part.metres,
        "share": part.share,
    }
