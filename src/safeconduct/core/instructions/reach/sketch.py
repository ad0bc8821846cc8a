"""Sketch the way of one party: its line, the turns with their numbers, the streets around with their names."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from safeconduct.core.instructions.reach.cutting import cut_line
from safeconduct.core.instructions.reach.place_names import Name, place_names
from safeconduct.core.instructions.reach.street_lines import Metres, StreetLines, join_pieces, thin_line
from safeconduct.core.instructions.route import Route
from safeconduct.core.plan import LegKind

WIDTH: Final = 1000  # units
MARGIN: Final = 90.0  # units around the way, for marks
FLATTEST, TALLEST = 0.7, 1.25  # height by width
LEAST_METRES: Final = 400.0  # a frame is never narrower
LONG_METRES: Final = 1500.0  # where the whole way needs a wider map, its turns are shown on maps of their own too
PARTS_MOST: Final = 6  # of those maps
SPREAD: Final = 56.0  # units between the middles of two marks
TOLERANCE: Final = 2.0  # units

Point = tuple[int, int]  # units to the right and down
Spot = tuple[str, str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark a turn, the beginning or the end; where there is no room it stands aside, and a line leads to the spot."""

    kind: str  # "turn", "start", "end"
    badge: str  # the number of a turn
    spot: Point
    shown: Point


@dataclass(frozen=True, slots=True)
class Sketch:
    """Give one map in units: WIDTH wide, north above."""

    height: int
    metres_per_unit: float
    streets: tuple[tuple[Point, ...], ...]
    own: tuple[tuple[Point, ...], ...]  # ways that the party goes or drives itself
    rides: tuple[tuple[Point, ...], ...]  # straight: which streets a vehicle takes is left out on purpose
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float  # metres
    north: float
    metres_per_unit: float
    height: int

    def unit(self, place: Metres) -> Metres:
        """Return a place in units, not yet rounded."""
        return (place[0] - self.west) / self.metres_per_unit, (self.north - place[1]) / self.metres_per_unit

    def shows(self, point: Metres, beyond: float = 0.0) -> bool:
        """Tell whether a point in units is inside."""
        return -beyond <= point[0] <= WIDTH + beyond and -beyond <= point[1] <= self.height + beyond


def draw_sketches(
    lines: StreetLines, routes: Sequence[Route], streets_most: int, names_most: int, *, in_parts: bool = True
) -> tuple[Sketch, ...]:
    """Return the map of a party's ways, for a long one then those of its turns, in order; none where it goes nowhere.

    Each turn stands on one map at least. A ride is drawn where it leaves the map. `streets_most` and `names_most` bound
    how much each map shows besides the way. Where it is not `in_parts`, a long way too has one map alone.
    """
    own = [route for route in routes if route.stretches]
    shown = own or [route for route in routes if len(route.geometry) > 1]
    if not shown:
        return ()
    whole = _frame([lines.place(point) for route in shown for point in route.geometry])
    spots = [(kind, badge, lines.place(place)) for kind, badge, place in _find_spots(shown)]
    parts: list[_Frame] = []
    if in_parts and own and whole.metres_per_unit * WIDTH > LONG_METRES:
        parts = [_frame(group) for group in _group_along([place for _, _, place in spots])]
    drawn = [_draw(lines, routes, whole, spots, crowded=bool(parts), most=(streets_most, names_most))]
    drawn += [_draw(lines, routes, part, spots, crowded=False, most=(streets_most, names_most)) for part in parts]
    return tuple(drawn)


def _group_along(places: Sequence[Metres]) -> list[list[Metres]]:
    """Return the places in order, in at most PARTS_MOST groups, of which each fits on one map."""
    side = LONG_METRES / 2
    while True:
        groups: list[list[Metres]] = []
        for place in places:
            grown = [*groups[-1], place] if groups else [place]
            if groups and _side(grown) <= side:
                groups[-1] = grown
            else:
                groups.append([place])
        if len(groups) <= PARTS_MOST:
            return groups
        side *= 1.5


def _side(places: Sequence[Metres]) -> float:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _find_spots(shown: Sequence[Route]) -> list[Spot]:
    """Return beginning, turns and end, as (kind, badge, longitude and latitude)."""
    turns = [route.geometry[stretch.begin] for route in shown for stretch in route.stretches]
    numbered = [("turn", str(number), place) for number, place in enumerate(turns, 1)]
    return [("start", "", shown[0].geometry[0]), *numbered, ("end", "", shown[-1].geometry[-1])]


def _frame(points: Sequence[Metres]) -> _Frame:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    inner = WIDTH - 2 * MARGIN
    scale = max(wide / inner, high / (WIDTH * TALLEST - 2 * MARGIN), LEAST_METRES / WIDTH)
    height = round(min(max(high / scale + 2 * MARGIN, WIDTH * FLATTEST), WIDTH * TALLEST))
    west = (max(xs) + min(xs) - WIDTH * scale) / 2
    return _Frame(west, (max(ys) + min(ys) + height * scale) / 2, scale, height)


