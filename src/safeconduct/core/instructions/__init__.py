"""Tell every party exactly what to do: one short text, one long text and one map from the same legs."""

from safeconduct.core.instructions.check_code import is_sound, make_code
from safeconduct.core.instructions.errors import PlanMisfitError, UnknownPartyError
from safeconduct.core.instructions.geojson import to_geojson
from safeconduct.core.instructions.gsm7 import septets, to_gsm7
from safeconduct.core.instructions.instruction import Instruction, instruct_all, instruct_party
from safeconduct.core.instructions.route import Route, Stretch, Turn

__all__ = [
    "Instruction",
    "PlanMisfitError",
    "Route",
    "Stretch",
    "Turn",
    "UnknownPartyError",
    "instruct_all",
    "instruct_party",
    "is_sound",
    "make_code",
    "septets",
    "to_geojson",
    "to_gsm7",
]
