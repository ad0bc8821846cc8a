"""Promise that the map shows the way that the text tells, every turn of it, and stays inside its frame."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from instruction_town import BOOK, case, plan

from safeconduct.core.instructions import instruct_all
from safeconduct.core.instructions.reach import draw_sketches, index_streets, lay_out_lines
from safeconduct.core.instructions.reach.cutting import cut_line
from safeconduct.core.instructions.reach.sketch import SPREAD, WIDTH
from safeconduct.core.instructions.reach.street_lines import join_pieces, thin_line

TOWN = case()
LINES = index_streets(TOWN.network)
TOLD = instruct_all(TOWN, plan(), BOOK, languages=("en", "fa-AF", "uk"))
COORDINATES = st.floats(-2000, 3000, allow_nan=False)
POINTS = st.lists(st.tuples(COORDINATES, COORDINATES), min_size=2, max_size=12)


def test_turns_carry_the_same_numbers_in_text_and_map() -> None:
    """Each street of a way has a line with a number, and each number stands on a map; what stays has no map."""
    for one in TOLD:
        badges = [line.badge for line in lay_out_lines(one.long, one.routes) if line.badge]
        streets = [stretch for route in one.routes for stretch in route.stretches]
        sketches = draw_sketches(LINES, one.routes, 500, 20)
        marked = {mark.badge for sketch in sketches for mark in sketch.marks if mark.kind == "turn"}
        assert badges == [str(number) for number in range(1, len(streets) + 1)]
        assert marked == set(badges)
        assert bool(sketches) == bool(one.routes)


def test_a_numbered_line_names_its_street() -> None:
    """The line with a number is the line of that very street."""
    for one in TOLD:
        streets = [stretch.name for route in one.routes for stretch in route.stretches]
        lines = [line.text for line in lay_out_lines(one.long, one.routes) if line.badge]
        assert all(name in line for name, line in zip(streets, lines, strict=True))


def test_lines_are_the_text() -> None:
    """Nothing of the text is lost, and nothing put in."""
    for one in TOLD:
        lines = [line.text for line in lay_out_lines(one.long, one.routes)]
        assert lines == [line.strip() for line in one.long.split("\n") if line.strip()]


def test_nothing_leaves_the_frame_and_marks_keep_apart() -> None:
    """Ways, streets, marks and names lie inside; no two marks touch."""
    for one in TOLD:
        for sketch in draw_sketches(LINES, one.routes, 500, 20):
            lines = (*sketch.streets, *sketch.own, *sketch.rides)
            points = [point for line in lines for point in line] + [name.at for name in sketch.names]
            points += [mark.shown for mark in sketch.marks]
            assert all(0 <= x <= WIDTH and 0 <= y <= sketch.height for x, y in points)
            shown = [mark.shown for mark in sketch.marks]
            assert all(math.dist(a, b) >= SPREAD - 2 for at, a in enumerate(shown) for b in shown[:at])


def test_less_detail_is_less() -> None:
    """Without streets and names the way alone is left."""
    moving = next(one for one in TOLD if one.routes)
    (sketch, *_) = draw_sketches(LINES, moving.routes, 0, 0)
    assert (sketch.streets, sketch.names) == ((), ())
    assert sketch.own


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_joining_keeps_every_piece_once(pieces: list[tuple[int, int]]) -> None:
    """The joined lines hold the very pieces that went in."""
    pieces = [(a, b) for a, b in pieces if a != b]
    lines = join_pieces(pieces)
    out = sorted(tuple(sorted(pair)) for line in lines for pair in pairwise(line))
    assert out == sorted(tuple(sorted(pair)) for pair in pieces)


@given(POINTS, st.floats(0.1, 100))
def test_a_thinned_line_keeps_its_ends(points: list[tuple[float, float]], tolerance: float) -> None:
    """Ends stay, no point is new, and order stays."""
    thin = thin_line(points, tolerance)
    assert (thin[0], thin[-1]) == (points[0], points[-1])
    left = iter(points)
    assert all(point in left for point in thin)


@given(POINTS)
def test_a_cut_line_is_inside(points: list[tuple[float, float]]) -> None:
    """What is left of a line lies on the map."""
    parts = cut_line(points, (1000, 700))
    assert all(-1e-6 <= x <= 1000 + 1e-6 and -1e-6 <= y <= 700 + 1e-6 for part in parts for x, y in part)
