"""Draw the risk of a plan: of the whole, of every party and of every vehicle."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from safeconduct.core.basics import Window
from safeconduct.core.picture.draws import Part, draw_risk
from safeconduct.core.plan.case import Case
from safeconduct.core.plan.exposed import list_exposures
from safeconduct.core.plan.plan import Plan
from safeconduct.core.plan.threat import forecast_case, placed_overrides

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PlanRisk:
    """Hold draws of the expected people harmed on the way; crowds and who is left behind are not among them."""

    whole: Floats  # (draws,)
    counted: float  # what the picture's means alone make of it: the judge's exposure with kappa 0
    parties: Floats  # (parties, draws), in the order of the case
    vehicles: tuple[tuple[str, int], ...]  # fleet and number of those that carry anybody
    of_vehicles: Floats  # (vehicles, draws): harm to all aboard on their trips together
    parts: tuple[Part, ...]  # of the whole


def draw_plan_risk(case: Case, plan: Plan, draws: int, rng: np.random.Generator) -> PlanRisk:
    """Return the plan's risk by the threat picture of the case, whose own hazard, if it gives one, is not looked at.

    The same `rng` gives the same draws; so two plans of a case can be compared draw by draw.
    """
    span, background = Window(case.start, case.deadline), case.objective.background_rate
    exposed = list_exposures(case, plan)
    owners = exposed.parties + exposed.trips
    stays, seen = exposed.exposures, forecast_case(case)
    made = draw_risk(
        case.network,
        case.reports,
        span,
        background,
        seen,
        stays,
        owners,
        draws=draws,
        rng=rng,
        sources=case.source_priors,
        overrides=placed_overrides(case),
    )
    whole = made.harm.sum(axis=0)
    parties, of_trips = np.split(made.harm, [exposed.parties])
    for party, trip, share in exposed.rides:
        parties[party] += share * of_trips[trip]
    trips = defaultdict(list)
    for row in sorted({trip for _, trip, _ in exposed.rides}):
        trips[plan.trips[row].fleet_id, plan.trips[row].vehicle].append(row)
    vehicles = tuple(sorted(trips))
    by_vehicle = np.array([of_trips[trips[vehicle]].sum(axis=0) for vehicle in vehicles]).reshape(-1, draws)
    return PlanRisk(whole, float(made.counted.sum()), parties, vehicles, by_vehicle, made.parts)
