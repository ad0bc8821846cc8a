"""Say from where an attack may come: coarse regions for those who shelter from it, gated and audited."""

from safeconduct.core.picture.origin.answer import NotKnown, OriginRegion, OriginRegions, describe_origin
from safeconduct.core.picture.origin.audit import Receipt, Request, digest_request, request_origin
from safeconduct.core.picture.origin.estimate import estimate_origin
from safeconduct.core.picture.origin.kernels import Annulus, DistanceDecay
from safeconduct.core.picture.origin.series import EVENTS_LEAST, Gate, Series, link_by_gate, link_by_person

__all__ = [
    "EVENTS_LEAST",
    "Annulus",
    "DistanceDecay",
    "Gate",
    "NotKnown",
    "OriginRegion",
    "OriginRegions",
    "Receipt",
    "Request",
    "Series",
    "describe_origin",
    "digest_request",
    "estimate_origin",
    "link_by_gate",
    "link_by_person",
    "request_origin",
]
