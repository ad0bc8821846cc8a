"""Draw what was foreseen on each evening beside what came, as an SVG that stands alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from safeconduct.adapters.html_page.figure import box, drawing, shape, text

WIDTH, HEIGHT = 760.0, 640.0
LEFT, RIGHT = 70.0, 170.0
HALF = 9.0  # of a bar's width
PANELS = ((50.0, 310.0), (370.0, 590.0))  # top and bottom
STYLE = Markup(
    "<style>text{font:13px sans-serif;fill:#222}.head{font-size:15px;font-weight:bold}.axis{stroke:#888;fill:none}"
    ".grid{stroke:#ddd;fill:none}.w95{fill:#cfe2f3}.w80{fill:#9fc5e8}.w50{fill:#5b9bd5}.middle{stroke:#08306b;"
    "stroke-width:2.5;fill:none}.came{fill:#990000}.cameline{stroke:#990000;fill:none;stroke-width:2}.persistence{"
    "stroke:#b45f06;fill:none;stroke-width:2.5}.trend{stroke:#38761d;fill:none;stroke-width:2.5}</style>"
)
Place = Callable[[float, float], tuple[float, float]]
Row = dict[str, Any]


def draw_backtest(found: Row) -> str:
    """Return the drawing: the final total above, the next day below, one group of marks an evening."""
    evenings = found["evenings"]
    scores = [one["scores"] for one in evenings]
    parts = [STYLE]
    parts += _panel(
        PANELS[0],
        "People out by the deadline, as foreseen on each evening",
        [{name: row["total"] for name, row in of.items()} for of in scores],
        [one["evening"][-2:] for one in evenings],
        [found["truth"]["total"]] * len(evenings),
    )
    parts += _panel(
        PANELS[1],
        "People out on the next day",
        [{name: row["days"][0] for name, row in of.items()} for of in scores],
        [one["evening"][-2:] for one in evenings],
        [found["truth"]["days"][f"2021-08-{int(one['evening'][-2:]) + 1}"] for one in evenings],
    )
    parts += [text(LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - 12, "evening, August 2021", anchor="middle"), *_key()]
    low, high = min(found["truth"]["total"]), max(found["truth"]["total"])
    first, last = (one["scores"]["safeconduct"]["total"]["median"] for one in (evenings[0], evenings[-1]))
    says = f"The median went from {first:,.0f} to {last:,.0f} from evening to evening; {low:,.0f} or {high:,.0f} came."
    svg = drawing("backtest", WIDTH, HEIGHT, "What was foreseen on each evening, and what came", says, parts)
    return str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"


def _panel(
    edges: tuple[float, float],
    title: str,
    scores: Sequence[Row],
    names: Sequence[str],
    came: Sequence[Sequence[float]],
) -> list[Markup]:
    top, bottom = edges
    most = max(row["safeconduct"]["intervals"]["95%"][1] for row in scores) * 1.05
    step = next(one for one in (2_000, 5_000, 10_000, 20_000, 50_000, 100_000) if most / one <= 7)
    width = (WIDTH - LEFT - RIGHT) / len(names)

    def height(people: float) -> float:
        return bottom - (bottom - top) * min(people, most) / most

    parts = [text(LEFT, top - 14, title, "head")]
    for number in range(int(most / step) + 1):
        level = height(number * step)
        parts.append(shape(f"M{LEFT:.1f} {level:.1f}H{WIDTH - RIGHT:.1f}", "grid"))
        parts.append(text(LEFT - 8, level + 4, f"{number * step:,}", anchor="end"))
    for number, (row, name, truths) in enumerate(zip(scores, names, came, strict=True)):
        middle = LEFT + width * (number + 0.5)
        parts.append(text(middle, bottom + 18, name, anchor="middle"))
        for level in ("95%", "80%", "50%"):
            low, high = (height(people) for people in row["safeconduct"]["intervals"][level])
            parts.append(shape(box(middle - HALF, high, 2 * HALF, low - high), f"w{level[:-1]}"))
        parts.append(_tick(middle, height(row["safeconduct"]["median"]), 11.0, "middle"))
        parts.append(_tick(middle - 16, height(row["persistence"]["median"]), 5.0, "persistence"))
        parts.append(_tick(middle + 16, height(row["linear trend"]["median"]), 5.0, "trend"))
        for people in truths:
            level = height(people)
            parts.append(shape(f"M{middle:.1f} {level - 4:.1f}l4 4l-4 4l-4 -4z", "came"))
    return [*parts, shape(f"M{LEFT:.1f} {top:.1f}V{bottom:.1f}H{WIDTH - RIGHT:.1f}", "axis")]


def _tick(x: float, y: float, half: float, style: str) -> Markup:
    return shape(f"M{x - half:.1f} {y:.1f}h{2 * half:.1f}", style)


def _key() -> list[Markup]:
    x, y = WIDTH - RIGHT + 18, PANELS[0][0] + 10
    parts = []
    for number, level in enumerate(("95", "80", "50")):
        parts.append(shape(box(x, y + 22 * number - 10, 18, 14), f"w{level}"))
        parts.append(text(x + 26, y + 22 * number + 2, f"{level} % interval"))
    marks = (("middle", "median, ours"), ("persistence", "persistence"), ("trend", "linear trend"))
    for number, (style, words) in enumerate(marks):
        parts.append(_tick(x + 9, y + 66 + 22 * number - 3, 9, style))
        parts.append(text(x + 26, y + 66 + 22 * number + 2, words))
    parts.append(shape(f"M{x + 9:.1f} {y + 128:.1f}l4 4l-4 4l-4 -4z", "came"))
    return [*parts, text(x + 26, y + 137, "came (each count)")]
