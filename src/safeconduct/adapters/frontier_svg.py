"""Draw what a share of extra cost buys in unpredictability, as an SVG that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from safeconduct.adapters.html_page.figure import drawing, shape, text
from safeconduct.core.plan.mixing import Mixture

WIDTH, HEIGHT = 640.0, 380.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 150.0, 40.0, 56.0
STYLE = Markup(
    "<style>text{font:13px sans-serif;fill:#222}.head{font-size:15px;font-weight:bold}.axis{stroke:#888;fill:none}"
    ".grid{stroke:#ddd;fill:none}.mix{stroke:#0b5394;fill:none;stroke-width:2.5}.single{stroke:#b45f06;fill:none;"
    "stroke-width:2;stroke-dasharray:7 4}.floor{stroke:#555;fill:none;stroke-width:1.5;stroke-dasharray:2 3}"
    ".before{stroke:#990000;fill:none;stroke-width:1.5}</style>"
)
Points = Sequence[tuple[float, float]]


def draw_frontier(mixture: Mixture) -> str:
    """Return the drawing: extra cost to the right, expected people at the best strike upward."""
    points = mixture.frontier
    most_x = max(point.extra_cost for point in points) or 0.01
    most_y = max(mixture.before, *(point.single or 0.0 for point in points), 1e-9) * 1.08

    def place(extra: float, people: float) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - RIGHT) * extra / most_x
        return x, HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * people / most_y

    def curve(values: Sequence[float | None]) -> Points:
        pairs = zip(points, values, strict=True)
        return [place(point.extra_cost, value) for point, value in pairs if value is not None]

    parts = [STYLE, text(LEFT, 22, "People at the best place and time to strike", "head")]
    parts += _axes(most_x, most_y, place)
    lines: list[tuple[str, str, Points]] = [
        ("before", "the given plan", [place(0.0, mixture.before), place(most_x, mixture.before)]),
        ("single", "best single plan", curve([point.single for point in points])),
        ("mix", "mixture", curve([point.upper for point in points])),
        ("floor", "proven floor", curve([point.lower for point in points])),
    ]
    heights: list[float] = []
    for style, words, spots in lines:
        if spots:
            parts.append(shape("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots), style))
            height = _find_free(spots[-1][1] + 4, heights)
            heights.append(height)
            parts.append(text(spots[-1][0] + 8, height, words))
    says = f"{mixture.before:.1f} people against the given plan, {mixture.upper:.1f} against the mixture."
    svg = drawing("frontier", WIDTH, HEIGHT, "What extra cost buys in unpredictability", says, parts)
    return str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"


def _axes(most_x: float, most_y: float, place: object) -> list[Markup]:
    """Draw the axes with round figures."""
    assert callable(place)
    parts = []
    step = _round_step(most_y / 5)
    for number in range(int(most_y / step) + 1):
        x, y = place(0.0, number * step)
        parts.append(shape(f"M{x:.1f} {y:.1f}H{WIDTH - RIGHT:.1f}", "grid"))
        parts.append(text(x - 8, y + 4, f"{number * step:g}", anchor="end"))
    for number in range(6):
        x, y = place(most_x * number / 5, 0.0)
        parts.append(text(x, y + 20, f"{100 * most_x * number / 5:g} %", anchor="middle"))
    parts.append(shape(f"M{LEFT:.1f} {TOP:.1f}V{HEIGHT - BOTTOM:.1f}H{WIDTH - RIGHT:.1f}", "axis"))
    middle = LEFT + (WIDTH - LEFT - RIGHT) / 2
    return [*parts, text(middle, HEIGHT - 12, "allowed extra cost (expected people harmed)", anchor="middle")]


def _round_step(about: float) -> float:
    """Give 1, 2 or 5 times a power of ten, not less than a number.

    >>> _round_step(0.03), _round_step(13)
    (0.05, 20.0)
    """
    power = 10.0 ** len(str(int(about))) / 10 if about >= 1 else 1.0
    while power > about:
        power /= 10
    return next(round(power * factor, 10) for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= about)


def _find_free(height: float, taken: Sequence[float]) -> float:
    """Move a label down until it covers no other."""
    while any(abs(height - other) < 15 for other in taken):
        height += 3
    return height
