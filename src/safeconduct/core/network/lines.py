"""Join links into long lines, so that a city's streets fit into little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from safeconduct.core.network.street import StreetNetwork

Pair = tuple[int, int]

CLASSES = ("residential", "tertiary", "secondary", "primary")
FASTER_KMH = (40.0, 50.0, 60.0)
"""From these speeds on a street counts as the next class: a case tells speeds, not classes."""


@dataclass(frozen=True, slots=True)
class StreetLine:
    """Hold one line along streets of one class and one name, in whichever direction they may be used."""

    nodes: tuple[int, ...]  # rows of the network
    street_class: int  # row of CLASSES
    name: str  # "" = unnamed


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


def join_streets(network: StreetNetwork) -> tuple[StreetLine, ...]:
    """Return lines that cover every street of a network once, the great streets last, so that they are drawn on top."""
    classes = np.searchsorted(FASTER_KMH, network.speed_kmh, side="right")
    alike: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for tail, head, of, name in zip(
        network.tail.tolist(), network.head.tolist(), classes.tolist(), network.names, strict=True
    ):
        alike[of, name].append((tail, head))
    return tuple(
        StreetLine(tuple(line), of, name) for (of, name), pairs in sorted(alike.items()) for line in join_links(pairs)
    )


def _follow(beside: dict[int, set[int]], node: int) -> list[int]:
    line = [node]
    while beside[node]:
        ahead = min(beside[node])
        beside[node].remove(ahead)
        beside[ahead].remove(node)
        line.append(ahead)
        node = ahead
    return line
