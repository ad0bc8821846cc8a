"""Work out streets, turns and lengths of a way from the nodes and links it goes along, on a sphere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reread_case import Point, Site, Told

EARTH_METRES = 6_371_008.8
PIECE_METRES = 15.0  # a shorter piece within a crossing is no street
LOOK_METRES = 10.0  # a direction is taken over so much of the way at least
BEND_DEGREES, BACK_DEGREES = 40.0, 155.0
DOUBT_DEGREES = 0.02  # so near to a limit both words are right: plane and sphere differ by as much
COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True, slots=True)
class Street:
    """Hold one street of a way: how one comes onto it (every word that is right), and how far it is followed."""

    turns: frozenset[str]  # of start, straight, left, right, back
    name: str
    same: bool  # the street before has the same name
    metres: float
    headings: frozenset[str]
    posts: tuple[Site, ...]  # checkpoints passed on it
    begin: int  # at which node of the way


@dataclass(frozen=True, slots=True)
class Way:
    """Hold the nodes of a way as points, and its streets."""

    points: tuple[Point, ...]
    streets: tuple[Street, ...]

    @property
    def metres(self) -> float:
        """Add the streets."""
        return sum(street.metres for street in self.streets)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hold links of one name without a bend: from node `begin` to node `end` of the way."""

    name: str
    begin: int
    end: int


def find_way(told: Told, start: str, links: Sequence[str]) -> Way:
    """Return the way along links from a node; AssertionError where they do not join."""
    path, metres = [start], [0.0]
    for ident in links:
        link = told.links[ident]
        assert link.tail == path[-1], f"link {ident} does not begin at {path[-1]}"
        path.append(link.head)
        metres.append(metres[-1] + link.metres)
    points = tuple(told.nodes[node] for node in path)
    names = [told.links[ident].name for ident in links]
    ruler = _Ruler(points, metres)
    kept = [
        piece
        for piece in _cut(told, path, names, ruler)
        if metres[piece.end] - metres[piece.begin] >= PIECE_METRES or piece.end == len(links)
    ]
    streets: list[Street] = []
    before = 0  # where the kept piece before ended
    for piece in kept:
        turns = _name_turns(ruler.bend(before, piece.begin)) if streets else frozenset({"start"})
        posts = tuple(
            site
            for node in path[before + 1 : piece.end + 1]
            if (site := told.find_site(node, "checkpoint")) is not None
        )
        length = metres[piece.end] - metres[before]
        last = streets[-1] if streets else None
        if last and last.name == piece.name and "straight" in turns:
            streets[-1] = Street(
                last.turns, last.name, last.same, last.metres + length, last.headings, last.posts + posts, last.begin
            )
        else:
            same = last is not None and last.name == piece.name
            headings = name_headings(bearing(points[piece.begin], points[ruler.ahead(piece.begin)]))
            streets.append(Street(turns, piece.name, same, length, headings, posts, before))
        before = piece.end
    return Way(points, tuple(streets))


def _cut(told: Told, path: Sequence[str], names: Sequence[str], ruler: _Ruler) -> list[_Piece]:
    cuts = [0] if names else []
    for at in range(1, len(names)):
        bends = len(told.neighbours[path[at]]) >= 3 and "straight" not in _name_turns(ruler.bend(at, at))
        if names[at] != names[at - 1] or path[at + 1] == path[at - 1] or bends:
            cuts.append(at)
    return [_Piece(names[begin], begin, end) for begin, end in zip(cuts, [*cuts[1:], len(names)], strict=False)]


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Measure directions along a way."""

    points: Sequence[Point]
    metres: Sequence[float]

    def ahead(self, at: int) -> int:
        """Return the first node at least LOOK_METRES on, or the last."""
        return next(
            (to for to in range(at + 1, len(self.points)) if self.metres[to] - self.metres[at] >= LOOK_METRES),
            len(self.points) - 1,
        )

    def behind(self, at: int) -> int:
        """Return the last node at least LOOK_METRES before, or the first."""
        return next((to for to in range(at - 1, -1, -1) if self.metres[at] - self.metres[to] >= LOOK_METRES), 0)

    def bend(self, arrive: int, leave: int) -> float:
        """Return by how many degrees the way bends to the right; below zero = to the left."""
        arriving = _vector(self.points[self.behind(arrive)], self.points[arrive])
        leaving = _vector(self.points[leave], self.points[self.ahead(leave)])
        cross = arriving[0] * leaving[1] - arriving[1] * leaving[0]  # above zero = to the left
        return -math.degrees(math.atan2(cross, arriving[0] * leaving[0] + arriving[1] * leaving[1]))


def _name_turns(degrees: float) -> frozenset[str]:
    return frozenset(_name_turn(degrees + doubt) for doubt in (-DOUBT_DEGREES, DOUBT_DEGREES))


def _name_turn(degrees: float) -> str:
    degrees = (degrees + 180.0) % 360.0 - 180.0
    if abs(degrees) < BEND_DEGREES:
        return "straight"
    if abs(degrees) > BACK_DEGREES:
        return "back"
    return "right" if degrees > 0 else "left"


def name_headings(degrees: float) -> frozenset[str]:
    """Return the compass words that are right for a bearing: two where it lies on the border of both."""
    return frozenset(
        COMPASS[int(((degrees + doubt) % 360.0 + 22.5) // 45.0) % 8] for doubt in (-DOUBT_DEGREES, DOUBT_DEGREES)
    )


def bearing(start: Point, end: Point) -> float:
    """Return the initial bearing of the great circle between two points, in degrees clockwise from north."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (start, end))
    across = lon2 - lon1
    east = math.sin(across) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(across)
    return math.degrees(math.atan2(east, north)) % 360.0


def distance(start: Point, end: Point) -> float:
    """Return the metres of the great circle between two points, by the haversine."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (start, end))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_METRES * math.asin(math.sqrt(half))


def _vector(start: Point, end: Point) -> tuple[float, float]:
    """Return metres east and north, by turning the great circle's bearing and length into a step."""
    angle, length = math.radians(bearing(start, end)), distance(start, end)
    return length * math.sin(angle), length * math.cos(angle)


def round_metres(metres: float) -> frozenset[int]:
    """Return what a length may be said as: to 10 m below 200 m, 50 m below 1 km, 100 m above, at least 10 m.

    Two where it lies within a hair of the middle between two.

    >>> sorted(round_metres(87.0)), sorted(round_metres(1249.0)), sorted(round_metres(25.0))
    ([90], [1200], [20, 30])
    """
    found = set()
    for exact in (metres * (1 - 1e-9) - 1e-6, metres * (1 + 1e-9) + 1e-6):
        grain = 10 if exact < 200 else 50 if exact < 1000 else 100
        found.add(max(10, math.floor(exact / grain + 0.5) * grain))
    return frozenset(found)


def round_straight(metres: float) -> frozenset[int]:
    """Return what a straight distance may be said as, whichever shape of the Earth it was taken on."""
    return round_metres(metres) | round_metres(metres * 0.997) | round_metres(metres * 1.003)