def _draw(
    lines: StreetLines, routes: Sequence[Route], frame: _Frame, spots: Sequence[Spot], crowded: bool,
    most: tuple[int, int],
) -> Sketch:  # fmt: skip
    chains = _chain_streets(lines, frame, routes, most[0])
    own = [part for route in routes if route.stretches for part in _cut_way(lines, route, frame)]
    rides = [part for route in routes if route.kind is LegKind.RIDE for part in _cut_way(lines, route, frame)]
    marks = _place_marks(frame, spots, crowded)
    told = {stretch.name for route in routes for stretch in route.stretches}
    taken = [(float(mark.shown[0]), float(mark.shown[1]), 30.0) for mark in marks]
    taken += [(float(x), float(y), 30.0) for x, y in _furniture(frame)]
    names = place_names(chains, told, taken, (WIDTH, frame.height), most[1])
    return Sketch(
        height=frame.height,
        metres_per_unit=frame.metres_per_unit,
        streets=tuple(_round(line) for _, line in chains),
        own=tuple(_round(line) for line in own),
        rides=tuple(_round(line) for line in rides),
        marks=marks,
        names=names,
    )


def _furniture(frame: _Frame) -> list[Point]:
    """Return the middles of where the scale bar and the arrow to the north stand."""
    return [*((x, frame.height - 36) for x in range(30, 301, 45)), (WIDTH - 40, 40)]


def _chain_streets(
    lines: StreetLines, frame: _Frame, routes: Sequence[Route], most: int
) -> list[tuple[str, list[Metres]]]:
    """Return the streets of a frame as (name, line in units), the most useful first, at most so many pieces."""
    wide, high = WIDTH * frame.metres_per_unit, frame.height * frame.metres_per_unit
    rows = lines.within(frame.west, frame.north - high, frame.west + wide, frame.north).tolist()
    told = {stretch.name for route in routes for stretch in route.stretches}
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_name[lines.names[row]].append(row)
    unnamed = by_name.pop("", [])
    speed = lines.speed

    def worth(name: str) -> tuple[bool, float]:
        return name in told, float(sum(speed[row] for row in by_name[name]))

    left = most
    chains: list[tuple[str, list[Metres]]] = []
    for name in sorted(by_name, key=lambda name: (worth(name), name), reverse=True):
        kept = by_name[name][: max(left, 0)]
        left -= len(kept)
        chains += [(name, line) for line in _join(lines, kept, frame)]
    chains += [("", line) for line in _join(lines, unnamed[: max(left, 0)], frame)]
    return chains


def _join(lines: StreetLines, rows: list[int], frame: _Frame) -> list[list[Metres]]:
    pieces = [(int(lines.tail[row]), int(lines.head[row])) for row in rows]
    joined = []
    for line in join_pieces(pieces):
        points = [frame.unit((float(lines.x[node]), float(lines.y[node]))) for node in line]
        for thin in cut_line(thin_line(points, TOLERANCE), (WIDTH, frame.height)):
            if len(thin) > 2 or math.dist(thin[0], thin[-1]) > 4 * TOLERANCE:  # a speck tells nobody anything
                joined.append(thin)
    return joined


def _cut_way(lines: StreetLines, route: Route, frame: _Frame) -> list[list[Metres]]:
    line = thin_line([frame.unit(lines.place(point)) for point in route.geometry], TOLERANCE / 2)
    return cut_line(line, (WIDTH, frame.height))


def _round(line: Sequence[Metres]) -> tuple[Point, ...]:
    rounded = [(round(x), round(y)) for x, y in line]
    return tuple(point for at, point in enumerate(rounded) if at == 0 or point != rounded[at - 1])


def _place_marks(frame: _Frame, spots: Sequence[Spot], crowded: bool) -> tuple[Mark, ...]:
    """Mark beginning, end and turns, in this order, each aside of those before.

    A crowded map, whose turns are shown on others too, leaves out those that find no room near.
    """
    marks: list[Mark] = []
    taken = _furniture(frame)
    for kind, badge, place in sorted(spots, key=lambda spot: spot[0] == "turn"):
        spot = frame.unit(place)
        if not frame.shows(spot):
            continue
        shown = _find_room(spot, taken, frame, 1 if crowded else 12)
        if shown is None and kind == "turn" and crowded:
            continue
        shown = shown or spot
        marks.append(Mark(kind, badge, (round(spot[0]), round(spot[1])), (round(shown[0]), round(shown[1]))))
        taken.append(marks[-1].shown)
    return tuple(marks)


def _find_room(spot: Metres, taken: Sequence[Point], frame: _Frame, rings: int) -> Metres | None:
    """Return the nearest place where a mark touches no other and stays inside."""
    for ring in range(rings):
        for turn in range(8 * ring or 1):
            angle = math.tau * turn / (8 * ring or 1)
            tried = (spot[0] + ring * SPREAD / 1.3 * math.cos(angle), spot[1] + ring * SPREAD / 1.3 * math.sin(angle))
            if frame.shows(tried, -SPREAD / 2) and all(math.dist(tried, other) >= SPREAD for other in taken):
                return tried
    return None
