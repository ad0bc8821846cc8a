"""Turn incidents per square kilometre into harm: how far each kind reaches, and how often it harms whom it reaches.

The radii and chances are conventions, chosen from published casualty ranges so that kinds can be weighed against each
other; a case may give its own. They say nothing of how many stand there: the crowd counts in the plan's own cost.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.picture.incident import IncidentKind

SQUARE_KILOMETRE = 1e6  # square metres


@dataclass(frozen=True, slots=True)
class Severity:
    """Say how far one incident reaches, and how likely it harms a person in the open within that."""

    radius_metres: float
    chance: float

    @property
    def harm_area(self) -> float:
        """Return the square kilometres in which it would harm everybody: the area reached times the chance.

        >>> round(Severity(100.0, 0.2).harm_area, 5)
        0.00628
        """
        return math.pi * self.radius_metres**2 / SQUARE_KILOMETRE * self.chance


SEVERITY: Mapping[IncidentKind, Severity] = {
    IncidentKind.EXPLOSION: Severity(100.0, 0.30),
    IncidentKind.SHOOTING: Severity(60.0, 0.10),
    IncidentKind.INDIRECT_FIRE: Severity(80.0, 0.20),
    IncidentKind.DETENTION: Severity(40.0, 0.10),
    IncidentKind.CROWD_CRUSH: Severity(40.0, 0.10),
    IncidentKind.OTHER: Severity(50.0, 0.05),
}


def weigh_by_severity(
    rates: Mapping[IncidentKind, NDArray[np.float64]], severity: Mapping[IncidentKind, Severity] = SEVERITY
) -> NDArray[np.float64]:
    """Return the expected people harmed per person-hour in the open, from incidents per km2 and hour of each kind.

    >>> rates = {IncidentKind.EXPLOSION: np.array([0.0, 0.01]), IncidentKind.SHOOTING: np.array([0.0, 0.0])}
    >>> weigh_by_severity(rates).round(6).tolist()
    [0.0, 9.4e-05]
    """
    weighed = (severity[kind].harm_area * rate for kind, rate in rates.items())
    return reduce(np.add, weighed)  # one after the other: places are many
