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


def read_back(token: int, data: bytes, domain: str) -> Heard | None:
    """Return what a mail says of one of ours, or what somebody answers; None where it says nothing."""
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
    return HeardReply(token, sender, _cut_quotes(body.get_content() if isinstance(body, EmailMessage) else ""))


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
