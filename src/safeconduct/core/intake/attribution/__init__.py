"""Read who said what: every attributed statement of an English text."""

from safeconduct.core.intake.attribution.reader import read_attributions

__all__ = ["read_attributions"]
