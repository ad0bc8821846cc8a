"""Give the hazard to plan against: the case's own where it gives one, else that of the picture of its reports."""

from __future__ import annotations

from dataclasses import replace

from safeconduct.core.basics import Window
from safeconduct.core.picture import ThreatPicture, hazard_rows, make_picture
from safeconduct.core.plan.case import Case


def picture_of(case: Case) -> ThreatPicture:
    """Return the picture of the case's reports from its start to its deadline."""
    span = Window(case.start, case.deadline)
    return make_picture(case.network, case.reports, span, case.objective.background_rate)


def with_picture(case: Case, *, cautious: bool = False) -> Case:
    """Return the case with the hazard to plan against; the case itself where it gives one or there is nothing to add.

    `cautious` counts the unknown with its upper bound.
    """
    if case.hazard is not None or not (case.reports or cautious):
        return case
    return replace(case, hazard=hazard_rows(picture_of(case), kappa=1.0 if cautious else 0.0))
