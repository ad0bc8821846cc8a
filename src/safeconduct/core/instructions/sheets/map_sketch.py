"""Draw an instruction's ways as a sketch of a width and height: the line of its geometry, the numbers of its steps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.instructions.route import Route
from safeconduct.core.instructions.sheets.card_text import CardStep
from safeconduct.core.plan import LegKind

MARGIN = 6.0  # millimetres
CLOSE = 6.0  # millimetres: numbers that would touch are written in one mark
LEAST_METRES = 200.0  # no sketch shows less, so that a way across a street does not look like a march
BAR_MOST = 0.4  # of the width
Millimetres = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Marker:
    """Give the numbers of the steps at a place."""

    at: Millimetres
    numbers: tuple[int, ...]

    @property
    def label(self) -> str:
        """Return them as one text: 1, or 2-4, or 1+5."""
        first, last = self.numbers[0], self.numbers[-1]
        if len(self.numbers) > 1 and last - first == len(self.numbers) - 1:
            return f"{first}-{last}"
        return "+".join(str(number) for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Sketch:
    """Give lines and marks in millimetres from the upper left corner; north is up."""

    lines: tuple[tuple[Millimetres, ...], ...]
    straight: tuple[bool, ...]  # of each line: a ride, whose streets are not shown
    markers: tuple[Marker, ...]
    bar_mm: float
    bar_metres: float


def draw_sketch(
    routes: Sequence[Route], steps: Sequence[CardStep], home: tuple[float, float], size: tuple[float, float]
) -> Sketch:
    """Return the sketch of an instruction's routes and steps in a box of so many millimetres, at one scale.

    Nothing is left out and nothing added: each point of the geometry is one of the sketch.
    """
    points = [point for route in routes for point in route.geometry] or [home]
    points += [step.position for step in steps if step.position is not None]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * narrow * METRES_PER_DEGREE, (north - south) * METRES_PER_DEGREE
    room = (size[0] - 2 * MARGIN, size[1] - 2 * MARGIN)
    metres_per_mm = max(wide / room[0], high / room[1], LEAST_METRES / max(room))

    def place(point: tuple[float, float]) -> Millimetres:
        across = (point[0] - (west + east) / 2) * narrow * METRES_PER_DEGREE / metres_per_mm
        up = (point[1] - (south + north) / 2) * METRES_PER_DEGREE / metres_per_mm
        return round(size[0] / 2 + across, 2), round(size[1] / 2 - up, 2)

    bar = _round_down(BAR_MOST * room[0] * metres_per_mm)
    return Sketch(
        tuple(tuple(place(point) for point in route.geometry) for route in routes),
        tuple(route.kind is LegKind.RIDE for route in routes),
        _mark([(place(step.position), step.number) for step in steps if step.position is not None]),
        round(bar / metres_per_mm, 2),
        bar,
    )


def _mark(placed: Sequence[tuple[Millimetres, int]]) -> tuple[Marker, ...]:
    """Join the numbers of places that are close on paper."""
    markers: list[Marker] = []
    for at, number in placed:
        near = next((row for row, one in enumerate(markers) if math.dist(one.at, at) < CLOSE), None)
        if near is None:
            markers.append(Marker(at, (number,)))
        else:
            markers[near] = Marker(markers[near].at, (*markers[near].numbers, number))
    return tuple(markers)


def _round_down(metres: float) -> float:
    """Return the largest 1, 2 or 5 times a power of ten that is not more.

    >>> _round_down(730.0), _round_down(49.0), _round_down(100.0)
    (500.0, 20.0, 100.0)
    """
    power = 10.0 ** math.floor(math.log10(metres))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= metres)
