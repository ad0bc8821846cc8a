"""Answer every day whether the means suffice, and what one more of each would buy."""

from safeconduct.core.sufficiency.assess import Played, Sufficiency, assess_sufficiency, play_plan
from safeconduct.core.sufficiency.chance import Chance, Mean, estimate_chance, estimate_mean
from safeconduct.core.sufficiency.changes import Change, Passed, list_changes
from safeconduct.core.sufficiency.compare import Comparison, Gain, PlannerBrokeRulesError, Replan, compare_changes
from safeconduct.core.sufficiency.digest import digest_case, digest_plan
from safeconduct.core.sufficiency.disruption import NOTHING_GOES_WRONG, Uncertainty, read_uncertainty

__all__ = [
    "NOTHING_GOES_WRONG",
    "Chance",
    "Change",
    "Comparison",
    "Gain",
    "Mean",
    "Passed",
    "PlannerBrokeRulesError",
    "Played",
    "Replan",
    "Sufficiency",
    "Uncertainty",
    "assess_sufficiency",
    "compare_changes",
    "digest_case",
    "digest_plan",
    "estimate_chance",
    "estimate_mean",
    "list_changes",
    "play_plan",
    "read_uncertainty",
]
