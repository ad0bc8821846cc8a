"""Draw how the means are used over time: people out, gates, checkpoints, crowds, vehicles, departures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from safeconduct.adapters.html_page.figure import Figure, Markup, Table, box, drawing, shape, short, text
from safeconduct.adapters.html_page.words import Clock, count
from safeconduct.core.basics import Window
from safeconduct.core.network import SiteKind
from safeconduct.core.plan import Case
from safeconduct.core.plan.summary import Run, SiteUse, Summary

WIDTH, LEFT, RIGHT, TOP = 1000.0, 96.0, 12.0, 30.0
PANEL, GAP = 56.0, 16.0
PANELS_MOST = 12  # the tables hold the rest
ROWS_MOST = 24  # of a table over time
VEHICLES_MOST = 60
TICK_HOURS = (1, 2, 3, 6, 12, 24, 48)


@dataclass(frozen=True, slots=True)
class Axis:
    """Lay the time of the case from left to right."""

    start: float
    end: float
    step: float  # seconds
    clock: Clock
    curfew: tuple[Window, ...]

    @classmethod
    def of(cls, case: Case, clock: Clock) -> Axis:
        """Take the clock of the case."""
        curfew = tuple(w for w in case.curfew_windows() if w.end > case.start and w.start < case.deadline)
        return cls(case.start, case.deadline, case.step_seconds, clock, curfew)

    def x(self, moment: float) -> float:
        """Place a moment; what lies outside the case is put at its edge."""
        share = (moment - self.start) / (self.end - self.start)
        return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, share))

    def frame(self, height: float) -> list[Markup]:
        """Draw hour lines with local times, and the curfew as hatched bands."""
        hours = (self.end - self.start) / 3600
        every = next((h for h in TICK_HOURS if hours / h <= 13), 96) * 3600
        offset = self.clock.offset_seconds
        tick = -((-(self.start + offset)) // every) * every - offset
        bands = "".join(box(self.x(w.start), TOP, self.x(w.end) - self.x(w.start), height - TOP) for w in self.curfew)
        parts = [shape(bands, "curfew")]
        lines, day = "", ""
        while tick <= self.end:
            x = self.x(tick)
            lines += f"M{x:.1f} {TOP:.0f}V{height:.0f}"
            if (today := self.clock.day(tick)) != day and x < WIDTH - 60:
                parts.append(text(x, 11, today, "tick day"))
                day = today
            parts.append(text(x, 25, self.clock.hour(tick), "tick", "middle" if x < WIDTH - 30 else "end"))
            tick += every
        return [*parts, shape(lines, "grid")]


def draw_timeline(case: Case, summary: Summary, total: int, clock: Clock) -> tuple[Figure, ...]:
    """Return the figures over time; a kind of means that the case does not have gets none."""
    axis = Axis.of(case, clock)
    gates = summary.of_kind(SiteKind.GATE)
    posts = [use for use in summary.of_kind(SiteKind.CHECKPOINT) if sum(use.people)]
    crowds = [u for u in summary.sites if u.site.kind in (SiteKind.GATE, SiteKind.TRANSIT_POINT) and u.peak_present]
    crowds = sorted(crowds, key=lambda u: -u.peak_present)[:6]
    minutes = f"{case.step_minutes:g} minutes"
    bars = f"Each bar is the people in {minutes}. The red line is the most it can take. Crossed out: not open."
    figures = [_out_curve(axis, summary, total)]
    if gates:
        figures.append(_panels("gates", "Gates", bars, axis, summary, list(gates), _served))
    if posts:
        unused = len(summary.of_kind(SiteKind.CHECKPOINT)) - len(posts)
        more = f" {count(unused, 'checkpoint is', 'checkpoints are')} not used and not drawn." if unused else ""
        figures.append(_panels("checkpoints", "Checkpoints", bars + more, axis, summary, posts, _served))
    if crowds:
        says = "People waiting or being processed in the open. The red line is the room there. The six fullest sites."
        figures.append(_panels("crowds", "Crowds in the open", says, axis, summary, crowds, _present))
    if summary.runs:
        figures.append(_vehicles(axis, summary))
    if summary.flights:
        figures.append(_departures(axis, summary))
    return tuple(figures)


def _out_curve(axis: Axis, summary: Summary, total: int) -> Figure:
    """Draw the people out, added up."""
    bottom, top = TOP + 150.0, TOP + 10.0
    scale = (bottom - top) / max(total, 1)
    path, level = f"M{LEFT:.1f} {bottom:.1f}", bottom
    for use in summary.flights:
        if use.used:
            path += f"H{axis.x(use.flight.departs):.1f}"
            level -= use.used * scale
            path += f"V{level:.1f}"
    path += f"H{WIDTH - RIGHT:.1f}"
    out = int(summary.out_by_step[-1])
    parts = [
        *axis.frame(bottom),
        shape(path + f"V{bottom:.1f}H{LEFT:.1f}z", "area"),
        shape(path, "curve"),
        shape(f"M{LEFT} {top}H{WIDTH - RIGHT}", "limit"),
        shape(f"M{LEFT} {bottom}H{WIDTH - RIGHT}", "base"),
        text(LEFT - 6, top + 4, f"all {count(total)}", "name", "end"),
        text(LEFT - 6, bottom + 4, "0", "name", "end"),
        text(WIDTH - RIGHT - 4, min(level + 36, bottom - 6), f"out: {count(out)}", "value", "end"),
    ]
    says = (
        "People out, added up over time. The red line is everybody. Hatched bands: curfew, nobody moves on the streets."
    )
    svg = drawing("out", WIDTH, bottom + 8, "People out over time", says, parts)
    rows = tuple((axis.clock.short(end), count(out), count(total - out)) for end, out in _hourly_out(axis, summary))
    return Figure(
        "out", "People out over time", says, svg, (Table("People out by then", ("By", "Out", "Not yet"), rows),)
    )


def _hourly_out(axis: Axis, summary: Summary) -> list[tuple[float, int]]:
    size = _group(len(summary.steps))
    ends = np.append(summary.steps[1:], axis.end)
    picks = sorted({*range(size - 1, len(ends), size), len(ends) - 1})
    return [(float(ends[k]), int(summary.out_by_step[k])) for k in picks]


def _group(steps: int) -> int:
    """Take as many steps together as keeps a table short."""
    return max(1, -(-steps // ROWS_MOST))


def _served(use: SiteUse) -> tuple[Sequence[int], float | None]:
    return use.people, use.capacity


def _present(use: SiteUse) -> tuple[Sequence[int], float | None]:
    return use.present, use.site.holding


def _panels(
    ident: str,
    heading: str,
    says: str,
    axis: Axis,
    summary: Summary,
    uses: list[SiteUse],
    what: Callable[[SiteUse], tuple[Sequence[int], float | None]],
) -> Figure:
    """Draw one small chart of bars for each site, and a table with one column for each."""
    shown = uses[:PANELS_MOST]
    height = TOP + len(shown) * (PANEL + GAP)
    parts = axis.frame(height)
    for number, use in enumerate(shown):
        bottom = TOP + (number + 1) * (PANEL + GAP) - 2
        values, limit = what(use)
        most = max(max(values, default=0), limit or 0, 1)
        bars = "".join(
            box(axis.x(b), bottom - n * PANEL / most, axis.x(b + axis.step) - axis.x(b), n * PANEL / most)
            for b, n in zip(summary.steps.tolist(), values, strict=True)
            if n
        )
        parts += [shape(_closed(axis, summary, use, bottom), "closed"), shape(bars, "bar")]
        parts.append(shape(f"M{LEFT} {bottom}H{WIDTH - RIGHT}", "base"))
        if limit:
            y = bottom - limit * PANEL / most
            parts.append(shape(f"M{LEFT} {y:.1f}H{WIDTH - RIGHT}", "limit"))
            parts.append(text(LEFT - 6, y + 10, f"most {limit:,.0f}", "small", "end"))
        parts.append(text(LEFT - 6, bottom - 14, short(use.site.site_id, 10), "name", "end"))
        parts.append(text(LEFT - 6, bottom, f"peak {count(max(values, default=0))}", "small", "end"))
    svg = drawing(ident, WIDTH, height + 6, f"{heading} over time", says, parts)
    return Figure(ident, heading, says, svg, (_over_time(heading, axis, summary, uses, what),))


def _closed(axis: Axis, summary: Summary, use: SiteUse, bottom: float) -> str:
    return "".join(
        box(axis.x(b), bottom - PANEL, axis.x(b + axis.step) - axis.x(b), PANEL)
        for b, is_open in zip(summary.steps.tolist(), use.open, strict=True)
        if not is_open
    )


def _over_time(
    heading: str,
    axis: Axis,
    summary: Summary,
    uses: list[SiteUse],
    what: Callable[[SiteUse], tuple[Sequence[int], float | None]],
) -> Table:
    """Tell the most in any one step of each row's time."""
    size, rows = _group(len(summary.steps)), []
    for first in range(0, len(summary.steps), size):
        begin = float(summary.steps[first])
        until = min(axis.end, begin + size * axis.step)
        cells = tuple(count(max(what(use)[0][first : first + size])) for use in uses)
        rows.append((f"{axis.clock.short(begin)} to {axis.clock.hour(until)}", *cells))
    limits = tuple("-" if (limit := what(use)[1]) is None else f"{limit:,.0f}" for use in uses)
    rows.append(("The most allowed", *limits))
    caption = f"{heading}: the most people in any one step of {axis.step / 60:g} minutes"
    return Table(caption, ("Time", *(use.site.site_id for use in uses)), tuple(rows))


