"""Draw the map of the whole city, and a closer one of the gates."""

from __future__ import annotations

import numpy as np

from safeconduct.adapters.html_page.figure import Figure, Markup, Table, drawing
from safeconduct.adapters.html_page.map_base import KINDS, draw_scale_bar, draw_sites, draw_streets
from safeconduct.adapters.html_page.map_marks import PATTERNS
from safeconduct.adapters.html_page.sheet import FINE, Sheet
from safeconduct.adapters.html_page.words import Clock, count
from safeconduct.adapters.report_html.hazard_cells import find_peaks
from safeconduct.adapters.report_html.map_key import draw_legend, flow_table, site_table
from safeconduct.adapters.report_html.map_layers import (
    FLOWS,
    draw_flows,
    draw_hazard,
)
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.plan.shown import PictureView
from safeconduct.core.plan.summary import Summary

CELL = 10.0  # units of the map of the whole city: the side of a hazard cell


def draw_maps(case: Case, summary: Summary, picture: PictureView | None, clock: Clock) -> tuple[Figure, Figure]:
    """Return the map and the close-up; their size grows with the streets shown, some 10 bytes a link."""
    peaks = find_peaks(case)
    says = (
        "Blue lines show where people move; the wider, the more. Arrows point the way of most. Shaded cells show the "
        "highest hazard there at any time. A place that is not shaded is not therefore safe."
    )

    whole_sheet = Sheet.around(case, _places(case, summary))
    cell_metres = CELL * whole_sheet.metres_per_unit

    def draw(ident: str, title: str, sheet: Sheet, patterns: Markup) -> Markup:
        fine = [
            *draw_hazard(case, sheet, peaks, picture, cell_metres),
            *draw_streets(case, sheet),
            *draw_flows(case, sheet, summary),
        ]
        parts = [
            patterns,
            Markup('<rect width="{:.0f}" height="{:.0f}" class="paper"/>').format(sheet.width, sheet.height),
            Markup('<g transform="scale({})">{}</g>').format(1 / FINE, Markup("").join(fine)),
            *draw_sites(case, sheet),
            *draw_scale_bar(sheet),
        ]
        words = f"{says} North is up. The tables give the figures."
        return drawing(ident, sheet.width, sheet.height, title, words, parts, "map")

    whole = draw("map", "Map of streets, hazard, sites and flows", whole_sheet, PATTERNS)
    inner = Sheet.around(case, _inner(case) or _places(case, summary))
    close = draw("close", "The same around the gates", inner, Markup(""))
    tables = (site_table(summary, peaks, clock), flow_table(case, summary))
    return (
        Figure("map", "The whole city", says, whole, tables, draw_legend(case, picture)),
        Figure(
            "close", "Around the gates", "The same, closer. The marks are those above.", close, (_inner_table(summary),)
        ),
    )


def _inner(case: Case) -> set[int]:
    """Return the nodes of gates, checkpoints and airheads."""
    rows = case.network.node_index()
    return {rows[site.node_id] for site in case.sites if site.kind != SiteKind.TRANSIT_POINT}


def _inner_table(summary: Summary) -> Table:
    uses = [use for kind in KINDS if kind != SiteKind.TRANSIT_POINT for use in summary.of_kind(kind)]
    rows = tuple(
        (
            use.site.site_id,
            KINDS[use.site.kind][1],
            count(sum(use.people)) if use.site.kind != SiteKind.AIRHEAD else "-",
            count(use.peak_present) if use.site.kind != SiteKind.CHECKPOINT else "-",
        )
        for use in uses
    )
    return Table("Checkpoints, gates and airheads", ("Site", "Kind", "People", "Most at once"), rows, 2)


def _places(case: Case, summary: Summary) -> set[int]:
    """Return the nodes of sites and homes, and those that a drawn flow touches."""
    network = case.network
    rows = network.node_index()
    used = {rows[s.node_id] for s in case.sites} | {rows[p.node_id] for p in case.parties if p.node_id in rows}
    moved = np.flatnonzero(summary.flow >= FLOWS[0])
    return used | set(network.tail[moved].tolist()) | set(network.head[moved].tolist())
