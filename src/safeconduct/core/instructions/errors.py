"""Say why an instruction cannot be written, and what to do.

The tree::

    SafeconductError
    ├── UnknownPartyError     the case has no such party
    ├── PlanMisfitError       the plan is not an answer to this case
    └── NoRoomError           the words of a language leave an SMS no room
"""

from __future__ import annotations

from safeconduct.core.basics import SafeconductError


class UnknownPartyError(SafeconductError):
    """Say that the case has no such party."""


class PlanMisfitError(SafeconductError):
    """Say that the plan names what the case does not have: an instruction from it would send people wrong."""


class NoRoomError(SafeconductError):
    """Say that a language's words leave no room for what an SMS must say."""
