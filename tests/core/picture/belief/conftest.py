"""Keep pytest from taking a testimony for a test."""

from safeconduct.core.picture.belief import Testimony

Testimony.__test__ = False
