"""Say beforehand whether an act would be followed: by roles, by the state, and by what the device has left to give."""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.core.operation.binding import Verify, trust_nothing
from safeconduct.core.operation.letting_in import list_successors
from safeconduct.core.operation.limits import find_typed_excess
from safeconduct.core.operation.replans import find_late
from safeconduct.core.operation.state import State, advance
from safeconduct.core.operation.telling import find_unled
from safeconduct.core.record import Dealt, DeviceId, Event, Promised, may_move

STOP = "order.stopped"
SCARCE = frozenset({"share.dealt", "share.promised", "pass.used", "case.decided", "device.closed", "replan.approved"})
"""Kinds that the fold follows where devices did them apart, and that nobody does who knows of the other."""


def find_refusal(state: State, asked: Sequence[Event], verify: Verify = trust_nothing) -> str:
    """Return why the first of these events would not be followed, one after the other; "" where all would.

    The fold follows a promise beyond a device's share, as it has been made; here it is refused before it is.
    """
    why = next((why for event in asked if (why := find_unled(state, event))), "")
    if why or _are_all_followed(state, asked, verify):
        return why
    for event in asked:
        if event.kind != STOP:  # a word too many keeps nobody from stopping
            typed = find_typed_excess(event.payload)
            if typed:
                return typed
        after = advance(state, [event], verify)
        if after.refusals > state.refusals:
            return after.refused[-1].why
        why = next((why for find in DOUBTS if (why := find(state, event))), "")
        if why:
            return why
        state = after
    return ""


def _are_all_followed(state: State, asked: Sequence[Event], verify: Verify) -> bool:
    """Tell by a single fold whether nothing is wrong with any of them: a thousand messages are asked at once."""
    if any(event.kind in SCARCE or find_typed_excess(event.payload) for event in asked):
        return False
    return advance(state, asked, verify).refusals == state.refusals


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


def _find_used(state: State, event: Event) -> str:
    """Return why a guard does not let a pass through: the fold follows what two did apart, and shows it."""
    nonce = str(event.payload.get("nonce"))
    if event.kind != "pass.used":
        return ""
    if nonce in state.revoked:
        return f"pass {nonce} was revoked"
    return f"pass {nonce} was used before, at {state.used[nonce][0].gate}" if nonce in state.used else ""


def _find_decided(state: State, event: Event) -> str:
    """Return why a case is not decided: the fold holds what two devices decided apart, and nobody overwrites it."""
    if event.kind != "case.decided" or not state.cases[str(event.payload["case"])].said:
        return ""
    return f"{event.payload['case']} is decided: open it again before it is decided otherwise"


def _find_successor(state: State, event: Event) -> str:
    """Return why a lost device is not closed: that would close what goes on in its place, as if nobody knew of it."""
    if event.kind != "device.closed":
        return ""
    successors = list_successors(state.stands_in, DeviceId(str(event.payload["device"])))
    acting = [one for one in successors if one not in state.closed]
    return f"{acting[0]} stands in for it: close {acting[0]}" if acting else ""


def _find_late(state: State, event: Event) -> str:
    return find_late(state.replans, state.adopted.standing.values(), event)


DOUBTS = (_find_shortage, _find_used, _find_decided, _find_successor, _find_late)


def _units(event: Event) -> int:
    units = event.payload["units"]
    assert isinstance(units, int)
    return units
