"""Replan after something has happened: keep what is under way, change few, say who must be told what."""

from safeconduct.core.plan.replanning.changes import PartyChange, Told, TripChange
from safeconduct.core.plan.replanning.events import (
    Changed,
    Event,
    FlightChanged,
    HazardAdded,
    PartiesAdded,
    PlaceClosed,
    SiteChanged,
    VehicleLost,
    apply_events,
)
from safeconduct.core.plan.replanning.flatten import PlanDoesNotFitError
from safeconduct.core.plan.replanning.replan import CHANGE_COST, Replanned, Standing, replan, stand_up

__all__ = [
    "CHANGE_COST",
    "Changed",
    "Event",
    "FlightChanged",
    "HazardAdded",
    "PartiesAdded",
    "PartyChange",
    "PlaceClosed",
    "PlanDoesNotFitError",
    "Replanned",
    "SiteChanged",
    "Standing",
    "Told",
    "TripChange",
    "VehicleLost",
    "apply_events",
    "replan",
    "stand_up",
]
