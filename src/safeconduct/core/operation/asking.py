"""Say beforehand whether an act would be followed: by roles, by the state, and by what the device has left to give."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.operation.limits import find_typed_excess
from safeconduct.core.operation.state import State, advance
from safeconduct.core.record import Dealt, DeviceId, Event, Promised, may_move

STOP = "order.stopped"
SHARES = frozenset({"share.dealt", "share.promised"})


def find_refusal(state: State, asked: Sequence[Event]) -> str:
    """Return why the first of these events would not be followed, one after the other; "" where all would.

    The fold follows a promise beyond a device's share, as it has been made; here it is refused before it is.
    """
    if _are_all_followed(state, asked):
        return ""
    for event in asked:
        if event.kind != STOP:  # a word too many keeps nobody from stopping
            typed = find_typed_excess(event.payload)
            if typed:
                return typed
        after = advance(state, [event])
        if after.refusals > state.refusals:
            return after.refused[-1].why
        why = _find_shortage(state, event)
        if why:
            return why
        state = after
    return ""


def _are_all_followed(state: State, asked: Sequence[Event]) -> bool:
    """Tell by a single fold whether nothing is wrong with any of them: a thousand messages are asked at once."""
    if any(event.kind in SHARES or find_typed_excess(event.payload) for event in asked):
        return False
    return advance(state, asked).refusals == state.refusals


def _find_shortage(state: State, event: Event) -> str:
    said = event.payload
    move: Dealt | Promised
    if event.kind == "share.promised":
        move = Promised(str(said["thing"]), _units(event), event.ident.device)
    elif event.kind == "share.dealt" and "giver" in said:
        move = Dealt(str(said["thing"]), _units(event), event.ident.device, DeviceId(str(said["taker"])))
    else:
        return ""
    left = state.shares.get(move.thing, {})
    if may_move(left, move):
        return ""
    return f"device {event.ident.device} has {left.get(event.ident.device, 0)} of {move.thing} left, not {move.units}"


def _units(event: Event) -> int:
    units = event.payload["units"]
    assert isinstance(units, int)
    return units
