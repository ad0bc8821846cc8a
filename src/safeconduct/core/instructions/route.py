"""Turn the links of one leg into streets, turns and the line on the map, in one pass: text and map cannot part."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from safeconduct.core.basics.earth import METRES_PER_DEGREE
from safeconduct.core.instructions.directory import Directory, cell_of, misfit
from safeconduct.core.network import Landmark, Site
from safeconduct.core.plan import Leg, LegKind

SHORT_METRES = 15.0  # a piece shorter than this inside a crossing is no street to name
LOOK_METRES = (
    10.0  # over at least this much of the way a direction is taken, so that a kink at a crossing misleads nobody
)

LANDMARK_METRES = 50.0  # a landmark farther from a turn is not seen to be at it


class Turn(StrEnum):
    """Name what a person does at a junction."""

    START = "start"
    STRAIGHT = "straight"
    LEFT = "left"
    RIGHT = "right"
    BACK = "back"


_TURNS = (Turn.LEFT, Turn.RIGHT, Turn.BACK)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Give one street along the way: the turn onto it, how far to follow it, what is passed on it."""

    turn: Turn
    name: str  # "" = unnamed
    metres: float
    heading: str  # its direction at its beginning, as `compass_word` names it
    checkpoints: tuple[Site, ...] = ()
    same_street: bool = False  # the name before the turn was the same
    begin: int = 0  # at which point of the route's geometry it begins
    landmark: Landmark | None = None  # by which the turn is known


@dataclass(frozen=True, slots=True)
class Route:
    """Give the way of one leg, in words and as a line of (longitude, latitude) in degrees."""

    kind: LegKind
    depart: float  # POSIX second
    arrive: float  # POSIX second
    stretches: tuple[Stretch, ...]
    geometry: tuple[tuple[float, float], ...]

    @property
    def metres(self) -> float:
        """Add the stretches."""
        return sum(stretch.metres for stretch in self.stretches)


def trace_route(directory: Directory, leg: Leg) -> Route:
    """Return the way of a walk or drive; raise PlanMisfitError where its links do not join its two nodes.

    Links of one name are one stretch until a true turn at a junction; pieces shorter than 15 m between two streets are
    counted with the next one. The stretches' metres add up to the length of the links.
    """
    way = (str(leg.kind), leg.from_node, leg.to_node, leg.links)
    if way not in directory.traced:
        directory.traced[way] = _trace(directory, leg)
    return replace(directory.traced[way], depart=leg.depart, arrive=leg.arrive)


def _trace(directory: Directory, leg: Leg) -> Route:
    rows, path = _follow_links(directory, leg)
    line = tuple(map(directory.point.__getitem__, path))
    along = list(accumulate(map(directory.metres.__getitem__, rows), initial=0.0))
    names = list(map(directory.street.__getitem__, rows))
    cuts = [0]
    for at in range(1, len(rows)):
        if (
            names[at - 1] != names[at]
            or path[at - 1] == path[at + 1]
            or (directory.junction[path[at]] and _turn(directory, path, along, at, at) is not Turn.STRAIGHT)
        ):
            cuts.append(at)
    guarded = not directory.post_at.keys().isdisjoint(path)
    posts = [(at, directory.post_at[path[at]]) for at in range(1, len(path) * guarded) if path[at] in directory.post_at]
    stretches: list[Stretch] = []
    begin = last_end = 0
    for cut, end in zip(cuts, [*cuts[1:], len(rows)], strict=True) if rows else ():
        if end < len(rows) and along[end] - along[cut] < SHORT_METRES:
            continue  # its metres go to the next stretch, which still begins at `begin`
        turn = _turn(directory, path, along, last_end, cut) if stretches else Turn.START
        passed = tuple(site for at, site in posts if begin < at <= end)
        metres = along[end] - along[begin]
        before = stretches[-1] if stretches else None
        if before and before.name == names[cut] and turn is Turn.STRAIGHT:
            stretches[-1] = Stretch(
                before.turn, before.name, before.metres + metres, before.heading,
                before.checkpoints + passed, before.same_street, before.begin, before.landmark,
            )  # fmt: skip
        else:
            same = before is not None and before.name == names[cut]
            heading = compass_word(bearing_and_metres(line[cut], line[_look_ahead(along, cut)])[0])
            landmark = find_landmark(directory, line[begin]) if turn in _TURNS else None
            stretches.append(Stretch(turn, names[cut], metres, heading, passed, same, begin, landmark))
        begin = last_end = end
    return Route(LegKind(leg.kind), leg.depart, leg.arrive, tuple(stretches), line)


