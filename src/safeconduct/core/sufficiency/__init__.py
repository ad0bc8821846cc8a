"""Answer every day whether the means suffice, and what one more of each would buy."""

from safeconduct.core.sufficiency.answer import Assessed, list_answer
from safeconduct.core.sufficiency.assess import Played, Sufficiency, assess_sufficiency, play_plan
from safeconduct.core.sufficiency.bottleneck import Bottleneck, find_bottleneck
from safeconduct.core.sufficiency.chance import Chance, Mean, estimate_chance, estimate_mean
from safeconduct.core.sufficiency.changes import Change, Passed, list_changes
from safeconduct.core.sufficiency.compare import Comparison, Gain, PlannerBrokeRulesError, Replan, compare_changes
from safeconduct.core.sufficiency.crew import Crew
from safeconduct.core.sufficiency.digest import digest_case, digest_plan
from safeconduct.core.sufficiency.disruption import NOTHING_GOES_WRONG, Uncertainty, read_uncertainty
from safeconduct.core.sufficiency.last_departure import LastDeparture
from safeconduct.core.sufficiency.staff import Staff, read_staff
from safeconduct.core.sufficiency.worst import WorstCase, play_worst

__all__ = [
    "NOTHING_GOES_WRONG",
    "Assessed",
    "Bottleneck",
    "Chance",
    "Change",
    "Comparison",
    "Crew",
    "Gain",
    "LastDeparture",
    "Mean",
    "Passed",
    "PlannerBrokeRulesError",
    "Played",
    "Replan",
    "Staff",
    "Sufficiency",
    "Uncertainty",
    "WorstCase",
    "assess_sufficiency",
    "compare_changes",
    "digest_case",
    "digest_plan",
    "estimate_chance",
    "estimate_mean",
    "find_bottleneck",
    "list_answer",
    "list_changes",
    "play_plan",
    "play_worst",
    "read_staff",
    "read_uncertainty",
]
