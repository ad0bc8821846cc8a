"""Promise that SMPP is spoken as others read it, and that no receipt or reply is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from types import SimpleNamespace

import pytest
import smpplib.smpp
from channel_rigs import make_handover, make_smpp
from hypothesis import given
from hypothesis import strategies as st

from delivery_smsc import Faults
from safeconduct.adapters.channels.smpp.alphabets import ALPHABET, EXTENSION, decode_text, encode_text
from safeconduct.adapters.channels.smpp.pdu import Command, Pdu, ShortMessage, Tag, pack_bind, parse_short_message
from safeconduct.adapters.channels.smpp.receipts import read_receipt
from safeconduct.core.delivery import Heard, HeardReply, Known, Signal

PEER = SimpleNamespace(sequence=1, next_sequence=lambda: 1)
SENDABLE = "".join(sign for sign in ALPHABET if sign != "\x1b") + "".join(EXTENSION)


def test_a_peer_reads_what_we_write():
    """smpplib, which is not ours, finds every field of a submit_sm and a bind where the specification puts it."""
    text = encode_text("Stay [G1]")[1]
    reference = {Tag.USER_MESSAGE_REFERENCE: b"\x01\x02"}
    sent = ShortMessage("4477", "999700000001", text, 0, 0, 1, "310304120000000+", 3, 0, 1, 1, reference)
    read = smpplib.smpp.parse_pdu(Pdu(Command.SUBMIT_SM, 0, 9, sent.pack()).pack(), client=PEER)
    assert (read.command, read.sequence, read.source_addr, read.destination_addr) == (
        "submit_sm",
        9,
        b"4477",
        b"999700000001",
    )
    assert (read.short_message, read.registered_delivery, read.validity_period) == (text, 1, b"310304120000000+")
    assert (read.source_addr_ton, read.dest_addr_ton, read.user_message_reference) == (3, 1, 0x0102)
    bind = smpplib.smpp.parse_pdu(
        Pdu(Command.BIND_TRANSCEIVER, 0, 1, pack_bind("tester", "secret")).pack(), client=PEER
    )
    assert (bind.system_id, bind.password, bind.interface_version) == (b"tester", b"secret", 0x34)


def test_the_parts_of_a_unit_come_back_as_they_went():
    """What is packed is parsed to the same; what breaks off is refused."""
    sent = ShortMessage("A", "B", b"\0\xff", 8, 4, 1, "", 5, 0, 1, 1, {Tag.MESSAGE_STATE: b"\x02"})
    body = sent.pack()
    assert parse_short_message(body) == sent
    for cut in range(body.index(b"\0\xff") + 1):
        with pytest.raises(ValueError, match="breaks off"):
            parse_short_message(body[:cut])


@given(st.text(SENDABLE, max_size=80))
def test_the_gsm_alphabet_comes_back(text):
    """Every sign of the alphabet and its extension is written and read back."""
    coding, octets = encode_text(text)
    assert (coding, decode_text(coding, octets)) == (0, text)


@pytest.mark.parametrize(("text", "fits"), [("a" * 160, True), ("a" * 161, False), ("ب" * 70, True), ("ب" * 71, False)])
def test_what_does_not_fit_is_refused_and_never_cut(text, fits):
    """160 septets or 70 units go; one more is an error, not a shorter text."""
    if fits:
        assert decode_text(*encode_text(text)) == text
    else:
        with pytest.raises(ValueError, match="too long"):
            encode_text(text)


@pytest.mark.parametrize(
    ("text", "optional", "said"),
    [
        (b"id:1A sub:001 dlvrd:001 stat:DELIVRD err:000 text:x", {}, ("1A", Signal.DELIVERED, "")),
        (b"id:1A stat:UNDELIV err:0A1", {}, ("1A", Signal.FAILED, "UNDELIV 0A1")),
        (b"", {Tag.RECEIPTED_MESSAGE_ID: b"7\0", Tag.MESSAGE_STATE: b"\x03"}, ("7", Signal.FAILED, "EXPIRED")),
        (b"id:1A stat:ENROUTE", {}, ("1A", Signal.TAKEN, "")),
        (b"id:1A stat:UNKNOWN", {}, None),
        (b"hello", {}, None),
    ],
)
def test_receipts_are_read_as_centres_write_them(text, optional, said):
    """In the text or in parameters, a final state is heard, and what says nothing is not made into a state."""
    heard = read_receipt(1, ShortMessage("", "", text, esm_class=4, optional=optional))
    assert said == (heard and (heard.outcome.receipt, heard.outcome.signal, heard.outcome.why))


@pytest.mark.enable_socket
def test_receipts_come_with_id_and_reference_until_they_are_answered(tmp_path):
    """A receipt that was heard and not thanked for comes again on the next line, and not once more after that."""

    async def work() -> None:
        rig = await make_smpp(tmp_path)
        await rig.channel.open()
        outcome = await rig.channel.hand_over(make_handover(rig.to, reference=65_536 + 5))
        (heard,) = await wait_for(rig.channel)
        assert (heard.outcome.receipt, heard.reference) == (outcome.receipt, 5)
        await rig.stop()
        await rig.start()
        (again,) = await wait_for(rig.channel)
        assert again.outcome == heard.outcome
        await rig.channel.thank([heard.token, again.token])
        await asyncio.sleep(0.1)
        assert rig.server.is_quiet()
        await rig.channel.close()
        await rig.stop()

    asyncio.run(work())


@pytest.mark.enable_socket
def test_a_reply_is_heard_in_its_script(tmp_path):
    """What somebody answers comes with its sender, in Persian digits too."""

    async def work() -> None:
        rig = await make_smpp(tmp_path)
        await rig.channel.open()
        await rig.channel.hand_over(make_handover(rig.to))
        rig.server.reply("999700000001", "۱".encode("utf-16-be"), 8)
        heard: list[Heard] = []
        while not any(isinstance(one, HeardReply) for one in heard):
            heard += await wait_for(rig.channel)
        (reply,) = [one for one in heard if isinstance(one, HeardReply)]
        assert (reply.text, reply.sender.value) == ("۱", "999700000001")
        await rig.channel.close()
        await rig.stop()

    asyncio.run(work())


@pytest.mark.enable_socket
def test_a_centre_that_says_nothing_more_is_asked(tmp_path):
    """Where no receipt comes, query_sm tells how the message stands; without the centre's id nothing is asked."""

    async def work() -> None:
        rig = await make_smpp(tmp_path)
        rig.server.faults = Faults(unsaid=1.0)
        await rig.channel.open()
        outcome = await rig.channel.hand_over(make_handover(rig.to))
        assert (await rig.channel.ask(Known("m1.0", 7, outcome.receipt))).signal is Signal.DELIVERED
        assert await rig.channel.ask(Known("m1.0", 7, "")) is None
        assert await rig.channel.ask(Known("m1.0", 7, "FFFF")) is None
        await rig.channel.close()
        await rig.stop()

    asyncio.run(work())


async def wait_for(channel: object) -> Sequence[Heard]:
    for _ in range(300):
        heard = await channel.hear()  # type: ignore[attr-defined]
        if heard:
            return heard
        await asyncio.sleep(0.01)
    raise AssertionError("nothing was heard")
