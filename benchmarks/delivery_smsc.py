"""Stand in for a message centre (SMPP 3.4) that keeps the truth: what it took how often, and what it said of it."""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass, field

from delivery_stub import LoopbackStub
from safeconduct.adapters.channels.smpp.alphabets import decode_text
from safeconduct.adapters.channels.smpp.pdu import (
    HEADER,
    RESPONSE,
    Command,
    Pdu,
    Reader,
    ShortMessage,
    Tag,
    parse_short_message,
)

OK, SYSTEM_ERROR, INVALID_DESTINATION, THROTTLED, UNKNOWN_ID = 0x00, 0x08, 0x0B, 0x58, 0x67
STATES = {"DELIVRD": 2, "UNDELIV": 5}


@dataclass(frozen=True, slots=True)
class Faults:
    """Say how often what goes wrong, as a share of the submitted messages."""

    reset_before: float = 0.0  # the line is cut, and the message was not taken
    reset_after: float = 0.0  # the line is cut, and it was
    silent: float = 0.0  # it was taken, and no answer comes
    throttled: float = 0.0
    system_error: float = 0.0
    refused: float = 0.0  # for good
    undelivered: float = 0.0  # taken, and reported as failed
    doubled: float = 0.0  # its receipt comes twice
    contradicted: float = 0.0  # reported as delivered, and as failed
    unsaid: float = 0.0  # no receipt comes: it has to be asked
    delay_seconds: float = 0.0  # of receipts, at most


@dataclass(slots=True)
class Smsc(LoopbackStub):
    """Take messages over a real socket, with faults by a seed."""

    faults: Faults = Faults()
    references: bool = True  # receipts give our reference back
    _fate: dict[str, str] = field(default_factory=dict)  # by id: what becomes of a message
    _texts: dict[str, str] = field(default_factory=dict)  # by id
    _waiting: dict[int, tuple[float, bytes]] = field(default_factory=dict)  # receipts to be acknowledged, by number
    _number: int = 0

    def reply(self, source: str, text: bytes, coding: int = 0) -> None:
        """Have somebody answer by short message."""
        self._queue(ShortMessage(source, "4477", text, coding).pack(), 0.0)

    def is_quiet(self) -> bool:
        """Tell whether every receipt was acknowledged."""
        return not self._waiting

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._lines.add(writer)
        sender = asyncio.create_task(self._send_receipts(writer))
        try:
            while True:
                length, command, status, sequence = HEADER.unpack(await reader.readexactly(HEADER.size))
                pdu = Pdu(command, status, sequence, await reader.readexactly(length - HEADER.size))
                self._answer(writer, pdu)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            sender.cancel()
            self._lines.discard(writer)
            writer.close()

    def _answer(self, writer: asyncio.StreamWriter, pdu: Pdu) -> None:
        match pdu.command:
            case Command.BIND_TRANSCEIVER:
                good = Reader(pdu.body).text() == "tester"
                self._say(writer, pdu, OK if good else 0x0D, b"stub\0")
            case Command.SUBMIT_SM:
                self._submit(writer, pdu)
            case Command.QUERY_SM:
                self._tell(writer, pdu)
            case Command.ENQUIRE_LINK | Command.UNBIND:
                self._say(writer, pdu, OK)
            case _ if pdu.command == Command.DELIVER_SM | RESPONSE:
                self._waiting.pop(pdu.sequence, None)

    def _submit(self, writer: asyncio.StreamWriter, pdu: Pdu) -> None:
        message = parse_short_message(pdu.body)
        text, faults = decode_text(message.data_coding, message.text), self.faults
        for share, status, name in (
            (faults.throttled, THROTTLED, "throttled"),
            (faults.system_error, SYSTEM_ERROR, "system error"),
            (faults.refused, INVALID_DESTINATION, "refused"),
        ):
            if self.dies(share):
                self.events[name] += 1
                self.refusals[text] += status == INVALID_DESTINATION
                self._say(writer, pdu, status)
                return
        if self.dies(faults.reset_before):
            self.events["reset before"] += 1
            writer.transport.abort()
            return
        ident = self._take(message, text)
        if self.dies(faults.reset_after):
            self.events["reset after"] += 1
            writer.transport.abort()
        elif self.dies(faults.silent):
            self.events["silent"] += 1
        else:
            self._say(writer, pdu, OK, ident.encode() + b"\0")

    def _take(self, message: ShortMessage, text: str) -> str:
        self._number += 1
        ident, faults = f"{self._number:08X}", self.faults
        self.taken[text] += 1
        fate = "UNDELIV" if self.dies(faults.undelivered) else "DELIVRD"
        self._fate[ident], self._texts[ident] = fate, text
        if self.dies(faults.unsaid):
            self.events["unsaid"] += 1
            return ident
        self._report(ident, fate, message)
        if self.dies(faults.doubled):
            self.events["doubled"] += 1
            self._report(ident, fate, message)
        if fate == "DELIVRD" and self.dies(faults.contradicted):
            self.events["contradicted"] += 1
            self._report(ident, "UNDELIV", message)
        return ident

    def _report(self, ident: str, stat: str, message: ShortMessage) -> None:
        self.said.setdefault(self._texts[ident], set()).add(stat)
        text = f"id:{ident} sub:001 dlvrd:001 submit date:3103041200 done date:3103041201 stat:{stat} err:000 text:"
        reference = message.optional.get(Tag.USER_MESSAGE_REFERENCE)
        given = {Tag.USER_MESSAGE_REFERENCE: reference} if self.references and reference else {}
        optional = {**given, Tag.MESSAGE_STATE: bytes((STATES[stat],))}
        receipt = ShortMessage(message.destination, message.source, text.encode(), esm_class=4, optional=optional)
        self._queue(receipt.pack(), self.dice.uniform(0, self.faults.delay_seconds))

    def _queue(self, body: bytes, delay: float) -> None:
        self._number += 1
        self._waiting[self._number] = (asyncio.get_running_loop().time() + delay, body)

    async def _send_receipts(self, writer: asyncio.StreamWriter) -> None:
        """Send what is due; on a new line, all that was not acknowledged once more."""
        sent: set[int] = set()
        while not writer.is_closing():
            now = asyncio.get_running_loop().time()
            for number, (due, body) in list(self._waiting.items()):
                if due <= now and number not in sent:
                    sent.add(number)
                    writer.write(Pdu(Command.DELIVER_SM, 0, number, body).pack())
            await asyncio.sleep(0.02)

    def _tell(self, writer: asyncio.StreamWriter, pdu: Pdu) -> None:
        ident = Reader(pdu.body).text()
        fate = self._fate.get(ident)
        if fate is None:
            self._say(writer, pdu, UNKNOWN_ID)
            return
        self.events["asked"] += 1
        self.said.setdefault(self._texts[ident], set()).add(fate)
        self._say(writer, pdu, OK, ident.encode() + b"\0" + b"\0" + struct.pack(">BB", STATES[fate], 0))

    def _say(self, writer: asyncio.StreamWriter, pdu: Pdu, status: int, body: bytes = b"") -> None:
        writer.write(Pdu(pdu.command | RESPONSE, status, pdu.sequence, b"" if status else body).pack())
