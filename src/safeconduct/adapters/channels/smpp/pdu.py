"""Write and read the protocol data units of SMPP 3.4 (SMPP Protocol Specification v3.4, Issue 1.2, sections 3 to 5)."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

HEADER = struct.Struct(">IIII")
LENGTH_MAX = 65_536
RESPONSE = 0x8000_0000
VERSION = 0x34


class Command(IntEnum):
    """Name the commands that are used here; a response has its command's number and RESPONSE."""

    QUERY_SM = 0x03
    SUBMIT_SM = 0x04
    DELIVER_SM = 0x05
    UNBIND = 0x06
    BIND_TRANSCEIVER = 0x09
    ENQUIRE_LINK = 0x15
    GENERIC_NACK = 0x8000_0000


class Tag(IntEnum):
    """Name the optional parameters that are used here."""

    RECEIPTED_MESSAGE_ID = 0x001E
    USER_MESSAGE_REFERENCE = 0x0204
    MESSAGE_PAYLOAD = 0x0424
    MESSAGE_STATE = 0x0427


@dataclass(frozen=True, slots=True)
class Pdu:
    """Hold one unit: its command, status, number and body."""

    command: int
    status: int
    sequence: int
    body: bytes = b""

    def pack(self) -> bytes:
        """Return it as it goes over the line."""
        return HEADER.pack(HEADER.size + len(self.body), self.command, self.status, self.sequence) + self.body


@dataclass(frozen=True, slots=True)
class ShortMessage:
    """Hold what submit_sm and deliver_sm have in common."""

    source: str
    destination: str
    text: bytes
    data_coding: int = 0
    esm_class: int = 0
    registered_delivery: int = 0
    validity_period: str = ""
    source_ton: int = 0
    source_npi: int = 0
    destination_ton: int = 1
    destination_npi: int = 1
    optional: Mapping[int, bytes] = field(default_factory=dict)

    def pack(self) -> bytes:
        """Return the body.

        Raises:
            ValueError: for a field that is too long.
        """
        if len(self.text) > 254:
            raise ValueError("a short message has at most 254 octets")
        parts = [
            b"\0",
            bytes((self.source_ton, self.source_npi)),
            c_string(self.source, 21),
            bytes((self.destination_ton, self.destination_npi)),
            c_string(self.destination, 21),
            bytes((self.esm_class, 0, 0)),
            b"\0",
            c_string(self.validity_period, 17),
            bytes((self.registered_delivery, 0, self.data_coding, 0, len(self.text))),
            self.text,
        ]
        parts += [struct.pack(">HH", tag, len(value)) + value for tag, value in self.optional.items()]
        return b"".join(parts)


def parse_short_message(body: bytes) -> ShortMessage:
    """Return what a submit_sm or deliver_sm says; raise ValueError where it breaks off."""
    reader = Reader(body)
    reader.text()
    source_ton, source_npi = reader.octet(), reader.octet()
    source = reader.text()
    destination_ton, destination_npi = reader.octet(), reader.octet()
    destination = reader.text()
    esm_class, _, _ = reader.octet(), reader.octet(), reader.octet()
    reader.text()
    validity = reader.text()
    registered, _, coding, _ = reader.octet(), reader.octet(), reader.octet(), reader.octet()
    text = reader.take(reader.octet())
    optional = reader.optional()
    return ShortMessage(
        source,
        destination,
        text or optional.get(Tag.MESSAGE_PAYLOAD, b""),
        coding,
        esm_class,
        registered,
        validity,
        source_ton,
        source_npi,
        destination_ton,
        destination_npi,
        optional,
    )


class Reader:
    """Read a body from its beginning; raise ValueError where it breaks off."""

    def __init__(self, data: bytes) -> None:
        """Begin."""
        self._data, self._at = data, 0

    def octet(self) -> int:
        """Return the next octet."""
        return self.take(1)[0]

    def take(self, count: int) -> bytes:
        """Return the next octets."""
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("the unit breaks off")
        self._at += count
        return taken

    def text(self) -> str:
        """Return the next text, up to its zero octet."""
        end = self._data.find(b"\0", self._at)
        if end < 0:
            raise ValueError("the unit breaks off")
        text, self._at = self._data[self._at : end], end + 1
        return text.decode("latin-1")

    def optional(self) -> dict[int, bytes]:
        """Return the optional parameters, to the end; one that breaks off is left out."""
        found: dict[int, bytes] = {}
        while len(self._data) - self._at >= 4:
            tag, length = struct.unpack(">HH", self.take(4))
            if len(self._data) - self._at < length:
                break
            found[tag] = self.take(length)
        return found


def c_string(text: str, most: int) -> bytes:
    """Return a text with its zero octet; raise ValueError where both take more than `most` octets."""
    data = text.encode("ascii") + b"\0"
    if len(data) > most or b"\0" in data[:-1]:
        raise ValueError(f"a field has at most {most} octets")
    return data


def pack_bind(system_id: str, password: str, system_type: str = "") -> bytes:
    """Return the body of a bind_transceiver."""
    head = c_string(system_id, 16) + c_string(password, 9) + c_string(system_type, 13)
    return head + bytes((VERSION, 0, 0)) + b"\0"


def pack_query(message_id: str, source: str, ton: int, npi: int) -> bytes:
    """Return the body of a query_sm."""
    return c_string(message_id, 65) + bytes((ton, npi)) + c_string(source, 21)