def find_landmark(directory: Directory, point: tuple[float, float]) -> Landmark | None:
    """Return the landmark nearest to a point, within LANDMARK_METRES; None where there is none."""
    column, row = cell_of(*point)
    near = [
        (bearing_and_metres(point, (one.x, one.y))[1], at, one)
        for across in (-1, 0, 1)
        for along in (-1, 0, 1)
        for at, one in directory.landmarks.get((column + across, row + along), ())
    ]
    metres, _, found = min(near, default=(math.inf, 0, None))
    return found if metres <= LANDMARK_METRES else None


def compass_word(bearing: float) -> str:
    """Return the nearest of eight directions for a bearing in degrees clockwise from north.

    >>> compass_word(0.0), compass_word(140.0), compass_word(350.0)
    ('north', 'south-east', 'north')
    """
    words = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return words[round(bearing / 45.0) % 8]


def bearing_and_metres(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    """Return the bearing (degrees clockwise from north) and distance in metres, on a flat Earth: good within a city.

    >>> [round(figure) for figure in bearing_and_metres((0.0, 0.0), (0.01, 0.0))]
    [90, 1112]
    """
    east = ((end[0] - start[0] + 180.0) % 360.0 - 180.0) * math.cos(math.radians((start[1] + end[1]) / 2.0))
    north = end[1] - start[1]
    return math.degrees(math.atan2(east, north)) % 360.0, math.hypot(east, north) * METRES_PER_DEGREE


def name_turn(angle: float) -> Turn:
    """Return the turn for a change of bearing in degrees, clockwise positive.

    >>> [name_turn(angle).value for angle in (90.0, -90.0, 20.0, 350.0, 180.0)]
    ['right', 'left', 'straight', 'straight', 'back']
    """
    angle = (angle + 180.0) % 360.0 - 180.0
    if abs(angle) < 40.0:
        return Turn.STRAIGHT
    if abs(angle) > 155.0:
        return Turn.BACK
    return Turn.RIGHT if angle > 0 else Turn.LEFT


def _follow_links(directory: Directory, leg: Leg) -> tuple[list[int], list[int]]:
    """Return the rows of a leg's links and of its nodes."""
    who = f"party {leg.party_id!r} leg {leg.seq}"
    directory.position(leg.from_node, who)
    directory.position(leg.to_node, who)
    known, head, tail = directory.link, directory.head, directory.tail
    try:
        rows = list(map(known.__getitem__, leg.links))
    except KeyError as strange:
        raise misfit(f"{who}: link {strange.args[0]!r} is not in the case") from None
    path = [directory.node[leg.from_node], *map(head.__getitem__, rows)]
    if list(map(tail.__getitem__, rows)) != path[:-1]:
        apart = next(link for link, row, node in zip(leg.links, rows, path, strict=False) if tail[row] != node)
        raise misfit(f"{who}: link {apart!r} does not join the way")
    if path[-1] != directory.node[leg.to_node]:
        raise misfit(f"{who}: its links do not end at its node {leg.to_node!r}")
    return rows, path


def _turn(directory: Directory, path: list[int], along: list[float], arrive: int, leave: int) -> Turn:
    """Return the turn between the way up to point `arrive` and the way on from point `leave`."""
    back = arrive - 1
    while back > 0 and along[arrive] - along[back] < LOOK_METRES:
        back -= 1
    ways = path[back], path[arrive], path[leave], path[_look_ahead(along, leave)]
    found = directory.turns.get(ways)
    if found is None:
        come, arrived, left, gone = map(directory.point.__getitem__, ways)
        incoming, outgoing = bearing_and_metres(come, arrived)[0], bearing_and_metres(left, gone)[0]
        found = directory.turns[ways] = name_turn(outgoing - incoming)
    return found


def _look_ahead(along: list[float], leave: int) -> int:
    """Return the point to which the way on from another has its direction: the next LOOK_METRES at least."""
    ahead = leave + 1
    while ahead < len(along) - 1 and along[ahead] - along[leave] < LOOK_METRES:
        ahead += 1
    return ahead
