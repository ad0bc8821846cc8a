"""Give the hazard to plan against: the case's own where it gives one, else that of its threat picture."""

from __future__ import annotations

from dataclasses import replace

from safeconduct.core.basics import Window
from safeconduct.core.picture import ThreatPicture, Watch, find_looks, forecast_incidents, hazard_rows, make_picture
from safeconduct.core.picture.district import districts_of
from safeconduct.core.picture.override import PlacedOverride, override_picture, place_overrides
from safeconduct.core.picture.street_hazard import StreetHazard
from safeconduct.core.plan.case import Case


def picture_of(case: Case) -> ThreatPicture:
    """Return the picture of the case's reports and incidents from its start to its deadline, as persons override it."""
    span, background = Window(case.start, case.deadline), case.objective.background_rate
    made = make_picture(case.network, case.reports, span, background, forecast_case(case), case.source_priors)
    return override_picture(made, placed_overrides(case))


def forecast_case(case: Case) -> StreetHazard | None:
    """Return what the case's incidents say of its streets; None where nothing happened before its start."""
    span, background = Window(case.start, case.deadline), case.objective.background_rate
    offset = case.utc_offset_seconds
    return forecast_incidents(case.network, case.incidents, span, offset, background, watch_of(case), case.sites)


def watch_of(case: Case) -> Watch:
    """Return who watches: what the case says of it and, only beside that, who was there and reported that it is clear.

    Where nobody says who watches, a single look does not turn the silence of everywhere else into something known.
    """
    told = Watch(case.watched, case.watchers)
    return told.beside(find_looks(case.reports, case.incidents, case.source_priors)) if told else told


def placed_overrides(case: Case) -> tuple[PlacedOverride, ...]:
    """Return the overrides of the case with the places that each speaks of."""
    if not case.overrides:
        return ()
    nodes = {site.site_id: site.node_id for site in case.sites}
    return place_overrides(case.network, nodes, districts_of(case.network, case.districts), case.overrides)


def with_picture(case: Case, *, cautious: bool = False) -> Case:
    """Return the case with the hazard to plan against; the case itself where it gives one or there is nothing to add.

    Above the mean counts the case's `kappa` of what is not known; `cautious` counts all of it.
    """
    kappa = 1.0 if cautious else case.kappa
    if case.hazard is not None or not (case.reports or case.incidents or case.overrides or kappa):
        return case
    return replace(case, hazard=hazard_rows(picture_of(case), kappa=kappa))
