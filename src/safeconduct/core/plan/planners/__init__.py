"""Offer the planners: one file each, one line in this table each."""

from collections.abc import Mapping
from types import MappingProxyType

from safeconduct.core.plan.planner import Planner
from safeconduct.core.plan.planners.annealing import AnnealingPlanner
from safeconduct.core.plan.planners.greedy import GreedyPlanner

PLANNERS: Mapping[str, Planner] = MappingProxyType({"default": AnnealingPlanner(), "greedy": GreedyPlanner()})

__all__ = ["PLANNERS"]
