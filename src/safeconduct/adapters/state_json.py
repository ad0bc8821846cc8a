"""Write the state of an operation as JSON, and read it back as it was."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from safeconduct.core.operation import State
from safeconduct.core.operation.state import RULES


def encode_state(state: State) -> bytes:
    """Return a state as JSON, after the number of the rules by which it was folded.

    >>> decode_state(encode_state(State("EXERCISE harbour"))) == State("EXERCISE harbour")
    True
    """
    return b"%d\n" % RULES + _states().dump_json(state)


def decode_state(data: bytes) -> State:
    """Return the state of its JSON; raise ValueError where it is not one, or was folded by other rules."""
    rules, _, text = data.partition(b"\n")
    if rules != b"%d" % RULES:
        raise ValueError("the state was folded by other rules: fold it anew")
    return _states().validate_json(text)


@cache
def _states() -> TypeAdapter[State]:
    return TypeAdapter(State)
