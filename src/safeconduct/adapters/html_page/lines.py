"""Join links into long lines, so that a city's streets fit into one small path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

Pair = tuple[int, int]


def join_links(pairs: Iterable[Pair]) -> list[list[int]]:
    """Chain undirected links between nodes into lines that cover each link once.

    >>> join_links([(1, 2), (3, 2), (2, 1)])
    [[1, 2, 3]]
    """
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        if a != b:
            beside[a].add(b)
            beside[b].add(a)
    # Ends and crossings first: what is left over then are rings.
    order = sorted(beside, key=lambda node: (len(beside[node]) == 2, node))
    return [_follow(beside, node) for node in order for _ in range(len(beside[node])) if beside[node]]


def _follow(beside: dict[int, set[int]], node: int) -> list[int]:
    line = [node]
    while beside[node]:
        ahead = min(beside[node])
        beside[node].remove(ahead)
        beside[ahead].remove(node)
        line.append(ahead)
        node = ahead
    return line


def path_of(lines: Iterable[Sequence[int]], x: Sequence[int], y: Sequence[int], least: int = 3) -> str:
    """Write lines as one path of whole numbers, relative; a point nearer than `least` to the last one is dropped.

    >>> path_of([[0, 1, 2]], [0, 1, 20], [0, 0, 5])
    'M0 0l20 5'
    """
    parts: list[str] = []
    for line in lines:
        at_x, at_y = x[line[0]], y[line[0]]
        steps: list[str] = []
        for number, node in enumerate(line[1:], 2):
            dx, dy = x[node] - at_x, y[node] - at_y
            if abs(dx) + abs(dy) >= least or (number == len(line) and (dx or dy)):
                steps.append(f"{dx} {dy}")
                at_x, at_y = x[node], y[node]
        if steps:
            parts.append(f"M{x[line[0]]} {y[line[0]]}l" + " ".join(steps))
    return "".join(parts)
