"""Draw what the hazard may really be, so that the risk of a route has an interval."""

from safeconduct.core.picture.draws.draw import Cause, Part, RiskDraws, draw_risk
from safeconduct.core.picture.draws.exposures import Exposures
from safeconduct.core.picture.draws.interval import ONE_BET, Bet, Interval, find_bets, read_interval, share_in_common

__all__ = [
    "ONE_BET",
    "Bet",
    "Cause",
    "Exposures",
    "Interval",
    "Part",
    "RiskDraws",
    "draw_risk",
    "find_bets",
    "read_interval",
    "share_in_common",
]
