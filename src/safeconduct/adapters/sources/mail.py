"""Read an e-mail (.eml): its text with quoted replies marked; attachments are listed and never opened."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

import numpy as np

from safeconduct.adapters.sources.decode import peek_text
from safeconduct.adapters.sources.draft import BYTES_MAX, MEGABYTE, TEXT_BYTES_MAX, Draft, Source
from safeconduct.adapters.sources.moments import read_moment
from safeconduct.adapters.sources.transfer import decode_mapped, undo_transfer
from safeconduct.adapters.sources.visible_text import see_mapped
from safeconduct.core.basics import CannotReadError
from safeconduct.core.intake.mapped_text import MappedText, join_mapped, map_to
from safeconduct.core.intake.quoted_replies import find_quoted_replies

PARTS_MAX = 200
PACKED_MAX = 3 * TEXT_BYTES_MAX  # bytes of a text in transfer: quoted-printable writes three for one
HEADER_MAX = 2_000  # characters that are read of one header
DAMAGED = (
    MessageError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    RecursionError,
)  # what the email package raises
HEADERS = ("from ", "from:", "to:", "cc:", "subject:", "date:", "received:", "return-path:", "delivered-to:",
           "message-id:", "mime-version:", "content-type:", "reply-to:", "x-")  # fmt: skip
_BOUNDARIES_MAX = 200


class Mail:
    """Read e-mail as RFC 5322 and MIME write it."""

    name = "e-mail (.eml)"
    bytes_max = BYTES_MAX  # attachments and all; the text itself within TEXT_BYTES_MAX

    def reads(self, name: str, first: bytes) -> bool:
        """Tell by the name, or by two lines of headers at the top."""
        lines = peek_text(first).split("\n")[:2]
        return name.lower().endswith(".eml") or (
            len(lines) == 2 and lines[0].startswith(HEADERS) and lines[1].startswith((*HEADERS, " ", "\t"))
            and ":" in lines[0]
        )  # fmt: skip

    def read(self, source: Source) -> Sequence[Draft]:
        """Return the text of the message: its plain text, or what a reader sees of its HTML."""
        data = source.data
        if data.lower().count(b"\n--") > 50_000 or data.lower().count(b"boundary") > _BOUNDARIES_MAX:
            raise CannotReadError("an e-mail of too many parts is refused; save its text as .txt")
        try:
            message = email.message_from_bytes(data, policy=compat32)
            parts = list(_walk(message))
        except DAMAGED as error:
            raise CannotReadError(f"a damaged e-mail ({type(error).__name__}); save its text as .txt") from None
        body, cautions = _read_body(data, parts)
        sender = _header(message, "from")
        title = _header(message, "subject")
        cautions += tuple(f"attachment not opened: {_describe(part)}" for part in parts if _is_attached(part))
        quoted = find_quoted_replies(body.text)
        cautions += tuple(_word_quote(body.text, span.start, span.end) for span in quoted)
        name_of, address = parseaddr(sender)
        return [
            Draft(
                _in_characters(body, data),
                "message/rfc822",
                title=title,
                outlet=name_of or address,
                published=read_moment(_header(message, "date")),
                cautions=cautions,
            )
        ]


def _walk(message: Message) -> Iterator[Message]:
    """Give the parts that are no containers; a message within the message is one part, and not looked into."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop(0)
        count += 1
        if count > PARTS_MAX:
            raise CannotReadError(f"an e-mail of more than {PARTS_MAX} parts is refused; save its text as .txt")
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting = [item for item in inner if isinstance(item, Message)] + waiting
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"


def _read_body(data: bytes, parts: Sequence[Message]) -> tuple[MappedText, tuple[str, ...]]:
    """Return the text of the parts that are plain text, or else of those that are HTML; offsets are bytes."""
    texts = [part for part in parts if not _is_attached(part)]
    chosen = [part for part in texts if part.get_content_subtype() == "plain"]
    chosen = chosen or [part for part in texts if part.get_content_subtype() == "html"]
    pieces: list[MappedText] = []
    cautions: tuple[str, ...] = ()
    at = 0
    for part in chosen:
        raw = _raw_body(part)
        if len(raw) > PACKED_MAX:
            raise CannotReadError(f"an e-mail with more than {TEXT_BYTES_MAX // MEGABYTE} MB of text is refused")
        found = data.find(raw, at)
        start = max(found, 0)
        if found < 0:
            cautions += ("the place of a part in the file could not be found: its offsets are not exact",)
        at = start + len(raw)
        piece, doubts = decode_mapped(
            undo_transfer(raw, start, _header(part, "content-transfer-encoding")), _charset(part)
        )
        cautions += doubts
        if part.get_content_subtype() == "html":
            piece = see_mapped(piece)
        if piece.text.strip():
            if pieces:
                pieces.append(map_to("\n", int(pieces[-1].offsets[-1]), int(piece.offsets[0])))
            pieces.append(piece)
    body = join_mapped(pieces)
    if len(body.text) > TEXT_BYTES_MAX:
        raise CannotReadError(f"an e-mail with more than {TEXT_BYTES_MAX // MEGABYTE} MB of text is refused")
    return body, cautions


def _raw_body(part: Message) -> bytes:
    """Return the body as it stands in the file: the parser holds its bytes as surrogates."""
    held = part._payload  # type: ignore[attr-defined]  # get_payload() would decode what is not ASCII
    return held.encode("ascii", "surrogateescape") if isinstance(held, str) else b""


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except DAMAGED:
        return ""


def _header(part: Message, name: str) -> str:
    """Return a header, decoded, on one line; "" where it is missing or broken beyond reading.

    Long ones are cut first: the standard library takes quadratic time for them.
    """
    try:
        return re.sub(r"\s+", " ", str(make_header(decode_header(str(part.get(name, ""))[:HEADER_MAX])))).strip()
    except DAMAGED:
        return ""


def _describe(part: Message) -> str:
    try:
        name = part.get_filename() or "without a name"
    except DAMAGED:
        name = "with a name that cannot be read"
    return f"{str(name)[:80]!r} ({part.get_content_type()[:60]})"


def _word_quote(text: str, start: int, end: int) -> str:
    first, last = 1 + text.count("\n", 0, start), 1 + text.count("\n", 0, max(start, end - 1))
    return f"lines {first:,} to {last:,} quote an earlier message"


def _in_characters(body: MappedText, data: bytes) -> MappedText:
    """Turn offsets in bytes into offsets in the code points of the decoded file: UTF-8, or one for each byte."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return body
    begins = (np.frombuffer(data, np.uint8) & 0xC0) != 0x80
    before = np.concatenate(([0], np.cumsum(begins))).astype(np.int32)
    return MappedText(body.text, before[body.offsets])
