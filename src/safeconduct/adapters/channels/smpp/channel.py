"""Send short messages through a message centre, each with a receipt asked for; fills the port Channel."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from safeconduct.adapters.channels.smpp.alphabets import decode_text, encode_text
from safeconduct.adapters.channels.smpp.pdu import (
    RESPONSE,
    Command,
    Pdu,
    Reader,
    ShortMessage,
    Tag,
    pack_query,
    parse_short_message,
)
from safeconduct.adapters.channels.smpp.receipts import STATES, is_receipt, read_receipt
from safeconduct.adapters.channels.smpp.session import Centre, LineLostError, NoLineError, Session
from safeconduct.core.delivery import Address, Handover, Heard, HeardReply, Known, Outcome, Signal

OK, THROTTLED, QUEUE_FULL, SYSTEM_ERROR, SUBMIT_FAILED = 0x00, 0x58, 0x14, 0x08, 0x45
BUSY = frozenset({THROTTLED, QUEUE_FULL, SYSTEM_ERROR, SUBMIT_FAILED})
"""Refusals that say: not now (SMPP v3.4, 5.1.3)."""

ASK_FOR_RECEIPT = 1
NO_LINE_SECONDS = 1.0
BUSY_SECONDS, BUSY_SECONDS_MAX = 0.5, 30.0


@dataclass(frozen=True, slots=True)
class Sender:
    """Say whose name stands on the messages."""

    source: str
    ton: int = 0  # 1 international, 5 a name
    npi: int = 0
    hex_ids: bool = False  # the centre answers in hexadecimal and writes its receipts in decimal


class SmppChannel:
    """Hand texts to a message centre; every deliver_sm is answered once it is on record."""

    def __init__(self, centre: Centre, sender: Sender) -> None:
        """Name the centre and the sender; nothing is opened yet."""
        self._session, self._sender = Session(centre, self._take), sender
        self._heard: deque[Heard] = deque()
        self._tokens = count(1)
        self._open: dict[int, tuple[int, int]] = {}  # line and sequence of what is to be answered
        self._busy = 0

    async def open(self) -> None:
        """Begin to bind, so that receipts which wait there come in before anything is sent."""
        self._session.revive()

    async def hand_over(self, handover: Handover) -> Outcome:
        """Submit one text."""
        if not handover.to.is_phone():
            return Outcome(Signal.FAILED, why="no phone number")
        try:
            coding, octets = encode_text(handover.text)
        except ValueError:
            return Outcome(Signal.FAILED, why="too long for one short message")
        body = ShortMessage(
            self._sender.source,
            handover.to.value.removeprefix("+"),
            octets,
            coding,
            registered_delivery=ASK_FOR_RECEIPT,
            validity_period=_write_validity(handover.not_after_millis),
            source_ton=self._sender.ton,
            source_npi=self._sender.npi,
            optional={Tag.USER_MESSAGE_REFERENCE: struct.pack(">H", handover.reference % 65_536)},
        ).pack()
        try:
            answer = await self._session.request(Command.SUBMIT_SM, body)
        except NoLineError:
            return Outcome(Signal.NOT_TAKEN, why="no line to the centre", wait_seconds=NO_LINE_SECONDS)
        except LineLostError as error:
            return Outcome(Signal.LOST, why=str(error))
        return self._read_answer(answer)

    async def ask(self, known: Known) -> Outcome | None:
        """Ask the centre by the id that it gave; without one it cannot be asked."""
        if not known.receipt:
            return None
        body = pack_query(self._for_query(known.receipt), self._sender.source, self._sender.ton, self._sender.npi)
        try:
            answer = await self._session.request(Command.QUERY_SM, body)
            if answer.status:
                return None
            reader = Reader(answer.body)
            reader.text(), reader.text()
            signal, why = STATES.get(reader.octet(), (None, ""))
        except (NoLineError, LineLostError, ValueError):
            return None
        return None if signal is None else Outcome(signal, why=why if signal is Signal.FAILED else "")

    async def hear(self) -> Sequence[Heard]:
        """Return the receipts and replies that have come."""
        self._session.revive()
        heard = list(self._heard)
        self._heard.clear()
        return heard

    async def thank(self, tokens: Sequence[int]) -> None:
        """Answer what is on record; on a line that is gone, the centre will say it again."""
        for token in tokens:
            line, sequence = self._open.pop(token, (0, 0))
            self._session.answer(line, Command.DELIVER_SM, sequence, b"\0")

    async def close(self) -> None:
        """Unbind."""
        await self._session.close()

    def _read_answer(self, answer: Pdu) -> Outcome:
        if answer.command != Command.SUBMIT_SM | RESPONSE:
            return Outcome(Signal.FAILED, why=f"smpp 0x{answer.status:02X}")
        if answer.status == OK:
            self._busy = 0
            ident = answer.body.split(b"\0")[0].decode("latin-1")
            return Outcome(Signal.TAKEN, self._as_in_receipts(ident))
        if answer.status in BUSY:
            self._busy += 1
            pause = min(BUSY_SECONDS * 2 ** min(self._busy - 1, 10), BUSY_SECONDS_MAX)
            return Outcome(Signal.NOT_TAKEN, why=f"smpp 0x{answer.status:02X}", wait_seconds=pause)
        return Outcome(Signal.FAILED, why=f"smpp 0x{answer.status:02X}")

    def _take(self, line: int, pdu: Pdu) -> None:
        if pdu.command != Command.DELIVER_SM:
            return
        token = next(self._tokens)
        heard = self._read(token, pdu.body)
        if heard is None:  # it tells nothing: it need not come again
            self._session.answer(line, pdu.command, pdu.sequence, b"\0")
            return
        self._open[token] = (line, pdu.sequence)
        self._heard.append(heard)

    def _read(self, token: int, body: bytes) -> Heard | None:
        try:
            message = parse_short_message(body)
            if is_receipt(message):
                return read_receipt(token, message)
            return HeardReply(token, Address(message.source), decode_text(message.data_coding, message.text))
        except ValueError:
            return None

    def _as_in_receipts(self, ident: str) -> str:
        try:
            return str(int(ident, 16)) if self._sender.hex_ids else ident
        except ValueError:
            return ident

    def _for_query(self, receipt: str) -> str:
        return f"{int(receipt):X}" if self._sender.hex_ids and receipt.isdecimal() else receipt


def _write_validity(not_after_millis: int) -> str:
    """Write until when a text is worth delivering, as an absolute time in UTC (SMPP v3.4, 7.1.1)."""
    return datetime.fromtimestamp(not_after_millis / 1000, UTC).strftime("%y%m%d%H%M%S000+")


SENDER_KINDS: Mapping[str, tuple[int, int]] = {"number": (1, 1), "name": (5, 0), "short code": (3, 0)}
"""Type of number and numbering plan of a sender (SMPP v3.4, 5.2.5 and 5.2.6)."""
