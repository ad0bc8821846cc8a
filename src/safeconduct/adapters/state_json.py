"""Write the state of an operation as JSON, and read it back as it was."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from safeconduct.core.operation import State


def encode_state(state: State) -> bytes:
    """Return a state as JSON.

    >>> decode_state(encode_state(State("EXERCISE harbour"))) == State("EXERCISE harbour")
    True
    """
    return _states().dump_json(state)


def decode_state(data: bytes) -> State:
    """Return the state of its JSON; raise ValueError where it is not one."""
    return _states().validate_json(data)


@cache
def _states() -> TypeAdapter[State]:
    return TypeAdapter(State)
