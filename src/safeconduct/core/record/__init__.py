"""Record an operation: events, their chain, and how the logs of several devices become one."""

from safeconduct.core.record.bundle import Bundle
from safeconduct.core.record.canonical import Json, encode
from safeconduct.core.record.chain import Anchor, Break, Flaw, check_anchors, check_chain
from safeconduct.core.record.clock import BEGINNING, HybridTime, find_offset, hear, tick
from safeconduct.core.record.event import NOTHING_BEFORE, ActorId, DeviceId, Event, EventId, Sealed
from safeconduct.core.record.heads import Heads
from safeconduct.core.record.keeping import FoldPlace, Operation, Outgoing, Snapshot, Unsealed
from safeconduct.core.record.merge import Record, fold_order, join
from safeconduct.core.record.shares import Dealt, Left, Oversold, Promised, find_oversold, may_move, move_units

__all__ = [
    "BEGINNING",
    "NOTHING_BEFORE",
    "ActorId",
    "Anchor",
    "Break",
    "Bundle",
    "Dealt",
    "DeviceId",
    "Event",
    "EventId",
    "Flaw",
    "FoldPlace",
    "Heads",
    "HybridTime",
    "Json",
    "Left",
    "Operation",
    "Outgoing",
    "Oversold",
    "Promised",
    "Record",
    "Sealed",
    "Snapshot",
    "Unsealed",
    "check_anchors",
    "check_chain",
    "encode",
    "find_offset",
    "find_oversold",
    "fold_order",
    "hear",
    "join",
    "may_move",
    "move_units",
    "tick",
]
