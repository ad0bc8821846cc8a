"""Group what is said by what it says, and count who said it first: outlets, copies and quotations only carry it."""

from safeconduct.core.intake.origins.group import Assertion, group_by_origin
from safeconduct.core.intake.origins.origin import UNKNOWN, OriginFinder, is_outlet
from safeconduct.core.intake.origins.source_kinds import classify_source

__all__ = ["UNKNOWN", "Assertion", "OriginFinder", "classify_source", "group_by_origin", "is_outlet"]
