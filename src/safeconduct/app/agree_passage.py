"""Agree with those who hold checkpoints: say who holds what, tell them, and record what they say."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from safeconduct.app.access import Door
from safeconduct.app.report_place import check_place
from safeconduct.core.basics import Fault, InputFaultsError
from safeconduct.core.operation import Contact, State, UseCase
from safeconduct.core.operation.need_to_know import find_marking_fault, round_people
from safeconduct.core.record import ActorId, Json, Sealed

NOTICE_BYTES = 5
CORRIDOR = r"(site|corridor):[A-Za-z0-9_.-]{1,40}"
"""How what somebody holds is written: a corridor, or the site of a checkpoint."""


def name_corridor(
    door: Door,
    actor: ActorId,
    corridor: str,
    holders: Sequence[str],
    along: Sequence[str] = (),
    name: str = "",
    *,
    request: str = "",
) -> Sealed:
    """Record who holds a corridor and which places it leads through, in place of what this device has heard.

    Raises:
        InputFaultsError: for a corridor or place that is written otherwise.
        DeniedError: where the actor may not.
        StoreError: where the record refuses.
    """
    state = door.read(actor, UseCase.AGREE_PASSAGE)
    _check_corridor(corridor)
    for place in along:  # one that is written otherwise would close it by no STOP
        check_place(place)
    standing = state.corridors[corridor].standing if corridor in state.corridors else ()
    said: dict[str, Json] = {
        "corridor": corridor,
        "holders": sorted(set(holders)),
        "along": sorted(set(along)),
        "replaces": sorted(standing),
    }
    return door.act(actor, "corridor.named", {**said, "name": name} if name else said, request=request)


def send_notice(
    door: Door,
    actor: ActorId,
    corridor: str,
    holder: str,
    from_millis: int,
    until_millis: int,
    people: int,
    vehicles: int,
    marking: str,
    *,
    request: str = "",
) -> Sealed:
    """Record that a holder was told: a window, about how many people, vehicles and their marking; return the event.

    The people are rounded up (core/operation/need_to_know). The event names the notice. Nothing is sent by this.

    Raises:
        InputFaultsError: for a corridor or marking that is written otherwise; nothing is on record then.
        DeniedError: where the actor may not, or the holder holds nothing of it.
        StoreError: where the record refuses.
    """
    door.read(actor, UseCase.AGREE_PASSAGE)
    _check_corridor(corridor)
    fault = find_marking_fault(marking)
    if fault:  # what stands there is not repeated: it may be a name
        raise InputFaultsError([Fault("notice", 0, "marking", "", fault, "say how the vehicles are marked, no more")])
    said: dict[str, Json] = {
        "notice": "N" + secrets.token_hex(NOTICE_BYTES),
        "corridor": corridor,
        "holder": holder,
        "from_millis": from_millis,
        "until_millis": until_millis,
        "people_about": round_people(people),
        "vehicles": vehicles,
        "marking": marking,
    }
    return door.act(actor, "notice.sent", said, request=request)


def answer_notice(
    door: Door,
    actor: ActorId,
    notice: str,
    answer: Contact,
    valid_minutes: int = 0,
    by_word: str = "",
    *,
    request: str = "",
) -> Sealed:
    """Record what a holder said, in place of what this device has heard from them; return the event.

    A clearance takes back every refusal of the holder about the corridor that was heard of, whatever notice it was of.

    Raises:
        InputFaultsError: for a clearance that does not say for how long.
        DeniedError: where the actor may not, there is no such notice, or its window is over.
        StoreError: where the record refuses.
    """
    state = door.read(actor, UseCase.AGREE_PASSAGE)
    if answer is Contact.CLEARED and valid_minutes < 1:
        remedy = "ask for how many minutes they let people pass"
        raise InputFaultsError([Fault("answer", 0, "valid_minutes", "", "a clearance that holds for no time", remedy)])
    said: dict[str, Json] = {"notice": notice, "answer": answer.value, "replaces": [*_list_replaced(state, notice)]}
    if answer is Contact.CLEARED:
        said["valid_minutes"] = valid_minutes
    return door.act(actor, "notice.answered", {**said, "by_word": by_word} if by_word else said, request=request)


def withdraw_notice(door: Door, actor: ActorId, notice: str, *, request: str = "") -> Sealed:
    """Record that a notice no longer holds; who was told of it is to be told that, too."""
    return door.act(actor, "notice.withdrawn", {"notice": notice}, request=request)


def _list_replaced(state: State, notice: str) -> list[str]:
    held = state.notices.get(notice)
    if held is None:
        return []
    return sorted(
        event
        for ident, one in state.notices.items()
        if (one.corridor, one.holder) == (held.corridor, held.holder)
        for event, said in one.answers.standing.items()
        if ident == notice or said.said is Contact.REFUSED
    )


def _check_corridor(corridor: str) -> None:
    if not re.fullmatch(CORRIDOR, corridor):
        remedy = "write it like corridor:C2 or site:K1"
        raise InputFaultsError([Fault("passage", 0, "corridor", corridor, "not a corridor or site", remedy)])
