"""Tell whom to believe, as an operation's record has it."""

from __future__ import annotations

from safeconduct.core.operation.state import State
from safeconduct.core.trust import Revocations, Trust, UsedPasses


def find_trust(state: State, operation: str, exercise: bool) -> Trust:
    """Return the instruction keys that were named, and all that was revoked; `operation` is its id."""
    return Trust(operation, exercise, frozenset(state.instruction_keys), find_revocations(state))


def find_revocations(state: State) -> Revocations:
    """Return what was revoked."""
    named = {what: frozenset(name for name, is_a in state.revoked.items() if is_a == what) for what in WHAT}
    return Revocations(*(named[what] for what in WHAT))


WHAT = ("key", "instruction", "pass")
"""In the order of `Revocations`."""


def find_used(state: State) -> UsedPasses:
    """Return where and when passes were used, by all guards' devices that this one has heard of."""
    return UsedPasses({nonce: frozenset(uses) for nonce, uses in state.used.items()})
