"""Turn the object of a frame into an ask, and an ask into an object; what does not fit is refused as a whole."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, Final

from safeconduct.core.record import ActorId
from safeconduct.core.vault import (
    Allow,
    Approval,
    Ask,
    BeginCase,
    CaseId,
    EraseCase,
    Export,
    ExportRequest,
    Field,
    Fingerprint,
    KeepSealed,
    Lock,
    OpenContact,
    OpenIdentity,
    TagReferences,
    TellStatus,
    is_id,
)

REFERENCES_MAX: Final = 500  # in one frame
REFERENCE_BYTES: Final = 32
HOURS_MAX: Final = 24  # that a leave holds
TOGETHER_MAX: Final = 32  # asks in one frame


def parse_ask(said: Mapping[str, Any]) -> Ask:
    """Return the ask of a frame.

    >>> parse_ask({"op": "open", "actor": "o1", "case": "P1", "purpose": "call_back", "fields": ["phones"]})
    OpenIdentity(actor='o1', case='P1', purpose='call_back', fields=(<Field.PHONES: 'phones'>,))

    Raises:
        ValueError, KeyError, TypeError: where it is none.
    """
    operation = said["op"]
    if not isinstance(operation, str):
        raise ValueError("no operation")
    return _READERS[operation](said)


def write_ask(ask: Ask) -> dict[str, Any]:
    """Return the object of an ask; `parse_ask` gives the ask back."""
    said: dict[str, Any] = {"op": _NAMES[type(ask)], "actor": ask.actor}
    match ask:
        case Export():
            said |= {"request": write_request(ask.request), "approvals": [write_approval(one) for one in ask.approvals]}
        case TellStatus():
            said |= {"entries": list(ask.entries)} if ask.entries else {}
        case Lock():
            pass
        case TagReferences():
            said["digests"] = [one.hex() for one in ask.digests]
        case Allow():
            said |= {"people": ask.people, "nonce": ask.nonce, "tag": ask.tag.hex()}
            said |= {"messages": ask.messages, "hours": ask.hours} if ask.messages else {}
        case _:
            said["case"] = ask.case
    match ask:
        case KeepSealed():
            said["box"] = base64.b64encode(ask.box).decode()
        case OpenIdentity():
            said |= {"purpose": ask.purpose, "fields": [str(field) for field in ask.fields]}
        case OpenContact():
            said |= {"message": ask.message, "channel": ask.channel}
        case _:
            pass
    return said


def write_request(request: ExportRequest) -> dict[str, Any]:
    """Return an export request as plain values."""
    return {
        "ident": request.ident,
        "purpose": request.purpose,
        "columns": list(request.columns),
        "cases": list(request.cases),
        "receiver": request.receiver,
        "expires_millis": request.expires_millis,
        "exercise": request.exercise,
    }


def parse_request(said: Mapping[str, Any]) -> ExportRequest:
    """Return the export request of plain values; raise ValueError, KeyError or TypeError where they hold none."""
    if type(said["exercise"]) is not bool:
        raise ValueError("exercise is true or false")
    return ExportRequest(
        _id(said["ident"]),
        _id(said["purpose"]),
        tuple(_id(one) for one in _list(said["columns"])),
        tuple(CaseId(_id(one)) for one in _list(said["cases"])),
        _short(said["receiver"]),
        _whole(said["expires_millis"]),
        said["exercise"],
    )


def write_approval(approval: Approval) -> dict[str, Any]:
    """Return an approval as plain values."""
    return {
        "approver": approval.approver,
        "request": approval.request.hex(),
        "rows_typed": approval.rows_typed,
        "signature": approval.signature.hex(),
    }


def parse_approval(said: Mapping[str, Any]) -> Approval:
    """Return the approval that plain values hold; raise ValueError, KeyError or TypeError where they hold none."""
    return Approval(
        ActorId(_id(said["approver"])),
        bytes.fromhex(_short(said["request"])),
        _whole(said["rows_typed"]),
        bytes.fromhex(_short(said["signature"])),
    )


def _parse_open(said: Mapping[str, Any]) -> OpenIdentity:
    fields = tuple(Field(one) for one in _list(said["fields"]))
    return OpenIdentity(_actor(said), _case(said), _id(said["purpose"]), fields)


def _parse_references(said: Mapping[str, Any]) -> TagReferences:
    digests = tuple(bytes.fromhex(_short(one)) for one in _list(said["digests"]))
    if not 0 < len(digests) <= REFERENCES_MAX or any(len(one) != REFERENCE_BYTES for one in digests):
        raise ValueError("not digests of references")
    return TagReferences(_actor(said), digests)


def _parse_allow(said: Mapping[str, Any]) -> Allow:
    messages, hours = _whole(said.get("messages", 0)), _whole(said.get("hours", 1))
    if not 1 <= hours <= HOURS_MAX:
        raise ValueError("a leave holds for a day at most")
    tag = bytes.fromhex(_short(said["tag"]))
    return Allow(_actor(said), _whole(said["people"]), _id(said["nonce"]), tag, messages, hours)


def _parse_export(said: Mapping[str, Any]) -> Export:
    approvals = tuple(parse_approval(one) for one in _list(said["approvals"])[:8])
    return Export(_actor(said), parse_request(said["request"]), approvals)


def _actor(said: Mapping[str, Any]) -> ActorId:
    return ActorId(_id(said["actor"]))


def _case(said: Mapping[str, Any]) -> CaseId:
    return CaseId(_id(said["case"]))


def _id(value: object) -> str:
    """Return an id: what the ledger keeps of an ask is ids alone, so no sentence of anybody's gets into it."""
    if not isinstance(value, str) or not is_id(value):
        raise ValueError("not an id")
    return value


def _short(value: object) -> str:
    if not isinstance(value, str) or len(value) > 200 or not value.isascii():
        raise ValueError("not a short text")
    return value


def _whole(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise ValueError("not a whole number")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


_READERS: Final[Mapping[str, Callable[[Mapping[str, Any]], Ask]]] = {
    "begin": lambda said: BeginCase(_actor(said), _case(said)),
    "seal": lambda said: KeepSealed(_actor(said), _case(said), base64.b64decode(said["box"], validate=True)),
    "fingerprint": lambda said: Fingerprint(_actor(said), _case(said)),
    "reference": _parse_references,
    "allow": _parse_allow,
    "open": _parse_open,
    "contact": lambda said: OpenContact(_actor(said), _case(said), _id(said["message"]), _id(said["channel"])),
    "erase": lambda said: EraseCase(_actor(said), _case(said)),
    "export": _parse_export,
    "status": lambda said: TellStatus(_actor(said), tuple(_whole(one) for one in _list(said.get("entries", [])))),
    "lock": lambda said: Lock(_actor(said)),
}
_NAMES: Final[Mapping[type, str]] = {
    BeginCase: "begin",
    KeepSealed: "seal",
    Fingerprint: "fingerprint",
    TagReferences: "reference",
    Allow: "allow",
    OpenIdentity: "open",
    OpenContact: "contact",
    EraseCase: "erase",
    Export: "export",
    TellStatus: "status",
    Lock: "lock",
}
