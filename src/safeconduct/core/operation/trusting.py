"""Tell whom to believe, as an operation's record has it."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.operation.passes import IssuedPass
from safeconduct.core.operation.state import State
from safeconduct.core.trust import Revocations, Trust, Use, UsedPasses


@dataclass(frozen=True, slots=True)
class PassStanding:
    """Say what became of a pass."""

    nonce: str
    issued: IssuedPass | None  # None: used or revoked somewhere before this device heard of its issue
    uses: tuple[Use, ...]  # the oldest first; more than one is double use
    revoked: bool


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


def list_passes(state: State) -> list[PassStanding]:
    """Return every pass that was issued, used or revoked, by nonce."""
    revoked = find_revocations(state).passes
    nonces = sorted({*state.passes, *state.used, *revoked})
    return [PassStanding(one, state.passes.get(one), state.used.get(one, ()), one in revoked) for one in nonces]
