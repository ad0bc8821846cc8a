"""Keep one honest picture of the hazard over place and time."""

from safeconduct.core.picture.hazard import HazardRow

__all__ = ["HazardRow"]
