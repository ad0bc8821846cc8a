"""Read a delivery receipt, which message centres write in several ways (SMPP v3.4, appendix B, and 5.3.2.35)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from safeconduct.adapters.channels.smpp.alphabets import decode_text
from safeconduct.adapters.channels.smpp.pdu import ShortMessage, Tag
from safeconduct.core.delivery import HeardReceipt, Outcome, Signal

RECEIPT_BITS, RECEIPT = 0x3C, 0x04  # of esm_class

WORDS: Mapping[str, Signal] = {
    "DELIVRD": Signal.DELIVERED,
    "EXPIRED": Signal.FAILED,
    "DELETED": Signal.FAILED,
    "UNDELIV": Signal.FAILED,
    "REJECTD": Signal.FAILED,
    "ACCEPTD": Signal.TAKEN,
    "ENROUTE": Signal.TAKEN,
}
STATES: Mapping[int, tuple[Signal, str]] = {
    1: (Signal.TAKEN, "ENROUTE"),
    2: (Signal.DELIVERED, "DELIVRD"),
    3: (Signal.FAILED, "EXPIRED"),
    4: (Signal.FAILED, "DELETED"),
    5: (Signal.FAILED, "UNDELIV"),
    6: (Signal.TAKEN, "ACCEPTD"),
    8: (Signal.FAILED, "REJECTD"),
}
"""What the numbers of message_state mean; 7 is unknown, and says nothing."""

_IDENT = re.compile(r"\bid:([^\s\0]+)")
_STAT = re.compile(r"\bstat:([A-Z]{4,7})")
_ERROR = re.compile(r"\berr:([0-9A-Za-z]{1,4})\b")


def is_receipt(message: ShortMessage) -> bool:
    """Tell whether a deliver_sm is a receipt, and no text of somebody."""
    return message.esm_class & RECEIPT_BITS == RECEIPT


def read_receipt(token: int, message: ShortMessage) -> HeardReceipt | None:
    """Return what a receipt says; None where it says nothing of how the text stands.

    >>> said = b"id:7F3A sub:001 dlvrd:001 submit date:3103041200 done date:3103041201 stat:DELIVRD err:000 text:Stay"
    >>> heard = read_receipt(5, ShortMessage("", "", said, esm_class=4))
    >>> heard.outcome.receipt, heard.outcome.signal.value
    ('7F3A', 'delivered')
    """
    text = decode_text(message.data_coding, message.text)
    ident = message.optional.get(Tag.RECEIPTED_MESSAGE_ID, b"").rstrip(b"\0").decode("latin-1")
    if not ident and (found := _IDENT.search(text)):
        ident = found[1]
    signal, why = _read_state(message, text)
    if signal is None:
        return None
    reference = message.optional.get(Tag.USER_MESSAGE_REFERENCE)
    failed = signal is Signal.FAILED
    outcome = Outcome(signal, ident, why if failed else "")
    return HeardReceipt(token, outcome, reference=int.from_bytes(reference, "big") if reference else None)


def _read_state(message: ShortMessage, text: str) -> tuple[Signal | None, str]:
    state = message.optional.get(Tag.MESSAGE_STATE)
    error = _ERROR.search(text)
    told = f" {error[1]}" if error else ""
    if state and state[0] in STATES:
        signal, word = STATES[state[0]]
        return signal, word + told
    found = _STAT.search(text)
    if found is None:
        return None, ""
    return WORDS.get(found[1]), found[1] + told
