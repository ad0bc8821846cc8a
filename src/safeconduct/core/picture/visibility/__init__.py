"""Say how well each place is watched, and how high its hazard may be where it is not."""

from safeconduct.core.picture.visibility.bound import (
    DOUBT,
    SEEN_ENOUGH,
    Bound,
    Prior,
    bound,
    bound_ratio,
    hold_up,
)
from safeconduct.core.picture.visibility.doubt import doubt_unseen, share_doubt
from safeconduct.core.picture.visibility.pool import Evidence, Pooled, pool_evidence
from safeconduct.core.picture.visibility.scales import Scales, make_scales
from safeconduct.core.picture.visibility.sight import Sight, bound_sight, observe, start
from safeconduct.core.picture.visibility.spreads import learn_spreads
from safeconduct.core.picture.visibility.watch import BASE, CAP, combine_sources, decay_seen, infer_seen, share_heard

__all__ = [
    "BASE",
    "CAP",
    "DOUBT",
    "SEEN_ENOUGH",
    "Bound",
    "Evidence",
    "Pooled",
    "Prior",
    "Scales",
    "Sight",
    "bound",
    "bound_ratio",
    "bound_sight",
    "combine_sources",
    "decay_seen",
    "doubt_unseen",
    "hold_up",
    "infer_seen",
    "learn_spreads",
    "make_scales",
    "observe",
    "pool_evidence",
    "share_doubt",
    "share_heard",
    "start",
]
