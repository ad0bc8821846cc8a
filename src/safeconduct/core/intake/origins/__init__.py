"""Group what is said by what it says, and count who said it first: outlets, copies and quotations only carry it."""

from safeconduct.core.intake.origins.group import Assertion, group_by_origin
from safeconduct.core.intake.origins.origin import UNKNOWN, OriginFinder, is_outlet

__all__ = ["UNKNOWN", "Assertion", "OriginFinder", "group_by_origin", "is_outlet"]
