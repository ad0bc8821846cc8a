"""Warn the people of an area: alerts after CAP 1.2, checked for what the schema lets pass."""

from safeconduct.core.warnings.action import CATEGORIES, NEED_TARGET, RESPONSES, TO_ASK_FOR, Action, Danger
from safeconduct.core.warnings.alert import (
    Alert,
    Certainty,
    Info,
    MessageType,
    Reference,
    Severity,
    Status,
    Urgency,
    is_right_to_left,
)
from safeconduct.core.warnings.area import (
    Area,
    Circle,
    Ring,
    box_ring,
    find_inside,
    measure_km2,
    settle_ring,
)
from safeconduct.core.warnings.check import find_alert_faults
from safeconduct.core.warnings.coverage import (
    Coverage,
    CoverageLine,
    Placed,
    count_coverage,
    find_placed,
    group_by_place,
)
from safeconduct.core.warnings.drafting import Head, Wanted, draft_alert, draft_cancel, draft_update, want_again
from safeconduct.core.warnings.faults import AlertFault, Reason, SentAlert, Setting
from safeconduct.core.warnings.kept import KeptAlert
from safeconduct.core.warnings.lexicon import Lexicon, WarningWords

__all__ = [
    "CATEGORIES",
    "NEED_TARGET",
    "RESPONSES",
    "TO_ASK_FOR",
    "Action",
    "Alert",
    "AlertFault",
    "Area",
    "Certainty",
    "Circle",
    "Coverage",
    "CoverageLine",
    "Danger",
    "Head",
    "Info",
    "KeptAlert",
    "Lexicon",
    "MessageType",
    "Placed",
    "Reason",
    "Reference",
    "Ring",
    "SentAlert",
    "Setting",
    "Severity",
    "Status",
    "Urgency",
    "Wanted",
    "WarningWords",
    "box_ring",
    "count_coverage",
    "draft_alert",
    "draft_cancel",
    "draft_update",
    "find_alert_faults",
    "find_inside",
    "find_placed",
    "group_by_place",
    "is_right_to_left",
    "measure_km2",
    "settle_ring",
    "want_again",
]