def _vehicles(axis: Axis, summary: Summary) -> Figure:
    """Draw a row for each vehicle, as far as they fit."""
    own: dict[tuple[str, int], list[Run]] = defaultdict(list)
    for run in summary.runs:
        own[run.fleet_id, run.vehicle].append(run)
    shown = sorted(own)[:VEHICLES_MOST]
    row = 15.0
    height = TOP + 8 + len(shown) * row
    full, empty = "", ""
    parts = axis.frame(height)
    for number, key in enumerate(shown):
        y = TOP + 6 + number * row
        parts.append(text(LEFT - 6, y + 9, f"{short(key[0], 8)} no. {key[1] + 1}", "small", "end"))
        for run in own[key]:
            width = max(1.5, axis.x(run.window.end) - axis.x(run.window.start))
            mark = box(axis.x(run.window.start), y, width, row - 4)
            full, empty = (full + mark, empty) if run.aboard else (full, empty + mark)
    says = (
        "Each row is a vehicle; a filled bar is a run with people, an outlined one an empty run. "
        "Most empty runs are not in the plan's list and are not drawn."
    )
    if len(own) > len(shown):
        says += f" The first {len(shown)} of {len(own)} vehicles are drawn; the table has all."
    parts += [shape(empty, "idle"), shape(full, "bar")]
    rows = tuple(
        (
            f"{fleet} no. {vehicle + 1}",
            count(sum(1 for r in runs if r.aboard)),
            count(sum(r.aboard for r in runs)),
            axis.clock.short(runs[0].window.start),
            axis.clock.short(runs[-1].window.end),
            f"{sum(r.window.end - r.window.start for r in runs) / 3600:.1f}",
        )
        for (fleet, vehicle), runs in sorted(own.items())
    )
    head = ("Vehicle", "Runs", "People", "First leaves", "Last arrives", "Hours driven on listed runs")
    svg = drawing("vehicles", WIDTH, height + 4, "Vehicles over time", says, parts)
    return Figure("vehicles", "Vehicles", says, svg, (Table("Vehicles that are used", head, rows),))


