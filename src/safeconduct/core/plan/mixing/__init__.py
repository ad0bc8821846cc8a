"""Mix plans so that an observer who knows the method but not the seed cannot tell when to strike where."""

from safeconduct.core.plan.mixing.draw import SEED_BITS, draw_plan
from safeconduct.core.plan.mixing.make import FrontierPoint, Mixture, NoMixtureError, mix_plans
from safeconduct.core.plan.mixing.mixture import MixProgress, Wishes

__all__ = [
    "SEED_BITS",
    "FrontierPoint",
    "MixProgress",
    "Mixture",
    "NoMixtureError",
    "Wishes",
    "draw_plan",
    "mix_plans",
]
