"""Cut a drawing into square cells, and class a hazard rate by its level."""

from __future__ import annotations

from collections import defaultdict

# Expected people harmed of 1 in the open for an hour. Below the first, nothing is drawn, and the legend says so.
LEVELS = (1e-4, 1e-3, 3e-3, 1e-2)
LEVEL_WORDS = ("under 1", "1 to 3", "3 to 10", "10 or more")
Cell = tuple[int, int]


def level_of(rate: float) -> int:
    """Return the class of a rate, 0 to 3; -1 = too low to draw.

    >>> level_of(0.00002), level_of(0.002), level_of(0.5)
    (-1, 1, 3)
    """
    return sum(rate >= least for least in LEVELS) - 1


def cells_along(ends: tuple[int, int, int, int], size: int) -> set[Cell]:
    """Return the cells that a straight link crosses, sampled at half a cell.

    >>> sorted(cells_along((0, 0, 25, 0), 10))
    [(0, 0), (1, 0), (2, 0)]
    """
    x1, y1, x2, y2 = ends
    count = max(abs(x2 - x1), abs(y2 - y1)) * 2 // size + 1
    return {((x1 + (x2 - x1) * k // count) // size, (y1 + (y2 - y1) * k // count) // size) for k in range(count + 1)}


def cells_path(cells: set[Cell], size: int) -> str:
    """Write cells as one path; neighbours in a row become one box.

    >>> cells_path({(0, 0), (1, 0), (3, 0)}, 10)
    'M0 0h20v10h-20zM30 0h10v10h-10z'
    """
    rows: dict[int, list[int]] = defaultdict(list)
    for column, row in cells:
        rows[row].append(column)
    parts = []
    for row, columns in sorted(rows.items()):
        ordered = sorted(columns)
        first = 0
        for k in range(1, len(ordered) + 1):
            if k == len(ordered) or ordered[k] != ordered[k - 1] + 1:
                width = (ordered[k - 1] - ordered[first] + 1) * size
                parts.append(f"M{ordered[first] * size} {row * size}h{width}v{size}h{-width}z")
                first = k
    return "".join(parts)


def outline_path(cells: set[Cell], size: int) -> str:
    """Write the outline of cells as one path, edge by edge.

    >>> outline_path({(0, 0)}, 10)
    'M0 0h10M0 10h10M0 0v10M10 0v10'
    """
    parts = []
    for column, row in sorted(cells):
        x, y = column * size, row * size
        edges = (
            ((column, row - 1), f"M{x} {y}h{size}"),
            ((column, row + 1), f"M{x} {y + size}h{size}"),
            ((column - 1, row), f"M{x} {y}v{size}"),
            ((column + 1, row), f"M{x + size} {y}v{size}"),
        )
        parts += [edge for beside, edge in edges if beside not in cells]
    return "".join(parts)
