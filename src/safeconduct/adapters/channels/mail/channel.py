"""Send each text as a mail of its own to one recipient; fills the port Channel."""

from __future__ import annotations

import ssl
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from pathlib import Path

import aiosmtplib

from safeconduct.adapters.channels.mail.bounces import UnreadableMailError, read_back
from safeconduct.core.delivery import Handover, Heard, Known, Outcome, Signal

NO_LINE_SECONDS = 5.0
LINES_MAX = 4
UNREAD = "unread"
"""A folder in the one for what comes back: of mails that cannot be read."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Say where mail is handed in, as whom, and where what comes back is laid."""

    host: str
    port: int
    sender: str
    domain: str  # the right half of our Message-IDs
    subject: str = "Message"  # neutral: it stands on a locked screen
    user: str = ""
    password: str = ""
    tls: ssl.SSLContext | None = None
    start_tls: bool = False
    answer_seconds: float = 60.0
    back: Path | None = None  # a folder in which the mail server lays what comes back, one file each


class MailChannel:
    """Hand mails in, over a few lines that are kept open; the Message-ID is ours and the same if one is sent again."""

    def __init__(self, server: MailServer) -> None:
        """Name the server; nothing is opened yet."""
        self._server = server
        self._free: deque[aiosmtplib.SMTP] = deque()
        self._files: dict[int, Path] = {}
        self._heard = 0

    async def open(self) -> None:
        """Do nothing: a line is opened with the first mail."""

    async def hand_over(self, handover: Handover) -> Outcome:
        """Hand one mail in."""
        if "@" not in handover.to.value or handover.to.on_paper:
            return Outcome(Signal.FAILED, why="no mail address")
        try:
            line = self._free.pop() if self._free else await self._connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            return Outcome(Signal.NOT_TAKEN, why=f"no line: {type(error).__name__}", wait_seconds=NO_LINE_SECONDS)
        outcome = await self._send(line, handover)
        if line.is_connected and len(self._free) < LINES_MAX:
            self._free.append(line)
        else:
            line.close()
        return outcome

    async def ask(self, _: Known) -> Outcome | None:
        """Tell nothing: a mail server does not say what became of a mail."""
        return None

    async def hear(self) -> Sequence[Heard]:
        """Return what the mails say that were laid into the folder; raise OSError where that alone is to be said."""
        heard: list[Heard] = []
        if self._server.back is None or not self._server.back.is_dir():
            return heard
        held, fault = set(self._files.values()), None
        for file in sorted(self._server.back.iterdir()):
            if file not in held and file.is_file():
                try:
                    heard += self._read(file)
                except OSError as error:  # the others are read all the same
                    fault = error
        if fault is not None and not heard:
            raise fault
        return heard

    async def thank(self, tokens: Sequence[int]) -> None:
        """Remove what is on record."""
        for token in tokens:
            file = self._files.get(token)
            if file is not None:
                file.unlink(missing_ok=True)  # where that fails, it stays known and is not heard twice
                del self._files[token]

    async def close(self) -> None:
        """Close the lines."""
        while self._free:
            self._free.pop().close()

    def _read(self, file: Path) -> list[Heard]:
        """Return what one mail says; one that tells nothing is removed, one that nobody can parse is set aside."""
        self._heard += 1
        try:
            found = read_back(self._heard, file.read_bytes(), self._server.domain)
        except UnreadableMailError:
            _set_aside(file)
            return []
        if found is None:
            file.unlink()  # it tells nothing that could be followed
            return []
        self._files[self._heard] = file
        return [found]

    async def _connect(self) -> aiosmtplib.SMTP:
        server = self._server
        line = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            use_tls=server.tls is not None and not server.start_tls,
            start_tls=server.start_tls,
            tls_context=server.tls,
            timeout=server.answer_seconds,
        )
        await line.connect()
        return line

    async def _send(self, line: aiosmtplib.SMTP, handover: Handover) -> Outcome:
        """Go step by step: before the text is sent a lost line is no doubt, after it is."""
        asks = "DSN" in {name.upper() for name in line.esmtp_extensions}
        options = ["NOTIFY=SUCCESS,FAILURE,DELAY"] if asks else []
        try:
            await line.mail(self._server.sender, options=["RET=HDRS"] if asks else [])
            await line.rcpt(handover.to.value, options=options)
        except aiosmtplib.SMTPResponseException as error:
            await self._reset(line)
            return _read_refusal(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            line.close()
            return Outcome(Signal.NOT_TAKEN, why=f"before the text: {type(error).__name__}")
        try:
            await line.data(self._write(handover))
        except aiosmtplib.SMTPServerDisconnected as error:
            line.close()
            return Outcome(Signal.LOST, why=type(error).__name__)
        except aiosmtplib.SMTPResponseException as error:
            await self._reset(line)
            return _read_refusal(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            line.close()
            return Outcome(Signal.LOST, why=type(error).__name__)
        return Outcome(Signal.TAKEN)

    async def _reset(self, line: aiosmtplib.SMTP) -> None:
        try:
            await line.rset()
        except (aiosmtplib.SMTPException, OSError):
            line.close()

    def _write(self, handover: Handover) -> bytes:
        mail = EmailMessage(policy=SMTP_POLICY)
        mail["From"] = self._server.sender
        mail["To"] = handover.to.value
        mail["Subject"] = self._server.subject
        mail["Message-ID"] = f"<{handover.name}@{self._server.domain}>"
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Expires"] = format_datetime(datetime.fromtimestamp(handover.not_after_millis / 1000, UTC))
        mail["Content-Language"] = handover.language
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(handover.text, cte="quoted-printable")
        return mail.as_bytes()


def _set_aside(file: Path) -> None:
    """Lay a mail that no parser takes where a person looks; what else has come is heard meanwhile."""
    aside = file.parent / UNREAD
    aside.mkdir(exist_ok=True, mode=0o700)
    file.replace(aside / file.name)


def _read_refusal(error: aiosmtplib.SMTPResponseException) -> Outcome:
    again = 400 <= error.code < 500
    return Outcome(Signal.NOT_TAKEN if again else Signal.FAILED, why=f"smtp {error.code}")
