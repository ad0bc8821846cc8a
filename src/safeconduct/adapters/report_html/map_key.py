"""Explain a map: its legend, the hatches, and the same as tables."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from safeconduct.adapters.report_html.figure import Markup, Table, shape
from safeconduct.adapters.report_html.hazard_cells import LEVEL_WORDS, Peak
from safeconduct.adapters.report_html.map_layers import FLOWS, KINDS, letter_mark
from safeconduct.adapters.report_html.words import Clock, count, per_thousand
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.plan.shown import PictureView
from safeconduct.core.plan.summary import SiteUse, Summary

FLOW_WORDS = ("20 to 99", "100 to 499", "500 to 1,999", "2,000 or more")

# The hatches of every drawing on the page; they stand once, in the first.
PATTERNS = Markup(
    "<defs>"
    '<pattern id="hz0" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="scale(10)">'
    '<circle cx="4.5" cy="4.5" r="1" class="ink0"/></pattern>'
    '<pattern id="hz1" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="scale(10) rotate(45)">'
    '<path d="M0 0v8" class="ink1"/></pattern>'
    '<pattern id="hz2" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="scale(10) rotate(45)">'
    '<path d="M0 0v4" class="ink2"/></pattern>'
    '<pattern id="hz3" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="scale(10) rotate(45)">'
    '<path d="M0 0v5M0 0h5" class="ink3"/></pattern>'
    '<pattern id="unk" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="scale(10)">'
    '<path d="M0 0h7v7h-7z" class="greyed"/><path d="M0 0h7M0 0v7" class="inku"/></pattern>'
    '<pattern id="curf" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0v6" class="inkc"/></pattern>'
    '<pattern id="shut" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<path d="M0 0v5" class="inks"/></pattern>'
    "</defs>"
)


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


def _key(body: Markup) -> Markup:
    return Markup('<svg class="key" viewBox="0 0 34 20" aria-hidden="true">{}</svg>').format(body)


def _swatch(styles: str) -> Markup:
    inner = Markup("").join(shape("M0 0h340v200h-340z", style) for style in styles.split("|"))
    return _key(Markup('<g transform="scale(.1)">{}</g>').format(inner))


def draw_legend(case: Case, picture: PictureView | None) -> tuple[tuple[Markup, str], ...]:
    """Explain every mark; colour never stands alone."""
    marks = [
        (
            _key(
                Markup('<g transform="translate(17 10)">{}{}</g>').format(
                    shape(path, f"site {letter}"), letter_mark(letter)
                )
            ),
            word,
        )
        for letter, word, path in KINDS.values()
    ]
    flows = [
        (
            _key(Markup('<g transform="scale(.1)">{}</g>').format(shape("M0 100h340", f"flow f{k}"))),
            f"{word} people move here",
        )
        for k, word in enumerate(FLOW_WORDS)
    ]
    levels = [
        (
            _swatch(f"hazard h{k}|hatch p{k}"),
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
    blank = (_swatch("blank"), f"not shaded: under 0.1 of 1,000, or no row and so counted at {base} of 1,000")
    return (*marks, *flows, *levels, (_swatch("unknown"), gaps), blank)
