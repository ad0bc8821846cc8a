"""Read what comes back by mail: delivery status notifications (RFC 3464), dispositions (RFC 8098), answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr

from safeconduct.core.delivery import Address, Heard, HeardReceipt, HeardReply, Outcome, Signal

ACTIONS: Mapping[str, Signal] = {"failed": Signal.FAILED, "delivered": Signal.DELIVERED}
"""What RFC 3464 calls an action; delayed, relayed and expanded say nothing that is for certain."""


class UnreadableMailError(Exception):
    """Say that no parser takes a mail, without a word of it: a person looks."""


def read_back(token: int, data: bytes, domain: str) -> Heard | None:
    """Return what a mail says of one of ours, or what somebody answers; None where it says nothing.

    Raises:
        UnreadableMailError: where it cannot be read; anybody can write such a mail.
    """
    try:
        return _read(token, data, domain)
    except Exception as error:  # the parser raises nearly anything on what is malformed
        raise UnreadableMailError(type(error).__name__) from None


def _read(token: int, data: bytes, domain: str) -> Heard | None:
    mail = message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    name = _find_name(mail, domain)
    outcome = _find_outcome(mail)
    if outcome is not None:
        return HeardReceipt(token, outcome, name) if name else None
    if mail.get_content_type() == "multipart/report" or mail.get("Auto-Submitted", "no").lower() != "no":
        return None  # an absence note is nobody's answer
    body = mail.get_body(("plain",))
    try:
        sender = Address(parseaddr(str(mail.get("From", "")))[1])
    except ValueError:
        return None
    return HeardReply(token, sender, _cut_quotes(_decode(body) if isinstance(body, EmailMessage) else ""))


def _decode(body: EmailMessage) -> str:
    """Return the words of a body, as UTF-8 where its own alphabet is not known: "3" is "3" in nearly all of them."""
    try:
        text = str(body.get_content())
    except (LookupError, ValueError):
        held = body.get_payload(decode=True)
        text = held.decode(errors="replace") if isinstance(held, bytes) else ""
    return text.encode(errors="replace").decode()  # half of a pair of units cannot be recorded


def _find_outcome(mail: EmailMessage) -> Outcome | None:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for fields in _list_fields(part):
                signal = ACTIONS.get(str(fields.get("Action", "")).strip().lower())
                if signal is not None:
                    status = str(fields.get("Status", ""))[:9]
                    return Outcome(signal, why=f"dsn {status}" if signal is Signal.FAILED else "")
        if part.get_content_type() == "message/disposition-notification":
            for fields in _list_fields(part):
                if "displayed" in str(fields.get("Disposition", "")).lower():
                    return Outcome(Signal.READ)
    return None


def _list_fields(part: Message) -> Iterator[Message]:
    held = part.get_payload()
    if isinstance(held, list):
        yield from (one for one in held if isinstance(one, Message))
    elif isinstance(held, str):
        yield message_from_bytes(held.encode(), policy=default)


def _find_name(mail: EmailMessage, domain: str) -> str:
    """Return the name of the text of ours that a mail is about: by the Message-ID that it quotes."""
    pattern = re.compile(rf"<([A-Za-z0-9_-]+\.\d+)@{re.escape(domain)}>")
    for part in mail.walk():
        for field in ("In-Reply-To", "References", "Original-Message-ID", "Message-ID"):
            if found := pattern.search(str(part.get(field, ""))):
                return found[1]
        if part.get_content_type() == "text/rfc822-headers" and (found := pattern.search(str(part.get_payload()))):
            return found[1]
    return ""


def _cut_quotes(text: str) -> str:
    """Return what was written anew, up to what is quoted."""
    lines = text.splitlines()
    end = next(
        (at for at, line in enumerate(lines) if line.startswith((">", "--", "__")) or line.rstrip().endswith(":")), None
    )
    return "\n".join(lines[:end]).strip()
