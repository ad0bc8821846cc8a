"""List the kinds of event: what each says, and which use case it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safeconduct.core.operation.delivery_kinds import DELIVERY_KINDS
from safeconduct.core.operation.kind import Kind
from safeconduct.core.operation.limits import find_excess
from safeconduct.core.operation.roles import UseCase
from safeconduct.core.record import Json

LEVELS = ("GO", "HOLD", "STOP")
STATES = ("clear", "unknown", "threat")
RELEASES = ("mass warning", "disclosure")
OUTCOMES = ("moved", "declined by party", "not eligible", "same as another", "left by itself", "not found")

KINDS: Mapping[str, Kind] = {
    "operation.begun": Kind(None, {"name": str, "operator": str, "key": str}),
    "device.added": Kind(UseCase.ADD_DEVICE, {"device": str, "key": str}),
    "coordinator.named": Kind(UseCase.ADD_DEVICE, {"device": str}),
    "operator.invited": Kind(
        UseCase.INVITE_OPERATOR, {"operator": str, "roles": list, "code": str, "expires_millis": int}
    ),
    "operator.joined": Kind(None, {"operator": str, "by": str}, {}, {"by": ("passkey", "totp")}),
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
    "share.dealt": Kind(UseCase.DEAL_SHARES, {"thing": str, "units": int, "taker": str}, {"giver": str}),
    "share.promised": Kind(UseCase.PROMISE_UNITS, {"thing": str, "units": int}, {"party": str}),
    "release.asked": Kind(
        UseCase.ASK_RELEASE,
        {"release": str, "what": str, "content": str, "count": int, "expires_millis": int},
        {},
        {"what": RELEASES},
    ),
    "release.approved": Kind(UseCase.APPROVE_RELEASE, {"release": str, "content": str, "count": int}),
    "release.done": Kind(None, {"release": str}),
    "checkin.made": Kind(UseCase.CHECK_IN, {"party": str, "site": str}),
    "anchor.made": Kind(UseCase.MAKE_ANCHOR, {"number": int, "digest": str}),
    "backup.made": Kind(None, {"number": int}),
    "log.read": Kind(UseCase.READ_LOG, {}),
    **DELIVERY_KINDS,
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
