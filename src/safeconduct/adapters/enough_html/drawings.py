"""Draw what binds on the map, and by when all who get out are out."""

from __future__ import annotations

from safeconduct.adapters.html_page.figure import Figure, Markup, Table, drawing, shape, text
from safeconduct.adapters.html_page.map_base import draw_scale_bar, draw_sites, draw_streets
from safeconduct.adapters.html_page.map_marks import key_mark, site_marks
from safeconduct.adapters.html_page.sheet import FINE, Sheet
from safeconduct.adapters.html_page.words import Clock, count, percent
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency import Bottleneck, LastDeparture

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 1000.0, 260.0, 56.0, 20.0, 16.0, 56.0
WIDEST = 90.0  # of a bar
RING = 17.0
LABELS = 8  # of the hours, at most
NOWHERE = "on no map"


def draw_bottleneck(case: Case, found: Bottleneck, clock: Clock) -> Figure:
    """Draw the streets and the sites, with a ring around each place where something binds."""
    row = case.network.node_index()
    homes = {row[party.node_id] for party in case.parties}
    sheet = Sheet.around(case, homes | {row[site.node_id] for site in case.sites})
    places = list(dict.fromkeys(row[part.node_id] for part in found.parts if part.node_id is not None))
    rings = [_ring(sheet.x[place] / FINE, sheet.y[place] / FINE) for place in places]
    parts = [
        Markup('<rect width="{:.0f}" height="{:.0f}" class="paper"/>').format(sheet.width, sheet.height),
        Markup('<g transform="scale({})">{}</g>').format(1 / FINE, Markup("").join(draw_streets(case, sheet))),
        *draw_sites(case, sheet),
        *(shape(ring, "binds") for ring in rings),
        *draw_scale_bar(sheet),
    ]
    says = "A red ring stands around each place where something binds; of vehicles it is their depot."
    rows = tuple(
        (
            part.words[:1].upper() + part.words[1:],
            count(part.people),
            f"{clock.short(part.windows[0].start)} to {clock.short(part.windows[-1].end)}",
            NOWHERE if part.node_id is None else part.node_id,
        )
        for part in found.parts
    )
    table = Table("What binds", ("What", "People it lets through", "When", "At node"), rows, 1, 2)
    legend = ((key_mark(shape("M9 10a8 8 0 1 0 16 0a8 8 0 1 0-16 0z", "binds")), "binds"), *site_marks())
    svg = drawing("binds", sheet.width, sheet.height, "Where it binds", says, parts, "map")
    return Figure("binds", "Where it binds", says, svg, (table,), legend)


def _ring(x: float, y: float) -> str:
    return f"M{x - RING:.1f} {y:.1f}a{RING} {RING} 0 1 0 {2 * RING} 0a{RING} {RING} 0 1 0 {-2 * RING} 0z"


def draw_last(last: LastDeparture, clock: Clock) -> tuple[Figure, ...]:
    """Draw the share of the days on which all who get out are out, by the hour; nothing where nobody gets out."""
    if not last.hours:
        return ()
    wide = min(WIDEST, (WIDTH - LEFT - RIGHT) / len(last.hours))
    deep = HEIGHT - TOP - BOTTOM

    def y(share: float) -> float:
        return TOP + deep * (1.0 - share)

    grid, parts = "", []
    for tenth in range(0, 11, 2):
        grid += f"M{LEFT:.0f} {y(tenth / 10):.1f}H{WIDTH - RIGHT:.0f}"
        parts.append(text(LEFT - 6, y(tenth / 10) + 4, f"{10 * tenth} %", "tick", "end"))
    every = -(-len(last.hours) // LABELS)
    for number, (hour, share) in enumerate(zip(last.hours, last.share, strict=True)):
        x = LEFT + wide * number
        gap = min(4.0, wide / 5)
        parts.append(
            shape(f"M{x + gap:.1f} {y(share):.1f}h{wide - 2 * gap:.1f}V{y(0):.1f}h{2 * gap - wide:.1f}z", "bar")
        )
        if number % every == 0:
            parts.append(text(x + wide / 2, HEIGHT - BOTTOM + 18, clock.hour(hour), "tick", "middle"))
            parts.append(text(x + wide / 2, HEIGHT - BOTTOM + 34, clock.day(hour), "tick", "middle"))
    says = "Share of the sampled days on which all who get out are out by the hour: how high a bar is."
    if last.nobody_out:
        says += f" On {percent(last.nobody_out)} of the days nobody gets out; they are in no bar."
    rows = tuple(
        (clock.short(hour), f"{100 * share:.1f} %") for hour, share in zip(last.hours, last.share, strict=True)
    )
    table = Table("By when all who get out are out", ("By", "Share of days"), rows)
    svg = drawing("last", WIDTH, HEIGHT, "The last departure", says, [shape(grid, "grid"), *parts])
    return (Figure("last", "By when all who get out are out", says, svg, (table,)),)
