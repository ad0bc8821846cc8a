"""Count dependent voices once: sources linked by copying share their weight, the stronger the link the more.

At a link of strength u two sources are one in a share u of all that may be the case. Links join: a chain of copies is
as strong as its weakest link. In every case each group of sources that are one speaks once, with its loudest voice. So
a voice more never takes anything away, and the order of the voices is no matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]

LEVELS = 10  # strengths of links that are told apart
_HIT, _FALSE_ALARM = 0.8, 0.2  # of the source for which a chance of copying becomes a strength


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Hold which sources are one at each level, and the share of cases of each level; shares add to 1."""

    share: Floats  # (levels,)
    group: NDArray[np.intp]  # (levels, sources)


def find_groups(origins: Sequence[str], links: Mapping[tuple[str, str], float]) -> Groups:
    """Group sources by their links, those of one origin at every level; a source that is silent still links others.

    >>> groups = find_groups(["radio", "mayor", "radio"], {})
    >>> groups.group.tolist(), groups.share.tolist()
    ([[1, 0, 1]], [1.0])
    """
    numbers = {
        origin: number for number, origin in enumerate(sorted({*origins, *(end for pair in links for end in pair)}))
    }
    known = [(numbers[a], numbers[b], temper(chance)) for (a, b), chance in links.items()]
    steps = np.array([np.floor(strength * LEVELS) for _, _, strength in known], dtype=np.intp)
    edges = np.concatenate([[0], np.unique(steps[steps > 0]), [LEVELS]])
    ends = np.array([(a, b) for a, b, _ in known], dtype=np.intp).reshape(-1, 2)
    of_source = np.array([numbers[origin] for origin in origins], dtype=np.intp)
    share, group = [], []
    for low, high in pairwise(edges.tolist()):
        if high > low:
            share.append((high - low) / LEVELS)
            joined = ends[steps >= high] if len(ends) else ends
            group.append(_join(joined, len(numbers))[of_source])
    return Groups(np.array(share, dtype=np.float64), np.array(group, dtype=np.intp).reshape(len(share), len(origins)))


def temper(chance: float) -> float:
    """Return how much of a voice goes when with this chance it is a copy: most of it goes long before all is sure.

    It is what a mixture of a copy and a usual witness loses against the witness, in log-odds.

    >>> round(temper(0.0), 2), round(temper(0.5), 2), round(temper(1.0), 2)
    (0.0, 0.71, 1.0)
    """
    own = 1.0 - chance
    left = np.log((chance + own * _HIT) / (chance + own * _FALSE_ALARM)) / np.log(_HIT / _FALSE_ALARM)
    return float(np.clip(1.0 - left, 0.0, 1.0))


def _join(ends: NDArray[np.intp], sources: int) -> NDArray[np.intp]:
    if not len(ends):
        return np.arange(sources, dtype=np.intp)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(sources, sources))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)


def share_voices(
    side: NDArray[np.intp], source: NDArray[np.intp], told: Floats, groups: Groups
) -> tuple[Floats, Floats]:
    """Return with which share, 0 to 1, each voice counts among those of its side (a proposition, for or against).

    The second array is what others would tell in its place if it fell silent. Of voices that are as loud the source of
    the lowest number counts.
    """
    kept, instead = np.zeros(len(side)), np.zeros(len(side))
    for share, group in zip(groups.share, groups.group, strict=True):
        of_voice = group[source]
        order = np.lexsort((source, -np.abs(told), of_voice, side))
        first = np.ones(len(side) + 1, dtype=bool)
        first[1:-1] = (np.diff(side[order]) != 0) | (np.diff(of_voice[order]) != 0)
        speaks, follows = order[first[:-1]], np.append(order[1:], 0)[first[:-1]]
        kept[speaks] += share
        instead[speaks] += share * np.where(first[1:][first[:-1]], 0.0, told[follows])
    return kept, instead