def _departures(axis: Axis, summary: Summary) -> Figure:
    """Draw a column for each departure: seats, and those used."""
    bottom, tall = TOP + 90.0, 80.0
    most = max(max(use.flight.seats, use.used) for use in summary.flights) or 1
    gap = (WIDTH - LEFT - RIGHT) / max(len(summary.flights), 1)
    width = min(9.0, max(1.2, 0.7 * gap))
    seats, used = "", ""
    for use in summary.flights:
        x = min(axis.x(use.flight.departs), WIDTH - RIGHT - width / 2) - width / 2
        seats += box(x, bottom - tall * use.flight.seats / most, width, tall * use.flight.seats / most)
        used += box(x, bottom - tall * use.used / most, width, tall * use.used / most) if use.used else ""
    free = sum(use.flight.seats - use.used for use in summary.flights)
    parts = [
        *axis.frame(bottom),
        shape(used, "bar"),
        shape(seats, "seats"),
        shape(f"M{LEFT} {bottom}H{WIDTH - RIGHT}", "base"),
        text(LEFT - 6, bottom - tall + 8, f"{count(most)} seats", "small", "end"),
        text(LEFT - 6, bottom + 2, "0", "small", "end"),
    ]
    says = f"Each outline is the seats of one departure, the filled part those used. {count(free)} seats stay empty."
    rows = tuple(
        (
            use.flight.flight_id,
            use.flight.airhead,
            axis.clock.short(use.flight.departs),
            count(use.flight.seats),
            count(use.used),
            count(use.flight.seats - use.used),
        )
        for use in summary.flights
    )
    table = Table("Every departure by the deadline", ("Departure", "From", "At", "Seats", "Used", "Free"), rows, 3)
    return Figure(
        "departures", "Departures", says, drawing("departures", WIDTH, bottom + 8, "Seats used", says, parts), (table,)
    )
