"""Stand in for a mail server (aiosmtpd) that refuses, delays and drops lines, and keeps the truth."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True, slots=True)
class MailFaults:
    """Say how often what goes wrong, as a share of the mails."""

    reset_before: float = 0.0  # at RCPT
    reset_after: float = 0.0  # the mail was taken
    later: float = 0.0  # 451 after the text
    refused: float = 0.0  # 550 at RCPT


@dataclass  # no slots: aiosmtpd looks its members up, which older Pythons cannot on such a class
class MailStub:
    """Take mails over a real socket; fills what aiosmtpd calls a handler."""

    faults: MailFaults = MailFaults()
    seed: int = 1
    taken: Counter[str] = field(default_factory=Counter)  # by text
    recipients: set[int] = field(default_factory=set)  # how many a mail had
    refusals: Counter[str] = field(default_factory=Counter)  # by address
    mails: list[bytes] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    port: int = 0
    _controller: Controller | None = None
    _random: random.Random = field(default_factory=random.Random)

    def start(self) -> None:
        """Listen on loopback in a thread of its own; at the same port again after a stop."""
        if not self.port:
            self._random.seed(self.seed)
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=20.0)
        if not self.port:
            self._controller.port = _find_port()
            self.port = self._controller.port
        self._controller.start()

    def stop(self) -> None:
        """Listen no more."""
        assert self._controller is not None
        self._controller.stop()
        self.events["restart"] += 1

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802, ARG002
        """Take a recipient, or refuse."""
        if self._random.random() < self.faults.refused:
            self.events["refused"] += 1
            self.refusals[address] += 1
            return "550 5.1.1 no such box"
        if self._random.random() < self.faults.reset_before:
            self.events["reset before"] += 1
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ARG002
        """Take a mail, or not now."""
        if self._random.random() < self.faults.later:
            self.events["451"] += 1
            return "451 4.3.0 later"
        self.recipients.add(len(envelope.rcpt_tos))
        mail = message_from_bytes(envelope.content, policy=default)
        self.taken[re.sub(r"\s+", " ", mail.get_content()).strip()] += 1  # type: ignore[attr-defined]
        self.mails.append(envelope.content)
        if self._random.random() < self.faults.reset_after:
            self.events["reset after"] += 1
            server.transport.abort()
        return "250 OK"


def _find_port() -> int:
    import socket

    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port
