"""Draw a sketch as SVG, written exactly as a browser writes it back: so the page can check what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from safeconduct.core.instructions.reach import Mark, Name, Sketch
from safeconduct.core.instructions.reach.sketch import WIDTH, Point

SCALE_UNITS_MOST = 260
RADIUS = 26
END_SHAPE = "M-22-22h44v44h-44z"
ROUND_METRES = (10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def draw_map(sketches: Sequence[Sketch], say_distance: Callable[[int], str]) -> str:
    """Return the maps of a party as the HTML inside of one element; a browser's innerHTML gives it back sign by sign.

    That holds because no tag closes itself, attributes stand in double quotes, and nothing but & < > is escaped.
    Source: WHATWG HTML, "Serializing HTML fragments".
    """
    return "".join(_draw(sketch, say_distance) for sketch in sketches)


def _draw(sketch: Sketch, say_distance: Callable[[int], str]) -> str:
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {sketch.height}" role="img">',
        _path("s", sketch.streets),
        _path("w", sketch.own) + _path("v", sketch.own),
        _path("r", sketch.rides),
        *(_name(name) for name in sketch.names),
        _path("l", ((mark.spot, mark.shown) for mark in sketch.marks if mark.spot != mark.shown)),
        *(_mark(mark) for mark in sketch.marks[::-1]),
        _scale(sketch, say_distance),
        f'<path class="n" d="M{WIDTH - 40} 60l-16 0l16-40l16 40z"></path>',
        "</svg>",
    ]
    return "".join(parts)


def _path(style: str, lines: Iterable[Sequence[Point]]) -> str:
    drawn = "".join(_steps(line) for line in lines if len(line) > 1)
    return f'<path class="{style}" d="{drawn}"></path>' if drawn else ""


def _steps(line: Sequence[Point]) -> str:
    """Write a line as relative steps, which are shorter."""
    (x, y), *others = line
    steps = [f"M{x} {y}l"]
    for at, (right, down) in enumerate(others):
        dx, dy = right - x, down - y
        steps.append(f"{' ' if at and dx >= 0 else ''}{dx}{' ' if dy >= 0 else ''}{dy}")
        x, y = right, down
    return "".join(steps)


def _mark(mark: Mark) -> str:
    x, y = mark.shown
    if mark.kind == "start":
        return f'<circle class="a" cx="{x}" cy="{y}" r="{RADIUS - 4}"></circle>'
    if mark.kind == "end":
        return f'<path class="e" transform="translate({x} {y})" d="{END_SHAPE}"></path>'
    circle = f'<circle class="t" cx="{x}" cy="{y}" r="{RADIUS}"></circle>'
    return circle + f'<text class="b" x="{x}" y="{y + 11}">{_escape(mark.badge)}</text>'


def _name(name: Name) -> str:
    x, y = name.at
    turn = f' transform="rotate({name.degrees} {x} {y})"' if name.degrees else ""
    return f'<text class="m" x="{x}" y="{y + 11}"{turn}>{_escape(name.text)}</text>'


def _scale(sketch: Sketch, say_distance: Callable[[int], str]) -> str:
    metres = next((m for m in ROUND_METRES if m / sketch.metres_per_unit <= SCALE_UNITS_MOST), ROUND_METRES[-1])
    length, y = round(metres / sketch.metres_per_unit), sketch.height - 22
    words = _escape(say_distance(metres))
    return (
        f'<path class="k" d="M20 {y - 10}v10h{length}v-10"></path>'
        f'<text class="c" x="{20 + length // 2}" y="{y - 16}">{words}</text>'
    )


def _escape(text: str) -> str:
    plain = _CONTROL.sub("", text).replace("\u00a0", " ")
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
