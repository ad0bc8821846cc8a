"""List the kinds of event about messages: ids, states and digests, never a text and never an address."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.core.delivery import About, Closed, Meaning
from safeconduct.core.operation.kind import Kind
from safeconduct.core.operation.roles import UseCase

ABOUT = tuple(one.value for one in About)
RECEIPTS = ("delivered", "read", "failed")
CLOSED = (Closed.CONFIRMED.value, Closed.EXPIRED.value, Closed.FAILED.value)
MEANINGS = tuple(one.value for one in Meaning)

_QUEUED: Mapping[str, type] = {
    "message": str,
    "case": str,
    "party": str,
    "about": str,
    "channels": list,
    "count": int,
    "digest": str,
    "not_after_millis": int,
}
_OF_AN_ALERT: Mapping[str, type] = {**_QUEUED, "alert": str, "content": str}
_OF_A_PART: Mapping[str, type] = {"message": str, "channel": str, "part": int}

DELIVERY_KINDS: Mapping[str, Kind] = {
    "message.queued": Kind(
        UseCase.SEND_MESSAGE, _QUEUED, {"replaces": str, "substance": str, "crossed": int}, {"about": ABOUT}
    ),
    "stop.queued": Kind(UseCase.STOP, _QUEUED, {"replaces": str, "crossed": int}, {"about": ("stop", "hold")}),
    "warning.queued": Kind(UseCase.SEND_WARNING, _OF_AN_ALERT, {"replaces": str}, {"about": ("warning",)}),
    "withdrawal.queued": Kind(UseCase.CANCEL_WARNING, _OF_AN_ALERT, {"replaces": str}, {"about": ("warning",)}),
    "card.handed": Kind(UseCase.INSTRUCT, {"parties": list, "card": int}),
    "message.withdrawn": Kind(UseCase.SEND_MESSAGE, {"message": str}),
    "message.adopted": Kind(UseCase.SEND_MESSAGE, {"message": str}),
    "message.handing": Kind(None, {"message": str, "channel": str, "reference": int, "parts": list}),
    "message.handed": Kind(None, _OF_A_PART, {"receipt": str}),
    "message.doubted": Kind(None, _OF_A_PART, {"why": str}),
    "message.failed": Kind(None, {**_OF_A_PART, "again": str}, {"why": str}, {"again": ("later", "never")}),
    "message.receipt": Kind(None, {**_OF_A_PART, "said": str}, {"why": str, "receipt": str}, {"said": RECEIPTS}),
    "message.closed": Kind(None, {"message": str, "how": str}, {}, {"how": CLOSED}),
    "menu.queued": Kind(None, _QUEUED, {}, {"about": ("menu",)}),
    "reply.received": Kind(
        None,
        {"reply": str, "channel": str, "meaning": str, "digest": str},
        {"party": str, "message": str},
        {"meaning": MEANINGS},
    ),
    "reply.answered": Kind(UseCase.SEND_MESSAGE, {"reply": str, "meaning": str}, {}, {"meaning": MEANINGS}),
}

DELIVERY_WORDS: Mapping[str, str] = {
    "message.queued": "queued message {message} ({about}) for party {party}",
    "stop.queued": "queued {about} {message} for party {party}",
    "warning.queued": "queued alert {alert} as message {message} for party {party}",
    "withdrawal.queued": "queued cancel {alert} as message {message} for party {party}",
    "card.handed": "handed card {card} out",
    "message.withdrawn": "withdrew message {message}",
    "message.adopted": "took message {message} over from another device",
    "message.handing": "began to hand message {message} to {channel}",
    "message.handed": "{channel} took message {message}, part {part}",
    "message.doubted": "whether {channel} took message {message}, part {part}, is not known",
    "message.failed": "{channel} did not take message {message}, part {part} ({again})",
    "message.receipt": "{channel} said of message {message}, part {part}: {said}",
    "message.closed": "message {message} ended: {how}",
    "menu.queued": "queued the menu {message} for party {party}",
    "reply.received": "party {party} replied {meaning} by {channel}",
    "reply.answered": "read reply {reply} as {meaning}",
}
