"""Cut lines to a map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Units = tuple[float, float]


def cut_pieces(line: Sequence[Units], size: tuple[int, int]) -> list[tuple[Units, Units]]:
    """Return the straight pieces of a line, each cut to a map of a width and height that begins at (0, 0).

    Source: Y. Liang and B. Barsky, ACM Transactions on Graphics 3 (1984).

    >>> cut_pieces([(-5.0, 5.0), (5.0, 5.0), (5.0, 50.0)], (10, 10))
    [((0.0, 5.0), (5.0, 5.0)), ((5.0, 5.0), (5.0, 10.0))]
    """
    found = []
    for (ax, ay), (bx, by) in pairwise(line):
        dx, dy, low, high = bx - ax, by - ay, 0.0, 1.0
        for step, room in ((-dx, ax), (dx, size[0] - ax), (-dy, ay), (dy, size[1] - ay)):
            if step == 0:
                if room < 0:
                    high = -1.0
            elif step < 0:
                low = max(low, room / step)
            else:
                high = min(high, room / step)
        if low < high:
            found.append(((ax + dx * low, ay + dy * low), (ax + dx * high, ay + dy * high)))
    return found


def cut_line(line: Sequence[Units], size: tuple[int, int]) -> list[list[Units]]:
    """Return the parts of a line that are on a map.

    >>> cut_line([(5.0, 5.0), (15.0, 5.0), (15.0, 6.0), (5.0, 6.0)], (10, 10))
    [[(5.0, 5.0), (10.0, 5.0)], [(10.0, 6.0), (5.0, 6.0)]]
    """
    parts: list[list[Units]] = []
    for start, end in cut_pieces(line, size):
        if parts and parts[-1][-1] == start:
            parts[-1].append(end)
        else:
            parts.append([start, end])
    return parts
