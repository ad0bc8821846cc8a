"""Say who is where and when, in the open or sheltered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.cells import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Exposures:
    """Hold stays, one a row: on a link for the time on it, or at a node; columns are of one length."""

    owner: NDArray[np.intp]  # whose risk it is: a route, a party, a run; from 0
    place: NDArray[np.intp]  # row among the network's links and then its nodes
    start: Floats  # POSIX seconds
    end: Floats
    people: Floats  # persons, each as far as the rate in the open reaches them

    def __post_init__(self) -> None:
        """Refuse columns of several lengths."""
        if len({len(column) for column in (self.owner, self.place, self.start, self.end, self.people)}) > 1:
            raise ValueError("the columns of exposures differ in length")
