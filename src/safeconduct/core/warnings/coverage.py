"""Count who in an area can be told, and who has been, by the names of places and never by persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.district import District
from safeconduct.core.picture.reach import offset_metres
from safeconduct.core.warnings.area import Ring, find_inside

NO_CHANNEL = "none"
ELSEWHERE = "elsewhere in the area"


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold a party where it roughly is, with how it can be reached."""

    party: str
    lon: float  # degrees, WGS 84
    lat: float
    people: int
    channels: frozenset[str] = frozenset()  # empty = nobody asked
    language: str = ""
    precision_metres: float = 0.0


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """Count the people of one place within the area."""

    place: str
    parties: int
    people: int
    reachable: int  # with a channel
    unreachable: int  # asked, and there is none
    unasked: int  # nobody knows: counted as not told
    told: int | None  # whose delivery is confirmed; None = nothing was sent yet, or nothing is known

    @property
    def nobody_tells(self) -> int:
        """Return the people whom no channel of the record reaches."""
        return self.unreachable + self.unasked


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count an area, and those whose rough place leaves open whether they are in it."""

    lines: tuple[CoverageLine, ...]  # by place; places without anybody are left out
    perhaps: int  # people near enough to its border that they may be in it

    def total(self) -> CoverageLine:
        """Return all places together."""
        told = [line.told for line in self.lines]
        return CoverageLine(
            "all",
            sum(line.parties for line in self.lines),
            sum(line.people for line in self.lines),
            sum(line.reachable for line in self.lines),
            sum(line.unreachable for line in self.lines),
            sum(line.unasked for line in self.lines),
            None if not told or None in told else sum(one for one in told if one is not None),
        )


def find_placed(placed: Sequence[Placed], rings: Sequence[Ring]) -> list[Placed]:
    """Return the parties whose place lies in the area."""
    inside = find_inside(rings, *_spots(placed))
    return [one for one, holds in zip(placed, inside.tolist(), strict=True) if holds]


def count_coverage(
    placed: Sequence[Placed],
    rings: Sequence[Ring],
    districts: Sequence[District],
    told: frozenset[str] | None = None,
) -> Coverage:
    """Count the parties in an area by the district in which they are.

    `told` names the parties whose delivery is confirmed: "sent" is not "told". None means that nothing is known yet.

    >>> square = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    >>> people = [Placed("P1", 0.5, 0.5, 4, frozenset({"sms"})), Placed("P2", 0.6, 0.5, 3)]
    >>> line = count_coverage(people, [square], [District("Quay", ((square,),))]).lines[0]
    >>> line.place, line.people, line.reachable, line.nobody_tells
    ('Quay', 7, 4, 3)
    """
    inside = find_placed(placed, rings)
    by_place = group_by_place(inside, districts)
    lines = tuple(_count_line(name, by_place[name], told) for name in sorted(by_place))
    return Coverage(lines, _count_perhaps(placed, inside, rings))


def group_by_place(inside: Sequence[Placed], districts: Sequence[District]) -> dict[str, list[Placed]]:
    """Return parties by the district in which they are."""
    x, y = _spots(inside)
    names = np.full(len(inside), ELSEWHERE, dtype=object)
    for district in districts:
        names[(names == ELSEWHERE) & district.holds(x, y)] = district.name
    by_place: defaultdict[str, list[Placed]] = defaultdict(list)
    for name, one in zip(names.tolist(), inside, strict=True):
        by_place[name].append(one)
    return dict(by_place)


def _count_line(name: str, parties: Sequence[Placed], told: frozenset[str] | None) -> CoverageLine:
    return CoverageLine(
        name,
        len(parties),
        sum(one.people for one in parties),
        sum(one.people for one in parties if one.channels - {NO_CHANNEL}),
        sum(one.people for one in parties if one.channels == {NO_CHANNEL}),
        sum(one.people for one in parties if not one.channels),
        None if told is None else sum(one.people for one in parties if one.party in told),
    )


def _spots(placed: Sequence[Placed]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([one.lon for one in placed], float), np.array([one.lat for one in placed], float)


def _count_perhaps(placed: Sequence[Placed], inside: Sequence[Placed], rings: Sequence[Ring]) -> int:
    """Count people outside whose place is no farther from the area than it is uncertain."""
    held = {one.party for one in inside}
    outside = [one for one in placed if one.party not in held and one.precision_metres > 0]
    if not outside or not rings:
        return 0
    near = np.full(len(outside), np.inf)
    x, y = _spots(outside)
    for ring in rings:
        at = np.array(ring)
        for (x1, y1), (x2, y2) in zip(at[:-1].tolist(), at[1:].tolist(), strict=True):
            near = np.minimum(near, _metres_to_side(x, y, (x1, y1), (x2, y2)))
    return sum(one.people for one, metres in zip(outside, near.tolist(), strict=True) if metres <= one.precision_metres)


def _metres_to_side(
    x: NDArray[np.float64], y: NDArray[np.float64], begin: tuple[float, float], end: tuple[float, float]
) -> NDArray[np.float64]:
    east, north = offset_metres(x, y, begin)
    dx, dy = (float(along[0]) for along in offset_metres(np.array([end[0]]), np.array([end[1]]), begin))
    square = dx * dx + dy * dy
    along = np.clip((east * dx + north * dy) / square, 0.0, 1.0) if square else np.zeros(len(x))
    return np.hypot(east - along * dx, north - along * dy)
