"""Tell every party exactly what to do: a short text, a long text and one map from the same legs, in its language."""

from safeconduct.core.instructions.check_code import is_sound, make_code
from safeconduct.core.instructions.errors import NoRoomError, PlanMisfitError, UnknownPartyError
from safeconduct.core.instructions.geojson import to_geojson
from safeconduct.core.instructions.gsm7 import septets, to_gsm7
from safeconduct.core.instructions.instruction import Instruction, instruct_all, instruct_party
from safeconduct.core.instructions.lint_sms import SmsCharacter, SmsFindings, lint_sms
from safeconduct.core.instructions.route import Route, Stretch, Turn
from safeconduct.core.instructions.sms import Alphabet, SmsText
from safeconduct.core.instructions.words import DateForm, Direction, Phrasebook, Review, Wording, Words

__all__ = [
    "Alphabet",
    "DateForm",
    "Direction",
    "Instruction",
    "NoRoomError",
    "Phrasebook",
    "PlanMisfitError",
    "Review",
    "Route",
    "SmsCharacter",
    "SmsFindings",
    "SmsText",
    "Stretch",
    "Turn",
    "UnknownPartyError",
    "Wording",
    "Words",
    "instruct_all",
    "instruct_party",
    "is_sound",
    "lint_sms",
    "make_code",
    "septets",
    "to_geojson",
    "to_gsm7",
]
