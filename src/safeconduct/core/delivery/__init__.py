"""Follow each message until it has arrived: states, next channels, replies, and nobody left without word."""

from safeconduct.core.delivery.address import Address
from safeconduct.core.delivery.cadence import KEPT_OF_A_PARTY, Silent, Thread, find_silent
from safeconduct.core.delivery.delivery import Attempt, Closed, Delivery
from safeconduct.core.delivery.handover import Handover, Heard, HeardReceipt, HeardReply, Known, Outcome
from safeconduct.core.delivery.message import TOPIC, About, Message, find_message_fault, read_body, write_body
from safeconduct.core.delivery.next_step import AskChannel, ChannelRule, Close, HandOver, Step, Wait, find_step
from safeconduct.core.delivery.notice import Notice
from safeconduct.core.delivery.rate import Bucket, fill_bucket
from safeconduct.core.delivery.replies import Meaning, parse_reply
from safeconduct.core.delivery.states import RANK, TABLE, Part, Signal, Stage, follow, has_arrived
from safeconduct.core.delivery.troubles import Trouble, Troubled, list_troubles

__all__ = [
    "KEPT_OF_A_PARTY",
    "RANK",
    "TABLE",
    "TOPIC",
    "About",
    "Address",
    "AskChannel",
    "Attempt",
    "Bucket",
    "ChannelRule",
    "Close",
    "Closed",
    "Delivery",
    "HandOver",
    "Handover",
    "Heard",
    "HeardReceipt",
    "HeardReply",
    "Known",
    "Meaning",
    "Message",
    "Notice",
    "Outcome",
    "Part",
    "Signal",
    "Silent",
    "Stage",
    "Step",
    "Thread",
    "Trouble",
    "Troubled",
    "Wait",
    "fill_bucket",
    "find_message_fault",
    "find_silent",
    "find_step",
    "follow",
    "has_arrived",
    "list_troubles",
    "parse_reply",
    "read_body",
    "write_body",
]
