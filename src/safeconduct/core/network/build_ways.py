"""Cut OpenStreetMap ways into directed links, at intersections only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.core.network.build_distance import Point, measure_path
from safeconduct.core.network.build_links import RawLink
from safeconduct.core.network.build_rules import ROAD_CLASSES, WayUse, parse_speed, read_use
from safeconduct.core.network.build_tally import Tally

USED_TAGS = frozenset(
    {"highway", "name", "ref", "oneway", "junction", "access", "foot", "vehicle", "motor_vehicle", "motorcar"}
    | {"motorroad", "maxspeed", "maxspeed:forward", "maxspeed:backward"}
)


@dataclass(frozen=True, slots=True)
class Way:
    """Carry one OpenStreetMap way: its id, the ids of its nodes in order, and the tags that matter here."""

    way_id: str
    nodes: tuple[str, ...]
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Run:
    """Carry an unbroken stretch of a way that somebody may use."""

    way: Way
    use: WayUse
    nodes: tuple[str, ...]


def cut_ways(ways: Sequence[Way], places: Mapping[str, Point], tally: Tally) -> list[RawLink]:
    """Return the links of the ways that somebody may use, lengths in metres along the geometry.

    `places` holds the nodes with a good position. A way is cut where it meets another or itself, at its ends, and
    where a node is missing (an extract's border). A link is named WAY.PIECE, against the way's direction WAY.PIECEr,
    so that the same street has the same id in the next import.
    """
    runs = [run for way in ways if (use := _check_use(way, tally)) for run in _find_runs(way, use, places, tally)]
    visits = Counter(node for run in runs for node in run.nodes)
    for run in runs:  # an end is always a node of the network
        visits[run.nodes[0]] += 1
        visits[run.nodes[-1]] += 1
    links: list[RawLink] = []
    pieces: Counter[str] = Counter()
    for run in runs:
        speed, speed_back = _read_speeds(run.way.tags, tally)
        for nodes in _cut(run.nodes, visits):
            pieces[run.way.way_id] += 1
            ident = f"{run.way.way_id}.{pieces[run.way.way_id]}"
            links += _both_ways(ident, run, nodes, measure_path([places[node] for node in nodes]), speed, speed_back)
    return links


def _check_use(way: Way, tally: Tally) -> WayUse | None:
    """Return the use of a way, or None and a count of why there is none."""
    use = read_use(way.tags)
    if use.any:
        return use
    highway = way.tags.get("highway", "")
    tally.drop("access refused" if highway in ROAD_CLASSES else f"no street: highway={highway[:30]}", "ways")
    return None


def _find_runs(way: Way, use: WayUse, places: Mapping[str, Point], tally: Tally) -> Iterator[_Run]:
    """Give the stretches of a way between missing nodes; one node alone is no stretch."""
    run: list[str] = []
    missing = 0
    for node in (*way.nodes, None):
        if node is not None and node in places:
            if not run or run[-1] != node:
                run.append(node)
            continue
        missing += node is not None
        if len(run) > 1:
            yield _Run(way, use, tuple(run))
        run = []
    tally.mend("way cut at a node that is missing or has no good position", 1 if missing else 0)


def _cut(nodes: Sequence[str], visits: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Give the pieces of a run between nodes of the network; a loop is halved, so that its houses stay reachable."""
    start = 0
    for end in range(1, len(nodes)):
        if visits[nodes[end]] < 2:
            continue
        piece = tuple(nodes[start : end + 1])
        start = end
        if piece[0] == piece[-1] and len(piece) > 3:
            middle = len(piece) // 2
            yield piece[: middle + 1]
            yield piece[middle:]
        else:
            yield piece


def _both_ways(
    ident: str, run: _Run, nodes: Sequence[str], metres: float, speed: float | None, speed_back: float | None
) -> Iterator[RawLink]:
    tags, use = run.way.tags, run.use
    name = tags.get("name") or tags.get("ref") or ""
    highway = tags["highway"]
    if use.walk or use.auto:
        yield RawLink(ident, nodes[0], nodes[-1], metres, speed, use.walk, use.auto, highway, name)
    if use.walk or use.auto_back:
        yield RawLink(f"{ident}r", nodes[-1], nodes[0], metres, speed_back, use.walk, use.auto_back, highway, name)


def _read_speeds(tags: Mapping[str, str], tally: Tally) -> tuple[float | None, float | None]:
    """Return the speeds along and against the way; None where none is stated or it cannot be read."""
    both = tags.get("maxspeed", "")
    speeds: list[float | None] = []
    unreadable = 0
    for key in ("maxspeed:forward", "maxspeed:backward"):
        try:
            speeds.append(parse_speed(tags.get(key, both)))
        except ValueError:
            speeds.append(None)
            unreadable = 1
    tally.mend("maxspeed that is no speed taken from the road class", unreadable)
    return speeds[0], speeds[1]
