"""Explain a map: its legend, the hatches, and the same as tables."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from safeconduct.adapters.html_page.cells import LEVEL_WORDS
from safeconduct.adapters.html_page.figure import Markup, Table, shape
from safeconduct.adapters.html_page.map_base import KINDS
from safeconduct.adapters.html_page.map_marks import key_mark, site_marks, swatch
from safeconduct.adapters.html_page.words import Clock, count, per_thousand
from safeconduct.adapters.report_html.hazard_cells import Peak
from safeconduct.adapters.report_html.map_layers import FLOWS
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.plan.shown import PictureView
from safeconduct.core.plan.summary import SiteUse, Summary

FLOW_WORDS = ("20 to 99", "100 to 499", "500 to 1,999", "2,000 or more")


def site_table(summary: Summary, peaks: dict[tuple[str, str], Peak], clock: Clock) -> Table:
    """Give every site in figures."""
    rows = []
    for use in sorted(summary.sites, key=lambda u: (list(KINDS).index(u.site.kind), u.site.site_id)):
        peak = peaks.get(("node", use.site.node_id))
        rows.append(
            (
                use.site.site_id,
                KINDS[use.site.kind][1],
                use.site.name or "-",
                _served(use),
                count(use.peak_present) if use.site.kind != SiteKind.CHECKPOINT else "-",
                count(use.site.holding) if use.site.holding is not None else "no bound",
                f"{per_thousand(peak.rate)} ({_span(peak, clock)})" if peak else "no row",
            )
        )
    head = ("Site", "Kind", "Name", "People", "Most at once", "Room", "Highest hazard, per 1,000 people and hour")
    caption = "Every site: people who board, pass or are processed there, the most at once, and the highest hazard."
    return Table(caption, head, tuple(rows), 3)


def _served(use: SiteUse) -> str:
    return "-" if use.site.kind == SiteKind.AIRHEAD else count(sum(use.people))


def _span(peak: Peak, clock: Clock) -> str:
    return f"{clock.short(peak.window.start)} to {clock.short(peak.window.end)}"


def flow_table(case: Case, summary: Summary) -> Table:
    """Name the busiest streets."""
    named: dict[str, int] = defaultdict(int)
    for link in np.flatnonzero(summary.flow >= FLOWS[0]).tolist():
        name = case.network.names[link] or f"unnamed street, link {case.network.link_ids[link]}"
        named[name] = max(named[name], int(summary.flow[link]))
    busiest = sorted(named.items(), key=lambda item: (-item[1], item[0]))[:15]
    rows = tuple((name, count(people)) for name, people in busiest)
    return Table(
        "The 15 busiest streets: the most people over any part of them, one direction.", ("Street", "People"), rows
    )


def draw_legend(case: Case, picture: PictureView | None) -> tuple[tuple[Markup, str], ...]:
    """Explain every mark; colour never stands alone."""
    flows = [
        (
            key_mark(Markup('<g transform="scale(.1)">{}</g>').format(shape("M0 100h340", f"flow f{k}"))),
            f"{word} people move here",
        )
        for k, word in enumerate(FLOW_WORDS)
    ]
    levels = [
        (
            swatch(f"hazard h{k}|hatch p{k}"),
            f"hazard at its highest: {word} of 1,000 people harmed in an hour in the open",
        )
        for k, word in enumerate(LEVEL_WORDS)
    ]
    gaps = (
        "unknown: no report that counts and no incident says what it is like, at any time"
        if picture
        else "unknown: not drawn, because no threat picture came with this plan"
    )
    base = per_thousand(case.objective.background_rate)
    blank = (swatch("blank"), f"not shaded: under 0.1 of 1,000, or no row and so counted at {base} of 1,000")
    return (*site_marks(), *flows, *levels, (swatch("unknown"), gaps), blank)
