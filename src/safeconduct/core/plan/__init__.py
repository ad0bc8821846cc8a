"""Plan how every party moves, prove how good the plan is, and judge any plan."""

from safeconduct.core.plan.case import Case, Limits, Objective
from safeconduct.core.plan.judge import judge_plan
from safeconduct.core.plan.plan import Leg, LegKind, Plan, Trip
from safeconduct.core.plan.planner import Planner, Progress
from safeconduct.core.plan.threat import picture_of, watch_of, with_picture
from safeconduct.core.plan.verdict import CostParts, Verdict

__all__ = [
    "Case",
    "CostParts",
    "Leg",
    "LegKind",
    "Limits",
    "Objective",
    "Plan",
    "Planner",
    "Progress",
    "Trip",
    "Verdict",
    "judge_plan",
    "picture_of",
    "watch_of",
    "with_picture",
]
