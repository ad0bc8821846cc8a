"""Review a reading: what a person decided on each item, and the reports that come of it."""

from safeconduct.core.intake.review.claim import Proposal, propose_claim
from safeconduct.core.intake.review.consider import Considered, Spot, consider
from safeconduct.core.intake.review.decision import Decision, undo_last
from safeconduct.core.intake.review.fields import EXERCISE_MARK, FIELDS, Setting, check_field, name_places
from safeconduct.core.intake.review.grade import CREDIBILITY, RELIABILITY, Grade, parse_grade
from safeconduct.core.intake.review.items import Item, find_item, list_items
from safeconduct.core.intake.review.log import (
    OPEN,
    Action,
    Entry,
    Standing,
    Verdict,
    changes_anything,
    find_pace,
    fold_log,
)
from safeconduct.core.intake.review.to_reports import Drawn, Lacking, to_reports

__all__ = [
    "CREDIBILITY",
    "EXERCISE_MARK",
    "FIELDS",
    "OPEN",
    "RELIABILITY",
    "Action",
    "Considered",
    "Decision",
    "Drawn",
    "Entry",
    "Grade",
    "Item",
    "Lacking",
    "Proposal",
    "Setting",
    "Spot",
    "Standing",
    "Verdict",
    "changes_anything",
    "check_field",
    "consider",
    "find_item",
    "find_pace",
    "fold_log",
    "list_items",
    "name_places",
    "parse_grade",
    "propose_claim",
    "to_reports",
    "undo_last",
]
