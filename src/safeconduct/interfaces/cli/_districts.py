"""Word what holds in every district: a table and what it counts."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from safeconduct.app.tabulate_picture import tabulate_case
from safeconduct.core.picture import ThreatPicture
from safeconduct.core.picture.district_table import DistrictLine
from safeconduct.core.picture.override import describe_override
from safeconduct.core.plan import Case
from safeconduct.interfaces.cli._review_text import clean

SHOWN = 60


def print_districts(case: Case, picture: ThreatPicture) -> None:
    """Print a line for each district, the gravest first."""
    _, lines = tabulate_case(case, picture)
    table = Table(
        title=Text(f"{case.name}: by district, over all hours"),
        box=None,
        padding=(0, 2, 0, 0),
        caption="people: who stays there + whom its sites hold. rate: planned with - upper bound, of 1,000 in the "
        "open for an hour. inc/rep: incidents and reports. L, I, level: likelihood, impact and level of the UN's form; "
        "L by the rate > with the upper bound where UNKNOWN, which counts",
    )
    table.add_column("district")
    for column in ("people", "UNKN.", "rate", "inc/rep", "L", "I"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("level", no_wrap=True)
    for one in lines[:SHOWN]:
        table.add_row(Text(clean(one.district.name)), *_cells(one))
    Console().print(table)
    if len(lines) > SHOWN:
        typer.echo(f"... and {len(lines) - SHOWN:,} more (all with --json)")
    for one in lines:
        if one.line.in_effect is not None:
            figures = one.line.of_figures.level.name.replace("_", " ")
            typer.echo(clean(f"LEVEL of {one.district.name} set by {one.line.in_effect.by}; by the figures {figures}"))
    for override in dict.fromkeys(placed.override for one in lines for placed in one.overrides):
        typer.echo(clean(f"OVERRIDE {describe_override(override, case.utc_offset_seconds)}"))


def _cells(one: DistrictLine) -> tuple[str, ...]:
    form, level = one.line.form, one.line.form.level.name.replace("_", " ")
    before, counts = one.expected.likelihood.value, form.likelihood.value
    return (
        f"{one.people:,.0f} + {one.crowd:,.0f}",
        f"{one.whole.unknown:.0%}",
        f"{1000 * one.whole.rate:.2g}-{1000 * one.whole.high:.2g}",
        f"{one.incidents:,}/{one.reports:,}",
        str(counts) if before == counts else f"{before}>{counts}",
        str(form.impact.value),
        level if one.line.in_effect is None else f"{level} (set)",
    )
