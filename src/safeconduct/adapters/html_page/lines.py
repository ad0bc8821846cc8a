"""Write lines as one small path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


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
