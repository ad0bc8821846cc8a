"""Write street names along their streets, where there is room."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from safeconduct.core.instructions.reach.cutting import Units, cut_pieces

LETTER: Final = 18.5  # units: the usual width of a letter
TALL: Final = 38.0  # units: the height of a line
LONGEST: Final = 30  # letters; a longer name is left out, not cut


@dataclass(frozen=True, slots=True)
class Name:
    """Give a name, where its middle stands, and by how many degrees it is turned, clockwise."""

    text: str
    at: tuple[int, int]
    degrees: int


def place_names(
    chains: Sequence[tuple[str, Sequence[Units]]],
    first: Collection[str],
    taken: Sequence[tuple[float, float, float]],
    size: tuple[int, int],
    most: int,
) -> tuple[Name, ...]:
    """Return at most so many names, each once, on a straight piece of its street; no two touch, none leaves the map.

    Names in `first` are placed before others; `taken` are circles (x, y, radius) where nothing may stand.
    """
    pieces = sorted(
        (
            (name not in first, -math.dist(a, b), name, a, b)
            for name, line in chains
            if name and len(name) <= LONGEST
            for a, b in cut_pieces(line, size)
        ),
        key=lambda piece: piece[:3],
    )
    circles = list(taken)
    placed: dict[str, Name] = {}
    for _, negative_run, name, a, b in pieces:
        if len(placed) >= most:
            break
        needed = LETTER * len(name)
        if name in placed or (needed > -negative_run * (2.0 if name in first else 1.2)):
            continue
        angle = math.atan2(b[1] - a[1], b[0] - a[0])
        if math.cos(angle) < 0:
            angle += math.pi
        for share in (0.5, 0.3, 0.7):
            x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            own = _cover(x, y, angle, needed)
            inside = all(r / 2 < cx < size[0] - r / 2 and r / 2 < cy < size[1] - r / 2 for cx, cy, r in own)
            if inside and all(math.dist(one[:2], two[:2]) > one[2] + two[2] for one in own for two in circles):
                circles += own
                degrees = (round(math.degrees(angle)) + 180) % 360 - 180
                placed[name] = Name(name, (round(x), round(y)), degrees)
                break
    return tuple(placed.values())


def _cover(x: float, y: float, angle: float, length: float) -> list[tuple[float, float, float]]:
    """Return circles that cover a line of letters."""
    many = max(1, round(length / TALL))
    step = length / many
    return [
        (x + math.cos(angle) * offset, y + math.sin(angle) * offset, TALL / 2)
        for offset in (step * (at + 0.5) - length / 2 for at in range(many))
    ]
