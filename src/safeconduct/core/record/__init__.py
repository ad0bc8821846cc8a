"""Record an operation: events, their chain, and how the logs of several devices become one."""

from safeconduct.core.record.bundle import Bundle
from safeconduct.core.record.canonical import Json, encode
from safeconduct.core.record.chain import Anchor, Break, Flaw, Verify, check_anchors, check_chain
from safeconduct.core.record.clock import BEGINNING, HybridTime, find_offset, hear, tick
from safeconduct.core.record.event import NOTHING_BEFORE, ActorId, DeviceId, Event, EventId, Sealed
from safeconduct.core.record.forks import (
    FORKED,
    RESTORED,
    Heard,
    Link,
    Start,
    choose_heard,
    find_fork,
    read_heard,
    tell_counting,
    to_link,
    trace_back,
)
from safeconduct.core.record.heads import Heads
from safeconduct.core.record.keeping import FoldPlace, Operation, Outgoing, Snapshot, Unsealed
from safeconduct.core.record.merge import Record, fold_order, join
from safeconduct.core.record.shares import Dealt, Left, Oversold, Promised, find_oversold, may_move, move_units

__all__ = [
    "BEGINNING",
    "FORKED",
    "NOTHING_BEFORE",
    "RESTORED",
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
    "Heard",
    "HybridTime",
    "Json",
    "Left",
    "Link",
    "Operation",
    "Outgoing",
    "Oversold",
    "Promised",
    "Record",
    "Sealed",
    "Snapshot",
    "Start",
    "Unsealed",
    "Verify",
    "check_anchors",
    "check_chain",
    "choose_heard",
    "encode",
    "find_fork",
    "find_offset",
    "find_oversold",
    "fold_order",
    "hear",
    "join",
    "may_move",
    "move_units",
    "read_heard",
    "tell_counting",
    "tick",
    "to_link",
    "trace_back",
]
