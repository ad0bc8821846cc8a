"""Print where one more observer would make the most of what is unknown known: a table, or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from safeconduct.core.picture.look import LOOK_METRES, Suggestion
from safeconduct.core.plan import Case


def print_looks(case: Case, looks: Sequence[Suggestion], as_json: bool) -> None:
    """Print the suggestions, the best first."""
    if as_json:
        typer.echo(json.dumps({"radius_metres": LOOK_METRES, "looks": [_view(case, one) for one in looks]}, indent=1))
        return
    if not looks:
        typer.echo("Nothing that is UNKNOWN would become known by looking.")
        return
    table = Table(
        title=f"{escape(case.name)}: where one more observer would make most known",
        caption="lowers: kappa x (upper bound - rate) that would no longer count, over the kilometres of street within "
        f"{LOOK_METRES:.0f} m and the hours of the case; each after those before it",
    )
    for column in ("node", "lon,lat", "sites there"):
        table.add_column(column)
    for column in ("seen now", "lowers", "of all"):
        table.add_column(column, justify="right")
    for one in looks:
        point = f"{one.x:.5f},{one.y:.5f}"
        figures = f"{one.seen:.0%}", f"{one.lowers:.3g}", f"{one.share:.1%}"
        table.add_row(escape(case.network.node_ids[one.node]), point, escape(", ".join(one.places)), *figures)
    Console().print(table)


def _view(case: Case, one: Suggestion) -> dict[str, object]:
    return {
        "node_id": case.network.node_ids[one.node],
        "lon": one.x,
        "lat": one.y,
        "sites": list(one.places),
        "seen": one.seen,
        "lowers": one.lowers,
        "share": one.share,
    }
