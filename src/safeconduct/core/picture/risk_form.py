"""Put a hazard into the form of UN security risk management: likelihood, impact and level, and what a person overrides.

The words for likelihood and impact, and the level "unacceptable", are those of the UN Security Management System's
Security Risk Management. The matrix and the cut points between the words are our convention: an organisation that has
its own compares before it uses them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from safeconduct.core.basics import Window
from safeconduct.core.picture.incident import IncidentKind


class Likelihood(IntEnum):
    """Say how likely at least one event is within the window."""

    VERY_UNLIKELY = 1
    UNLIKELY = 2
    MODERATELY_LIKELY = 3
    LIKELY = 4
    VERY_LIKELY = 5


class Impact(IntEnum):
    """Say how much harm one event does."""

    NEGLIGIBLE = 1
    MINOR = 2
    MODERATE = 3
    SEVERE = 4
    CRITICAL = 5


class RiskLevel(IntEnum):
    """Name the level of the risk."""

    VERY_LOW = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    VERY_HIGH = 5
    UNACCEPTABLE = 6


FACTOR_MOST = 1000.0  # of a rate; more is a slip of the pen
CHANCES = (0.01, 0.1, 0.35, 0.7)
"""P(at least one event) from which a likelihood is the next higher."""

HARMED = (0.1, 1.0, 3.0, 10.0)
"""Expected people harmed by one event from which an impact is the next higher."""

MATRIX = (  # a row for each likelihood, a column for each impact
    (1, 1, 1, 2, 2),
    (1, 2, 2, 3, 3),
    (1, 2, 3, 4, 4),
    (2, 3, 4, 4, 5),
    (2, 3, 4, 5, 6),
)


@dataclass(frozen=True, slots=True)
class RiskForm:
    """Hold one line of the form."""

    chance: float  # of at least one event within the window
    likelihood: Likelihood
    impact: Impact
    level: RiskLevel


@dataclass(frozen=True, slots=True)
class Override:
    """Hold what a person sets against the figures, and until when; one of `level` and `rate_factor`.

    Raises:
        ValueError: without a person, a reason or an end, or with both settings or none.
    """

    place: str
    kind: IncidentKind | None  # None = every kind
    by: str
    reason: str
    when: Window  # it has no effect before and after
    level: RiskLevel | None = None
    rate_factor: float | None = None

    def __post_init__(self) -> None:
        """Refuse what nobody answers for, and what would never end."""
        if not self.by.strip() or not self.reason.strip():
            raise ValueError("an override needs who sets it and why")
        if not (math.isfinite(self.when.end) and self.when.start < self.when.end):
            raise ValueError("an override needs an end after its beginning")
        if (self.level is None) == (self.rate_factor is None):
            raise ValueError("an override sets a level or a factor of the rate, one of the two")
        if self.rate_factor is not None and not 0.0 < self.rate_factor <= FACTOR_MOST:
            raise ValueError("a factor is above 0, for nobody can say that nothing will happen, and at most 1,000")


@dataclass(frozen=True, slots=True)
class Overridden:
    """Hold the line that counts beside the one that the figures give, and every override of the place."""

    form: RiskForm
    of_figures: RiskForm
    in_effect: Override | None  # that sets the level
    listed: tuple[Override, ...]  # expired and coming ones too, in order of their beginning


def fill_risk_form(events_per_day: float, days: float, harmed_per_event: float) -> RiskForm:
    """Return the line for a rate of events at a place, over a window of so many days.

    Give the upper bound of the rate where a place is unknown: unknown is not unlikely.

    >>> fill_risk_form(0.5, 1.0, 4.0).level.name
    'HIGH'

    Raises:
        ValueError: for a figure that is negative or none.
    """
    for name, figure in (("events_per_day", events_per_day), ("days", days), ("harmed_per_event", harmed_per_event)):
        if not 0.0 <= figure < math.inf:
            raise ValueError(f"{name} is {figure}: it must be known, finite and not below 0")
    chance = -math.expm1(-events_per_day * days)
    likelihood = Likelihood(bisect_right(CHANCES, chance) + 1)
    impact = Impact(bisect_right(HARMED, harmed_per_event) + 1)
    return RiskForm(chance, likelihood, impact, RiskLevel(MATRIX[likelihood - 1][impact - 1]))


def set_level(
    form: RiskForm, of_figures: RiskForm, place: str, overrides: Sequence[Override], during: Window
) -> Overridden:
    """Return the line of a place with the level that a person sets for it: of several the one begun last.

    `form` is filled from rates as they are overridden, `of_figures` from those that nobody touched. A level for one
    kind of event counts where it is higher than that of the line, which is of every kind.
    """
    listed = tuple(sorted((one for one in overrides if one.place == place), key=lambda one: one.when))
    active = [one for one in listed if one.when.start < during.end and during.start < one.when.end]
    chosen, level = None, form.level
    for one in active:
        if one.level is not None and one.kind is None:
            chosen, level = one, one.level
    for one in active:
        if one.level is not None and one.kind is not None and one.level > level:
            chosen, level = one, one.level
    return Overridden(RiskForm(form.chance, form.likelihood, form.impact, level), of_figures, chosen, listed)
