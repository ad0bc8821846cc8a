"""Hold what is reported about a threat, and who said so."""

from safeconduct.core.intake.report import Claim, Report

__all__ = ["Claim", "Report"]
