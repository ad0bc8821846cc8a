"""Draw the hit curve, the deciles, and the scores over time."""

from __future__ import annotations

from collections.abc import Callable

from safeconduct.adapters.html_page.figure import Figure, Markup, Table, box, drawing, shape, text
from safeconduct.core.picture.forecast.replay import SHARES, Replay, gain_of, join_periods

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560.0, 300.0, 56.0, 20.0, 20.0, 44.0
WIDE = 1000.0
BLOCKS = 60  # of the chart over time
ROWS = 24  # of its table
LEAST_SCALE = 0.2  # nats, so that next to nothing does not look like much
TICKS_APART = 14.0  # so that no figure lies on another


def _y(share: float, most: float = 1.0) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - share / most)


def _grid(most: float, step: float, width: float, words: str) -> list[Markup]:
    """Draw lines across, with their values, from 0 to `most`."""
    parts, lines, value = [], "", 0.0
    while value <= most + 1e-9:
        lines += f"M{LEFT:.0f} {_y(value, most):.1f}H{width - RIGHT:.0f}"
        parts.append(text(LEFT - 6, _y(value, most) + 4, words.format(value), "tick", "end"))
        value += step
    return [shape(lines, "grid"), *parts]


def draw_hits(scored: Replay) -> Figure:
    """Draw which share of the events fell into the most expected shares of the area."""
    most = SHARES[-1]

    def x(share: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * share / most

    points = [(0.0, 0.0), *zip(SHARES, scored.hit_rates, strict=True)]
    line = "M" + "L".join(f"{x(share):.1f} {_y(rate):.1f}" for share, rate in points)
    parts = [*_grid(1.0, 0.2, WIDTH, "{:.0%}"), shape(line, "curve")]
    parts.append(shape(f"M{x(0):.1f} {_y(0):.1f}L{x(most):.1f} {_y(most):.1f}", "limit"))
    for share, rate in points[1:]:
        parts.append(shape(box(x(share) - 3, _y(rate) - 3, 6, 6), "bar"))
        above = text(x(share), _y(rate) - 8, f"{rate:.0%}", "small", "end" if share == most else "middle")
        parts += [above, text(x(share), HEIGHT - BOTTOM + 16, f"{share:.0%}", "tick", "middle")]
    parts.append(text((LEFT + WIDTH) / 2, HEIGHT - 8, "of the area, the most expected first", "tick", "middle"))
    says = "How much of what happened lay in the cells that were expected most. Dashed: a forecast that knows nothing."
    rows = tuple((f"{share:.0%}", f"{rate:.1%}") for share, rate in points[1:])
    table = Table("Share of the events in the top share of the area", ("Area", "Events"), rows)
    svg = drawing("hits", WIDTH, HEIGHT, "Hit curve", says, parts, "chart little")
    return Figure("hits", "Hits", says, svg, (table,))


def draw_deciles(scored: Replay) -> Figure:
    """Draw what was expected of ten groups of cells, and what happened in them."""
    top = max(0.2, *(max(pair) for pair in scored.deciles))
    step = 0.05 if top <= 0.3 else 0.1
    top = step * -(-top // step)
    wide = (WIDTH - LEFT - RIGHT) / 10
    parts, limits = _grid(top, step, WIDTH, "{:.0%}"), ""
    for number, (expected, seen) in enumerate(scored.deciles):
        x = LEFT + wide * number
        parts.append(shape(box(x + 4, _y(seen, top), wide - 8, _y(0) - _y(seen, top)), "bar"))
        limits += f"M{x + 1:.1f} {_y(expected, top):.1f}h{wide - 2:.1f}"
        parts.append(text(x + wide / 2, HEIGHT - BOTTOM + 16, str(number + 1), "tick", "middle"))
    parts += [shape(limits, "limit"), shape(f"M{LEFT:.0f} {_y(0):.1f}H{WIDTH - RIGHT:.0f}", "base")]
    parts.append(text((LEFT + WIDTH) / 2, HEIGHT - 8, "ten groups of cells, the quietest first", "tick", "middle"))
    says = (
        "Bars: share of the events in ten groups of cells, of which about a tenth each was expected (dashed). A bar "
        "far above its line at the left means that quiet cells were thought too quiet."
    )
    rows = tuple(
        (str(number), f"{expected:.1%}", f"{seen:.1%}") for number, (expected, seen) in enumerate(scored.deciles, 1)
    )
    table = Table("Shares of the events by group of cells", ("Group", "Expected", "Seen"), rows)
    return Figure(
        "deciles", "Deciles", says, drawing("deciles", WIDTH, HEIGHT, "Deciles", says, parts, "chart little"), (table,)
    )


def draw_scores(scored: Replay, word_day: Callable[[float], str]) -> Figure:
    """Draw the log score per event over time, and below the totals against their intervals."""
    blocks = join_periods(scored, BLOCKS)
    scores = [gain_of(block) if any(one.score.events for one in block) else None for block in blocks]
    known = [score for score in scores if score is not None]
    low, high = min([0.0, *known]), max([LEAST_SCALE, *known])
    wide = (WIDE - LEFT - RIGHT) / len(blocks)

    def y(score: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - score) / (high - low)

    parts = [shape(f"M{LEFT:.0f} {y(0):.1f}H{WIDE - RIGHT:.0f}", "base")]
    ticks: list[float] = []
    for value in (scored.gain, 0.0, high, low):
        if all(abs(y(value) - y(other)) >= TICKS_APART for other in ticks):
            ticks.append(value)
            parts.append(text(LEFT - 6, y(value) + 4, f"{value:.2f}", "tick", "end"))
    parts.append(shape(f"M{LEFT:.0f} {y(scored.gain):.1f}H{WIDE - RIGHT:.0f}", "limit"))
    every = max(1, -(-len(blocks) // 6))
    for number, (block, score) in enumerate(zip(blocks, scores, strict=True)):
        x = LEFT + wide * number
        if score is not None:
            parts.append(shape(box(x + wide * 0.15, min(y(score), y(0)), wide * 0.7, abs(y(score) - y(0))), "bar"))
        if number % every == 0:
            parts.append(text(x + 2, HEIGHT - BOTTOM + 20, word_day(block[0].begin), "tick"))
    joined = f" Each bar is {len(blocks[0])} periods." if len(blocks[0]) > 1 else ""
    says = f"Nats per event above a uniform forecast; dashed: over all.{joined} No bar: nothing happened."
    svg = drawing("scores", WIDE, HEIGHT, "Scores over time", says, parts)
    return Figure("scores", "Scores over time", says, svg, (_tabulate(scored, word_day),))


def _tabulate(scored: Replay, word_day: Callable[[float], str]) -> Table:
    rows = tuple(
        (
            word_day(block[0].begin),
            f"{len(block)}",
            f"{sum(one.total for one in block):,}",
            f"{sum(one.expected for one in block):,.1f}",
            f"{sum(one.score.covered for one in block)} of {len(block)}",
            f"{gain_of(block):.3f}" if any(one.score.events for one in block) else "nothing happened",
        )
        for block in join_periods(scored, ROWS)
    )
    head = ("From", "Periods", "Events", "Expected", "Totals in their 90 %", "Nats per event")
    return Table("Totals and scores by time", head, rows)
