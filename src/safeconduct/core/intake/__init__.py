"""Hold what is reported about a threat, and who said so."""

from safeconduct.core.intake.report import Claim, Report
from safeconduct.core.intake.source_class import SourceClass

__all__ = ["Claim", "Report", "SourceClass"]
