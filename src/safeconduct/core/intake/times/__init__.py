"""Find the times of a text, and turn each into a span of seconds."""

from safeconduct.core.intake.times.find import TimeFindings, find_times
from safeconduct.core.intake.times.window import window_of

__all__ = ["TimeFindings", "find_times", "window_of"]
