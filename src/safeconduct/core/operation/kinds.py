"""List the kinds of event: what each says, and which use case it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safeconduct.core.operation.delivery_kinds import DELIVERY_KINDS
from safeconduct.core.operation.kind import Kind
from safeconduct.core.operation.limits import find_excess
from safeconduct.core.operation.passage_kinds import PASSAGE_KINDS
from safeconduct.core.operation.roles import UseCase
from safeconduct.core.record import Json

LEVELS = ("GO", "HOLD", "STOP")
STATES = ("clear", "unknown", "threat")
RELEASES = ("mass warning", "disclosure")
OUTCOMES = ("moved", "declined by party", "not eligible", "same as another", "left by itself", "not found")

KINDS: Mapping[str, Kind] = {
    "operation.begun": Kind(
        None,
        {"name": str, "operator": str, "key": str},
        {"heir": str, "approvals": str},
        {"approvals": ("own keys",)},
    ),
    "device.added": Kind(UseCase.ADD_DEVICE, {"device": str, "key": str}),
    "device.closed": Kind(UseCase.CLOSE_DEVICE, {"device": str}),
    "device.restored": Kind(None, {"device": str, "key": str, "signature": str}, {"heir": str}),
    "device.forked": Kind(None, {"device": str, "number": int, "upto": int, "digest": str}),
    "coordinator.named": Kind(UseCase.ADD_DEVICE, {"device": str}),
    "operator.invited": Kind(
        UseCase.INVITE_OPERATOR,
        {"operator": str, "roles": list, "code": str, "expires_millis": int},
        {"device": str, "key": str, "voucher": str, "signature": str},
    ),
    "operator.moving": Kind(UseCase.JOIN_ELSEWHERE, {"device": str, "code": str, "expires_millis": int}),
    "operator.joined": Kind(None, {"operator": str, "by": str}, {"heir": str}, {"by": ("passkey", "totp")}),
    "operator.ended": Kind(UseCase.END_OPERATOR, {"operator": str}),
    "access.denied": Kind(None, {"operator": str, "use_case": str, "why": str}),
    "party.registered": Kind(
        UseCase.REGISTER_PARTY,
        {"party": str, "organisation": str, "size": int},
        {
            "priority": float,
            "needs": list,
            "language": str,
            "documents": str,
            "place": dict,
            "fingerprints": list,
            "ready_millis": int,
            "modes": list,
            "people": int,
            "channels": list,
        },
    ),
    "party.erased": Kind(UseCase.ERASE_PERSON, {"party": str}),
    "case.opened": Kind(UseCase.REGISTER_PARTY, {"case": str, "party": str}),
    "case.decided": Kind(UseCase.DECIDE_CASE, {"case": str, "outcome": str}, {"why": str}, {"outcome": OUTCOMES}),
    "case.reopened": Kind(UseCase.DECIDE_CASE, {"case": str, "why": str}),
    "identity.opened": Kind(UseCase.OPEN_IDENTITY, {"case": str, "purpose": str}),
    "place.reported": Kind(
        UseCase.REPORT_PLACE,
        {"place": str, "state": str, "seen_millis": int, "valid_minutes": int, "replaces": list},
        {"source": str},
        {"state": STATES},
    ),
    "order.set": Kind(
        UseCase.SET_ORDER, {"subject": str, "level": str, "replaces": list}, {"why": str}, {"level": LEVELS}
    ),
    "order.stopped": Kind(UseCase.STOP, {"subject": str}, {"why": str}),
    "plan.adopted": Kind(
        UseCase.ADOPT_PLAN,
        {"plan": str, "case": str, "name": str, "planner": str, "moved": int, "left": int, "replaces": list},
        {"gap": float},
    ),
    "replan.proposed": Kind(
        UseCase.ADOPT_PLAN,
        {
            "replan": str,
            "plan": str,
            "case": str,
            "name": str,
            "replaces": str,
            "base_case": str,
            "base_plan": str,
            "facts": str,
            "until_millis": int,
            "changed": int,
            "moved": int,
            "left": int,
        },
        {"gap": float, "why": str},
    ),
    "replan.approved": Kind(UseCase.ADOPT_PLAN, {"replan": str}),
    "replan.refused": Kind(UseCase.ADOPT_PLAN, {"replan": str}, {"why": str}),
    "share.dealt": Kind(UseCase.DEAL_SHARES, {"thing": str, "units": int, "taker": str}, {"giver": str}),
    "share.promised": Kind(UseCase.PROMISE_UNITS, {"thing": str, "units": int}, {"party": str}),
    "release.asked": Kind(
        UseCase.ASK_RELEASE,
        {"release": str, "what": str, "content": str, "count": int, "expires_millis": int},
        {"lines": list, "expected": float, "theatre": list},  # of a mass warning: its bytes, and against what
        {"what": RELEASES},
    ),
    "release.approved": Kind(
        UseCase.APPROVE_RELEASE, {"release": str, "content": str, "count": int}, {"signature": str}
    ),
    "release.done": Kind(None, {"release": str}),
    "alert.sent": Kind(
        UseCase.SEND_WARNING,
        {"alert": str, "digest": str, "release": str, "sent_millis": int, "references": list},
    ),
    "alert.cancelled": Kind(
        UseCase.CANCEL_WARNING, {"alert": str, "digest": str, "sent_millis": int, "references": list}
    ),
    "checkin.made": Kind(UseCase.CHECK_IN, {"party": str, "site": str}),
    "instruction_key.named": Kind(UseCase.NAME_KEY, {"key": str, "secret": str}),
    "instruction_key.revoked": Kind(UseCase.NAME_KEY, {"key": str}, {"why": str}),
    "instructions.signed": Kind(UseCase.INSTRUCT, {"number": int, "parties": list, "marks": list}, {"plan": str}),
    "instruction.revoked": Kind(UseCase.REVOKE, {"mark": str}, {"why": str}),
    "pass.issued": Kind(
        UseCase.ISSUE_PASS,
        {
            "party": str,
            "nonce": str,
            "gate": str,
            "size": int,
            "opens_millis": int,
            "closes_millis": int,
            "number": int,
        },
    ),
    "pass.used": Kind(UseCase.USE_PASS, {"nonce": str, "gate": str, "used_millis": int}),
    "pass.revoked": Kind(UseCase.REVOKE, {"nonce": str}, {"why": str}),
    "anchor.made": Kind(UseCase.MAKE_ANCHOR, {"number": int, "digest": str}),
    "backup.made": Kind(None, {"number": int}),
    "vault.anchored": Kind(None, {"vault": str, "number": int, "digest": str}),
    "log.read": Kind(UseCase.READ_LOG, {}),
    **DELIVERY_KINDS,
    **PASSAGE_KINDS,
}


def find_fault(kind: str, payload: Mapping[str, Json]) -> str:
    """Return what is wrong with an event's payload, or "" where nothing is.

    >>> find_fault("order.stopped", {"subject": "party:P00001"}), find_fault("order.stopped", {"subject": 4})
    ('', 'order.stopped: subject must be text')
    """
    known = KINDS.get(kind)
    if known is None:
        return f"{kind:.40}: there is no such kind of event"
    missing = sorted(known.needs.keys() - payload.keys())
    if missing:
        return f"{kind}: {missing[0]} is missing"
    for name, value in payload.items():
        expected = known.needs.get(name) or known.may_have.get(name)
        if expected is None:
            return f"{kind}: {name:.40} does not belong there"
        if not _is_a(value, expected):
            return f"{kind}: {name} must be {_WORDS[expected]}"
        if name in known.one_of and value not in known.one_of[name]:
            return f"{kind}: {name} must be one of {', '.join(known.one_of[name])}"
        excess = "" if name in known.one_of else find_excess(name, value)
        if excess:
            return f"{kind}: {name} {excess}"
    return ""


_WORDS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    list: "a list of texts",
    dict: "a place",
}


def _is_a(value: Json, expected: type) -> bool:
    if isinstance(value, bool):
        return False
    if expected is list:
        return isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(one, str) for one in value)
    if expected is float:
        return isinstance(value, int | float)
    if expected is dict:
        return isinstance(value, Mapping)
    return isinstance(value, expected)
