"""Promise that mail which comes back is read for what it says of ours, and for nothing else."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.channels.mail.bounces import UnreadableMailError, read_back
from safeconduct.adapters.channels.mail.channel import MailChannel, MailServer
from safeconduct.core.delivery import HeardReceipt, HeardReply, Signal

DOMAIN = "safeconduct.invalid"
REPORT = """From: mailer-daemon@mail.invalid
To: desk@safeconduct.invalid
Subject: report
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not go.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.invalid

Final-Recipient: rfc822; p1@mail.invalid
Action: {action}
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: <m1.0@{domain}>
Subject: Message

--b--
"""
REPLY = """From: Somebody <p1@mail.invalid>
To: desk@safeconduct.invalid
In-Reply-To: <m1.0@safeconduct.invalid>
Content-Type: text/plain; charset=utf-8

1

On Monday the desk wrote:
> 1 = we go, 2 = we cannot
"""


@pytest.mark.parametrize(("action", "signal"), [("failed", Signal.FAILED), ("delivered", Signal.DELIVERED)])
def test_a_report_says_what_became_of_which_mail(action, signal):
    """Its action is heard, under the name that our Message-ID holds, and no address is in the reason."""
    heard = read_back(3, REPORT.format(action=action, domain=DOMAIN).encode(), DOMAIN)
    assert isinstance(heard, HeardReceipt)
    assert (heard.token, heard.name, heard.outcome.signal) == (3, "m1.0", signal)
    assert "@" not in heard.outcome.why


@pytest.mark.parametrize(("action", "domain"), [("delayed", DOMAIN), ("failed", "elsewhere.invalid")])
def test_what_says_nothing_for_certain_or_nothing_of_ours_is_left_out(action, domain):
    """A delay is no failure, and a report of somebody else's mail is none of ours."""
    assert read_back(1, REPORT.format(action=action, domain=domain).encode(), DOMAIN) is None


def test_an_answer_is_what_was_written_anew():
    """The quoted menu is not taken for the answer, and an absence note is nobody's."""
    heard = read_back(1, REPLY.encode(), DOMAIN)
    assert isinstance(heard, HeardReply)
    assert (heard.text, heard.sender.value) == ("1", "p1@mail.invalid")
    assert read_back(1, b"Auto-Submitted: auto-replied\n" + REPLY.encode(), DOMAIN) is None


def test_what_came_back_stays_until_it_is_on_record(tmp_path):
    """A file is heard once, and goes when the channel is thanked for it, not before."""

    async def work() -> None:
        (tmp_path / "1.eml").write_bytes(REPLY.encode())
        (tmp_path / "2.eml").write_bytes(b"Subject: noise\n\n")
        channel = MailChannel(MailServer("127.0.0.1", 25, "d@safeconduct.invalid", DOMAIN, back=tmp_path))
        (heard,) = [one for one in await channel.hear() if getattr(one, "text", "") == "1"]
        assert not [one for one in await channel.hear() if getattr(one, "text", "") == "1"]
        assert (tmp_path / "1.eml").exists()
        await channel.thank([heard.token])
        assert not (tmp_path / "1.eml").exists()

    asyncio.run(work())


def test_a_mail_that_cannot_be_read_or_taken_away_is_said_and_nothing_else_waits(tmp_path, monkeypatch):
    """The others are heard; where none is, the fault is raised; what cannot be removed is not heard twice."""

    async def work() -> None:
        (tmp_path / "1.eml").write_bytes(REPLY.encode())
        (tmp_path / "2.eml").write_bytes(REPLY.encode())
        channel = MailChannel(MailServer("127.0.0.1", 25, "d@safeconduct.invalid", DOMAIN, back=tmp_path))
        read = Path.read_bytes
        refuse(monkeypatch, "read_bytes", lambda file: read(file), "1.eml")
        (heard,) = await channel.hear()
        with pytest.raises(PermissionError):
            await channel.hear()
        unlink = Path.unlink
        refuse(monkeypatch, "unlink", lambda file, **how: unlink(file, **how), "2.eml")
        with pytest.raises(PermissionError):
            await channel.thank([heard.token])
        monkeypatch.setattr(Path, "read_bytes", read)
        assert [getattr(one, "text", "") for one in await channel.hear()] == ["1"]
        assert await channel.hear() == []

    asyncio.run(work())


def refuse(monkeypatch, name, does, file):
    """Let a disk refuse one file."""

    def act(path, **how):
        if path.name == file:
            raise PermissionError(13, "Permission denied")
        return does(path, **how)

    monkeypatch.setattr(Path, name, act)


HOSTILE = [
    b"From: p1@mail.invalid\nContent-Type: text/plain; charset=no-such\n\n3 help\n",
    b"From: p1@mail.invalid\nContent-Type: text/plain; charset=unicode_escape\n\n\\ud800 3 help\n",
    b"From: p1@mail.invalid\nMessage-ID: <a@[\n\n3 help\n",
    b"From: <@\n\n3 help\n",
    b'From: "\n\n3 help\n',
]
"""Mails on which the standard library's parser raises, or of which it makes text that nothing can write."""


def test_no_mail_keeps_others_from_being_heard(tmp_path):
    """Whoever mails what no parser takes stops nothing: it is set aside for a person, and all others are heard."""

    async def work() -> list[str]:
        for number, mail in enumerate(HOSTILE):
            (tmp_path / f"{number}.eml").write_bytes(mail)
        (tmp_path / "9.eml").write_bytes(REPLY.encode())
        channel = MailChannel(MailServer("127.0.0.1", 25, "d@safeconduct.invalid", DOMAIN, back=tmp_path))
        heard = [one for one in await channel.hear() if isinstance(one, HeardReply)]
        await channel.thank([one.token for one in heard])
        assert not await channel.hear()
        return [one.text for one in heard]

    texts = asyncio.run(work())
    assert texts[-1] == "1"
    assert sum("3 help" in one for one in texts) + len(list((tmp_path / "unread").iterdir())) == len(HOSTILE)
    assert all(one.encode() for one in texts)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*HOSTILE, REPLY.encode()]), st.lists(st.tuples(st.integers(0, 200), st.binary(max_size=4))))
def test_whatever_comes_back_is_heard_or_refused_in_one_way(mail, edits):
    """Any bytes give something that can be recorded, nothing, or an UnreadableMailError."""
    for at, bytes_ in edits:
        mail = mail[:at] + bytes_ + mail[at + 1 :]
    with suppress(UnreadableMailError):
        heard = read_back(1, mail, DOMAIN)
        assert not isinstance(heard, HeardReply) or heard.text.encode() is not None
