"""Word, tabulate and draw whether the means suffice, and what one more of each would change."""

from __future__ import annotations

from collections.abc import Callable

from safeconduct.adapters.html_page.figure import Figure, Markup, Table, drawing, shape, text
from safeconduct.adapters.html_page.words import count, people, percent
from safeconduct.core.plan.shown import Span, SufficiencyView, WhatIf

WIDTH, LEFT, RIGHT, TOP, ROW = 1000.0, 380.0, 210.0, 34.0, 30.0
DOT = 5.0


def sufficiency_words(view: SufficiencyView) -> tuple[str, ...]:
    """Say how likely it is that the means suffice, and how a bad and a good day go."""
    left = view.people - view.people_planned
    days = count(view.days, "simulated day", "simulated days")
    if left:
        first = (
            f"No. The plan itself leaves {count(left)} of {people(view.people)}, so all are out on no day. The chance "
            f"that all {count(view.people_planned)} whom it takes out are out by the deadline is "
            f"{_chance(view.planned_out)}, from {days}."
        )
    else:
        whom = f"all {people(view.people)}"
        first = f"The chance that {whom} are out by the deadline is {_chance(view.all_out)}, from {days}."
    bad, typical, good = view.out_bad_day, view.out_typical_day, view.out_good_day
    said = [
        first,
        f"On a bad day (one in twenty) {people(bad)} or fewer are out, on a typical day {count(typical)}, on a good "
        f"day (one in twenty) {count(good)} or more.",
    ]
    if view.what_if:
        said.append(find_best(view))
    return tuple(said)


def find_best(view: SufficiencyView) -> str:
    """Say what helps most, if anything that was tried does more than luck."""
    best = next((row for row in view.what_if if _is_told_apart(row, view.luck)), None)
    if best is None:
        return "None of the changes tried is told apart from doing nothing: no single one of them makes it enough."
    return (
        f"Helps most: {best.change}. People out a day, on average: {best.out.value:+,.1f} "
        f"({_interval(best.out, '+,.1f')}); expected people harmed: {best.harm.value:+,.2f}."
    )


def _is_told_apart(row: WhatIf, luck: WhatIf | None) -> bool:
    """Tell whether a change does more than chance: its interval, and where the plan is new the luck of the search."""
    if row.harm.high is None or row.harm.high >= 0:
        return False
    return row.kept or luck is None or abs(row.harm.value) > abs(luck.harm.value)


def sufficiency_tables(view: SufficiencyView) -> tuple[Table, ...]:
    """Show what holds people up, and of what no more was tried."""
    tables = []
    if view.held_up:
        rows = tuple((words[:1].upper() + words[1:], f"{number:,.1f}") for words, number in view.held_up)
        caption = "Of the people whom the plan takes out: why they are not out, and how many a day on average"
        tables.append(Table(caption, ("Where they are at the deadline", "People a day"), rows))
    if view.not_tried:
        tables.append(Table("Of what no more was tried", ("What", "Why"), view.not_tried, 2))
    return tuple(tables)


def draw_changes(view: SufficiencyView) -> tuple[Figure, ...]:
    """Draw the people more out by each change, with intervals; no figure where no change was tried."""
    if not view.what_if:
        return ()
    rows = [*view.what_if, *([view.luck] if view.luck else [])]
    ends = [end for row in rows for end in (row.harm.value, row.harm.low, row.harm.high, 0.0) if end is not None]
    least, most = min(ends), max(ends)
    scale = (WIDTH - LEFT - RIGHT) / ((most - least) or 1.0)

    def at(harm_change: float) -> float:
        return LEFT + (most - harm_change) * scale  # fewer harmed is to the right

    bottom = TOP + ROW * len(rows)
    parts = [
        shape(f"M{at(0):.1f} {TOP - 8:.1f}V{bottom:.1f}", "base"),
        text(at(0) + 8, TOP - 14, "fewer harmed →", "tick"),
        text(WIDTH - 8, TOP - 14, "harmed; people out", "tick", "end"),
    ]
    if at(0) > LEFT + 100:
        parts.append(text(at(0) - 8, TOP - 14, "← more", "tick", "end"))
    for number, row in enumerate(rows):
        parts += _mark(row, TOP + ROW * (number + 0.5), at, hollow=row is view.luck)
    says = (
        "Expected people harmed fewer with each change, the mean of the days: a dot, and its 95 % interval as a line. "
        "What helps most comes first; the upright line is no change. The hollow square is the same means planned with "
        "another seed: where a plan was made anew, what moves no more than that is not told apart from luck. Where the "
        "plan is kept, luck plays no part."
    )
    svg = drawing("changes", WIDTH, bottom + 8, "What one change of the means would buy", says, parts)
    return (Figure("changes", "What one change would buy", says, svg, (_changes_table(rows),)),)


def _mark(row: WhatIf, y: float, at: Callable[[float], float], *, hollow: bool) -> list[Markup]:
    x = at(row.harm.value)
    d = DOT
    dot = f"M{x - d:.1f} {y - d:.1f}h{2 * d}v{2 * d}h{-2 * d}z"
    if not hollow:
        dot = f"M{x - d:.1f} {y:.1f}a{d} {d} 0 1 0 {2 * d} 0a{d} {d} 0 1 0 {-2 * d} 0z"
    parts = [text(LEFT - 16, y + 5, _cut(row.change), "small", "end")]
    if row.harm.low is not None and row.harm.high is not None:
        parts.append(shape(f"M{at(row.harm.high):.1f} {y:.1f}H{at(row.harm.low):.1f}", "curve"))
    parts.append(shape(dot, "idle" if hollow else "bar"))
    parts.append(text(WIDTH - 8, y + 5, f"{row.harm.value:+,.3f}; {row.out.value:+,.1f}", "value", "end"))
    return parts


def _cut(words: str, limit: int = 58) -> str:
    """Keep a label left of the drawing; the table has it whole."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def _changes_table(rows: list[WhatIf]) -> Table:
    head = ("Change", "People out", "95 % interval", "By plan", "Expected harm", "95 % interval", "Plan")
    cells = tuple(
        (
            row.change,
            f"{row.out.value:+,.1f}",
            _interval(row.out, "+,.1f"),
            f"{row.planned_out:+,}",
            f"{row.harm.value:+,.3f}",
            _interval(row.harm, "+,.3f"),
            "kept" if row.kept else "made anew",
        )
        for row in rows
    )
    return Table("What one change would buy, what helps most first", head, cells, 1, 6)


def _interval(span: Span, form: str) -> str:
    if span.low is None or span.high is None:
        return "not known"
    return f"{span.low:{form}} to {span.high:{form}}"


def _chance(span: Span) -> str:
    if span.low is None or span.high is None:
        return percent(span.value)
    return f"{percent(span.value)} (between {percent(span.low)} and {percent(span.high)})"
