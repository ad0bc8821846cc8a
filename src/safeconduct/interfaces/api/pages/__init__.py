"""Serve the neutral page: one address, one field, and nothing that is kept."""

from safeconduct.interfaces.api.pages.app import build_pages
from safeconduct.interfaces.api.pages.guesses import Guesses, GuessLimit

__all__ = ["GuessLimit", "Guesses", "build_pages"]
