"""Read the picture of all places over a series of spans of time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.picture.picture import ThreatPicture
from safeconduct.core.picture.status import Status

GRAVITY = np.array([1, 0, 2], dtype=np.int8)  # of each Status: what is not known is graver than what is clear
_BY_GRAVITY = np.argsort(GRAVITY).astype(np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class Spell:
    """Give, for every link and then every node, the gravest that holds there at any moment of the window."""

    window: Window
    status: NDArray[np.int8]  # Status: a known threat before the unknown, the unknown before what is clear
    rate: NDArray[np.float64]  # expected people harmed per person-hour in the open
    high: NDArray[np.float64]


def cut_window(window: Window, step_hours: float = 3.0, most: int = 12) -> tuple[Window, ...]:
    """Cut a window into steps, the last perhaps shorter; into longer ones where there would be more than `most`.

    >>> [(part.start / 3600, part.end / 3600) for part in cut_window(Window(0.0, 8 * 3600.0))]
    [(0.0, 3.0), (3.0, 6.0), (6.0, 8.0)]
    >>> len(cut_window(Window(0.0, 72 * 3600.0)))
    12
    """
    length, step = window.end - window.start, step_hours * 3600.0
    step *= max(1, math.ceil(length / (step * most)))
    inner = [window.start + number * step for number in range(1, max(1, math.ceil(length / step)))]
    edges = [window.start, *(edge for edge in inner if edge < window.end), window.end]
    return tuple(Window(begin, end) for begin, end in pairwise(edges))


def gravest_of(status: NDArray[np.int8]) -> Status:
    """Return the gravest status of some.

    >>> gravest_of(np.array([Status.KNOWN_CLEAR, Status.UNKNOWN], np.int8)).name
    'UNKNOWN'
    """
    return Status(int(_BY_GRAVITY[GRAVITY[status].max()]))


def read_spell(picture: ThreatPicture, window: Window) -> Spell:
    """Return the gravest of every place within a window, so that no short danger falls between two maps.

    Raises:
        ValueError: where the window is not within the picture's.
    """
    if not picture.window.start <= window.start < window.end <= picture.window.end:
        raise ValueError(f"{window} is outside the picture's window")
    spans, first = picture.spans, picture.spans.first[:-1]
    within = (spans.start < window.end) & (spans.end > window.start)
    gravity = np.maximum.reduceat(np.where(within, GRAVITY[spans.status], -1), first)
    rate, high = (np.maximum.reduceat(np.where(within, values, 0.0), first) for values in (spans.rate, spans.high))
    return Spell(window, _BY_GRAVITY[gravity][picture.region], rate[picture.region], high[picture.region])
