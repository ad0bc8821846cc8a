"""Choose the widths and half-lives of the layers from the cells, the step and the past alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safeconduct.core.picture.cells import Cells, Floats

WIDTHS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # standard deviations in cells; 0 is the cell itself
WIDEST = 0.2  # of the shorter side of the grid
HALF_LIVES = (0.25, 1.0, 3.0, 7.0, 14.0, 28.0, 56.0, 120.0, 365.0, 1100.0)  # days; one that never forgets comes last
NEVER = 1e7  # days


@dataclass(frozen=True, slots=True)
class Ladder:
    """Hold the step in days, the layers' half-lives in days, ascending, and their widths in cells, ascending."""

    step: float
    half_lives: Floats
    widths: Floats
    first_slow: int  # the half-lives from here on carry a rate by themselves

    @property
    def areas(self) -> Floats:
        """Give the effective area of each width's kernel, in cells."""
        return 1 + 4 * np.pi * self.widths**2


def choose_ladder(cells: Cells, step: float) -> Ladder:
    """Choose the layers: widths up to a fifth of the grid, half-lives from half a step on.

    >>> choose_ladder(Cells(np.ones((45, 55), bool), 0.0, 0.0, 1e4), 7.0).widths.tolist()
    [0.0, 0.5, 1.0, 2.0, 4.0, 8.0]
    """
    widths = [width for width in WIDTHS if width <= WIDEST * min(cells.mask.shape)]
    lives = [life for life in HALF_LIVES if life >= 0.45 * step]
    slow = [life for life in lives if life >= max(14.0, step)]
    return Ladder(step, np.array([*lives, NEVER]), np.array(widths), len(lives) - len(slow))
