"""Give, for each kind of predicate, what it implies of its complement when it is affirmed and when it is denied.

The kinds are those of Nairn, Condoravdi and Karttunen (2006) for implicatives and factives; FactBank's
source-introducing predicates add grades. `+1` implies the complement, `-1` its contrary, at the grade given; the
complement is then no surer than the predicate itself, unless it is presupposed.
"""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.reading import Certainty

_CT, _PR, _PS, _U = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN


@dataclass(frozen=True, slots=True)
class Effect:
    """Say what is implied of a complement."""

    sign: int  # +1 = that it holds, -1 = that it does not
    certainty: Certainty


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """Hold a predicate's effects on its complement; two kinds may have the same effects and yet differ."""

    affirmed: Effect
    denied: Effect
    presupposes: bool = False  # the complement stands whatever becomes of the predicate
    asks: bool = False  # the complement is a question


SAYING = Signature(Effect(1, _CT), Effect(-1, _U))  # "did not say that": nothing is known
CONTENT = Signature(Effect(1, _CT), Effect(-1, _CT))  # "the idea that", "there is no sign that"
ALLEGING = Signature(Effect(1, _PS), Effect(-1, _U))  # "accused of": the one who accuses may be sure
BELIEVING = Signature(Effect(1, _PR), Effect(-1, _PR))  # negation is raised: "does not think that"
GUESSING = Signature(Effect(1, _PS), Effect(-1, _PS))
DOUBTING = Signature(Effect(-1, _PR), Effect(1, _CT))  # "no doubt that"
UNLIKELY = Signature(Effect(-1, _PR), Effect(1, _PR))
EXCLUDING = Signature(Effect(-1, _CT), Effect(1, _PS))  # "cannot rule out"
INCAPABLE = Signature(Effect(-1, _CT), Effect(1, _CT))
DENYING = Signature(Effect(-1, _CT), Effect(1, _PR))
CLEAR = Signature(Effect(1, _CT), Effect(1, _U))
KNOWING = Signature(Effect(1, _CT), Effect(1, _CT), presupposes=True)
PRETENDING = Signature(Effect(-1, _CT), Effect(-1, _CT), presupposes=True)
MANAGING = Signature(Effect(1, _CT), Effect(-1, _CT))
FAILING = Signature(Effect(-1, _CT), Effect(1, _CT))
CANCELLING = Signature(Effect(-1, _CT), Effect(1, _PR))  # "called off": what was planned is not done
POSTPONING = Signature(Effect(-1, _PS), Effect(1, _PR))  # it has not happened, and may yet
STOPPING = Signature(Effect(-1, _CT), Effect(1, _CT))  # what is stopped did happen; a noun after it stands
FORCING = Signature(Effect(1, _CT), Effect(1, _U))
PREVENTING = Signature(Effect(-1, _CT), Effect(1, _PS))
ALLOWING = Signature(Effect(1, _PS), Effect(-1, _CT))
ENABLING = Signature(Effect(1, _PR), Effect(-1, _CT))  # "were able to": mostly they did
HESITATING = Signature(Effect(1, _PS), Effect(1, _CT))
PLANNING = Signature(Effect(1, _PR), Effect(-1, _PR))
ENGAGING = Signature(Effect(1, _CT), Effect(-1, _CT))  # "seeks to", "uses it to": it is under way
WANTING = Signature(Effect(1, _PS), Effect(-1, _PR))
TRYING = Signature(Effect(1, _PS), Effect(-1, _CT))
WEIGHING = Signature(Effect(1, _PS), Effect(-1, _U))
DIRECTING = Signature(Effect(1, _PS), Effect(-1, _PS))
ASKING = Signature(Effect(1, _U), Effect(1, _U), asks=True)
LIKELY = Signature(Effect(1, _PR), Effect(-1, _PR))
POSSIBLE = Signature(Effect(1, _PS), Effect(-1, _CT))
