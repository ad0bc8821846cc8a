"""Say what the events about instruction keys, gate passes and their revocation change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from safeconduct.core.operation.draft import Draft
from safeconduct.core.operation.limits import is_key
from safeconduct.core.operation.passes import IssuedPass
from safeconduct.core.operation.telling import name_telling
from safeconduct.core.record import Event
from safeconduct.core.trust import ADDRESS_SIGNS, MARK_SIGNS, Newest, Use, is_hex

Said = Mapping[str, Any]


def _name_key(draft: Draft, _: Event, said: Said) -> str:
    if not is_key(said["key"]):
        return "an instruction key is 64 hexadecimal digits"
    if said["key"] in draft.revoked:
        return "this instruction key was revoked: make a new one"
    draft.instruction_keys[said["key"]] = said["secret"]
    return ""


def _revoke_key(draft: Draft, _: Event, said: Said) -> str:
    if not is_key(said["key"]):
        return "an instruction key is 64 hexadecimal digits"
    draft.revoked[said["key"]] = "key"
    return ""


def _sign_instructions(draft: Draft, event: Event, said: Said) -> str:
    """Hold each party's newest; one that was signed apart, with a lower number, takes no newer one's place.

    A number is a second, or little more. One beyond all seconds would leave no higher one for what is signed later: a
    reader takes none that lies further ahead than a clock that is followed, and this hour.
    """
    if said["number"] > event.time.millis // 1000 + AN_HOUR_SECONDS:
        return "an instruction's number is the second of signing, or one more than the newest"
    if said["number"] < 1 or len(said["parties"]) != len(said["marks"]):
        return "instructions have a number from 1, and each party has a mark"
    if not all(is_hex(mark, MARK_SIGNS) for mark in said["marks"]):
        return NO_MARK
    for party, mark in zip(said["parties"], said["marks"], strict=True):
        told = Newest(said["number"], mark)
        draft.told[party] = max(told, draft.told.get(party, told))
    if "plan" in said:
        name = name_telling(said["plan"], event.actor)
        draft.tellings[name] = draft.tellings.get(name, 0) + len(said["parties"])
    return ""


def _revoke_instruction(draft: Draft, _: Event, said: Said) -> str:
    if not is_hex(said["mark"], MARK_SIGNS):
        return NO_MARK
    draft.revoked[said["mark"]] = "instruction"
    return ""


def _revoke_pass(draft: Draft, _: Event, said: Said) -> str:
    if not is_hex(said["nonce"], ADDRESS_SIGNS):
        return NO_NONCE
    draft.revoked[said["nonce"]] = "pass"
    return ""


def _issue_pass(draft: Draft, _: Event, said: Said) -> str:
    party = draft.parties.get(said["party"])
    if party is None or party.erased:
        return f"{said['party']} is not known"
    if not is_hex(said["nonce"], ADDRESS_SIGNS):
        return NO_NONCE
    if said["nonce"] in draft.passes:
        return f"pass {said['nonce']} was issued already"
    if said["size"] < 1 or said["number"] < 1 or said["opens_millis"] >= said["closes_millis"]:
        return "a pass is for one person at least, has a number from 1, and its window ends after it begins"
    window = said["opens_millis"], said["closes_millis"]
    draft.passes[said["nonce"]] = IssuedPass(said["party"], said["size"], said["gate"], *window, said["number"])
    return ""


def _use_pass(draft: Draft, event: Event, said: Said) -> str:
    """Follow a use though the pass be used, revoked or not heard of: what two guards did apart shows here."""
    if not is_hex(said["nonce"], ADDRESS_SIGNS):
        return NO_NONCE
    if said["used_millis"] > event.time.millis:
        return "nobody lets a pass through that is still to come"
    use = Use(said["used_millis"] // 1000, said["gate"], f"{event.actor}/{event.ident.device}")
    draft.used[said["nonce"]] = tuple(sorted({*draft.used.get(said["nonce"], ()), use}))
    return ""


AN_HOUR_SECONDS = 3_600
NO_MARK = f"an instruction's mark is {MARK_SIGNS} hexadecimal digits"
NO_NONCE = f"a pass's nonce is {ADDRESS_SIGNS} hexadecimal digits"

ABOUT_TRUST: Mapping[str, Callable[[Draft, Event, Said], str]] = {
    "instruction_key.named": _name_key,
    "instruction_key.revoked": _revoke_key,
    "instructions.signed": _sign_instructions,
    "instruction.revoked": _revoke_instruction,
    "pass.issued": _issue_pass,
    "pass.used": _use_pass,
    "pass.revoked": _revoke_pass,
}
