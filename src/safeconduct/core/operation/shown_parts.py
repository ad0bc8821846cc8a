"""Say which parts of what operators look at an event changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from safeconduct.core.operation.delivery_kinds import DELIVERY_KINDS

PARTS: Final = ("today", "threat", "parties", "plan", "tell", "warnings", "board", "log", "exercise")

_ALL = frozenset(PARTS)
_LOG = frozenset({"log"})
_OPERATORS = frozenset({"today", "log"})
_PARTIES = frozenset({"today", "parties", "tell", "log"})
_PLACES = frozenset({"today", "threat", "plan", "board", "log"})  # a proposal that does not know of it is out of date
_PASSAGE = frozenset({"board", "log"})
_MEANS = frozenset({"plan", "board", "log"})
_REPLANS = frozenset({"plan", "log"})
_ORDERS = frozenset({"today", "plan", "tell", "board", "log"})
_WARNINGS = frozenset({"today", "warnings", "log"})
_EXERCISE = frozenset({"exercise"})
_SHARES = frozenset({"plan", "board", "log"})
_TRUST = frozenset({"tell", "log"})
_TELL = frozenset({"today", "parties", "tell", "log"})

CHANGED_BY: Final[Mapping[str, frozenset[str]]] = {
    "operation.begun": _ALL,
    "device.added": _OPERATORS,
    "device.closed": _ALL,
    "device.restored": _ALL,
    "device.forked": _ALL,
    "coordinator.named": _SHARES,
    "operator.invited": _OPERATORS,
    "operator.moving": _OPERATORS,
    "operator.joined": _OPERATORS,
    "operator.ended": _OPERATORS,
    "access.denied": _LOG,
    "party.registered": _PARTIES,
    "party.erased": _PARTIES,
    "case.opened": _PARTIES,
    "case.decided": _PARTIES,
    "case.reopened": _PARTIES,
    "identity.opened": _LOG,
    "place.reported": _PLACES,
    "order.set": _ORDERS,
    "order.stopped": _ORDERS,
    "plan.adopted": _ALL,
    "replan.proposed": _REPLANS,
    "replan.approved": _REPLANS,
    "replan.refused": _REPLANS,
    "corridor.named": _PASSAGE,
    "notice.sent": _PASSAGE,
    "notice.answered": _PASSAGE,
    "notice.withdrawn": _PASSAGE,
    "vehicle.reported": _MEANS,
    "flight.reported": _MEANS,
    "share.dealt": _SHARES,
    "share.promised": _SHARES,
    "release.asked": _WARNINGS,
    "release.approved": _WARNINGS,
    "release.done": _WARNINGS,
    "alert.sent": _WARNINGS,
    "alert.cancelled": _WARNINGS,
    "checkin.made": frozenset({"today", "parties", "board", "log"}),
    "instruction_key.named": _TRUST,
    "instruction_key.revoked": _TRUST,
    "instructions.signed": _TRUST,
    "instruction.revoked": _TRUST,
    "pass.issued": _TRUST,
    "pass.used": frozenset({"tell", "board", "log"}),
    "pass.revoked": _TRUST,
    "anchor.made": _LOG,
    "backup.made": _LOG,
    "vault.anchored": _LOG,
    "log.read": frozenset(),  # whoever looks at the log reads it anew for each change: that is not one
    **dict.fromkeys(DELIVERY_KINDS, _TELL),
    "warning.queued": _TELL | _WARNINGS,
    "withdrawal.queued": _TELL | _WARNINGS,
}
"""The parts by kind of event."""

DRIVEN: Final = "exercise.driven"
"""What pages are told when an exercise's clock was set or something came in; no event, and on no record."""


def list_parts(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return what events of these kinds change, in one order; of a kind that is not known here everything may change.

    >>> list_parts(["checkin.made", "pass.used"]), list_parts(["log.read"])
    (('today', 'parties', 'tell', 'board', 'log'), ())
    """
    changed = frozenset[str]().union(*(_EXERCISE if kind == DRIVEN else CHANGED_BY.get(kind, _ALL) for kind in kinds))
    return tuple(part for part in PARTS if part in changed)
