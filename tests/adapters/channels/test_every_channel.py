"""Promise of every channel what the dispatcher rests on: taken, not taken, lost and failed mean what they say."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from channel_rigs import RIGS, TEXT, Rig, make_handover

from safeconduct.core.delivery import Address, Known, Outcome, Signal

pytestmark = pytest.mark.enable_socket

SERVED = sorted(RIGS.keys() - {"letters"})


def run(kind: str, folder: Path, work: Callable[[Rig], Awaitable[None]]) -> None:
    async def go() -> None:
        rig = await RIGS[kind](folder)
        await rig.channel.open()
        try:
            await work(rig)
        finally:
            await rig.channel.close()
            await rig.stop()

    asyncio.run(go())


async def hand(rig: Rig, message: str = "m1", reference: int = 7) -> Outcome:
    return await rig.channel.hand_over(make_handover(rig.to, message, reference))


@pytest.mark.parametrize("kind", sorted(RIGS))
def test_a_text_is_taken_once_as_it_was_written(kind, tmp_path):
    """What is said to be taken has reached the other side, whole, in its script, one time."""

    async def work(rig: Rig) -> None:
        assert (await hand(rig)).signal is Signal.TAKEN
        assert dict(rig.copies()) == {TEXT: 1}

    run(kind, tmp_path, work)


@pytest.mark.parametrize("kind", sorted(RIGS))
def test_a_channel_that_is_called_idempotent_is(kind, tmp_path):
    """The same text handed over again is taken anew, unless the channel says that it would know it again."""

    async def work(rig: Rig) -> None:
        await hand(rig)
        assert (await hand(rig)).signal is Signal.TAKEN
        assert dict(rig.copies()) == {TEXT: 1 if rig.idempotent else 2}

    run(kind, tmp_path, work)


@pytest.mark.parametrize("kind", SERVED)
def test_without_a_server_nothing_is_taken_and_with_it_again_it_goes_on(kind, tmp_path):
    """A server that is away means "not taken"; once it is back, the same channel goes on."""

    async def work(rig: Rig) -> None:
        assert (await hand(rig)).signal is Signal.TAKEN
        await rig.stop()
        await asyncio.sleep(0.05)  # that the lines are gone is known by then
        first = await hand(rig, "m2")
        assert first.signal in (Signal.NOT_TAKEN, Signal.LOST)
        assert (await hand(rig, "m3")).signal is Signal.NOT_TAKEN
        assert sum(rig.copies().values()) == 1
        await rig.start()
        await asyncio.sleep(0.05)
        assert (await hand(rig, "m4")).signal is Signal.TAKEN

    run(kind, tmp_path, work)


@pytest.mark.parametrize("kind", SERVED)
def test_a_line_that_is_cut_after_the_text_was_taken_is_a_doubt(kind, tmp_path):
    """Where the answer is lost the outcome is "lost", never "not taken": somebody would send it twice."""

    async def work(rig: Rig) -> None:
        rig.fail(reset_after=1.0)
        assert (await hand(rig)).signal is Signal.LOST
        assert sum(rig.copies().values()) == 1

    run(kind, tmp_path, work)


@pytest.mark.parametrize("kind", SERVED)
def test_a_refusal_for_good_is_a_failure(kind, tmp_path):
    """What the other side will never take has failed, with its code and without the address."""

    async def work(rig: Rig) -> None:
        rig.fail(refused=1.0)
        outcome = await hand(rig)
        assert outcome.signal is Signal.FAILED
        assert outcome.why
        assert "999" not in outcome.why
        assert "@" not in outcome.why

    run(kind, tmp_path, work)


@pytest.mark.parametrize(
    ("kind", "fault"), [("smpp", "throttled"), ("smpp", "system_error"), ("gateway", "busy"), ("mail", "later")]
)
def test_not_now_is_not_taken(kind, fault, tmp_path):
    """A busy server has not taken it, and is left alone for as long as it asks."""

    async def work(rig: Rig) -> None:
        rig.fail(**{fault: 1.0})
        outcome = await hand(rig)
        assert outcome.signal is Signal.NOT_TAKEN
        assert outcome.wait_seconds > 0 or kind == "mail"
        assert not sum(rig.copies().values())

    run(kind, tmp_path, work)


@pytest.mark.parametrize("kind", sorted(RIGS))
def test_an_address_on_paper_goes_by_letter_alone(kind, tmp_path):
    """A street with blanks stands on the letter as it is; a line or a gateway never sees it."""
    to = Address("12 Mill Street, Harbour, door @ yard", on_paper=True)

    async def work(rig: Rig) -> None:
        outcome = await rig.channel.hand_over(replace(make_handover(rig.to), to=to))
        assert outcome.signal is (Signal.TAKEN if kind == "letters" else Signal.FAILED)
        assert "Mill" not in outcome.why
        if kind != "letters":
            assert not sum(rig.copies().values())

    run(kind, tmp_path, work)


def test_a_disk_that_refuses_a_letter_has_not_taken_it(tmp_path):
    """No letter is said to lie there that does not."""

    async def work(rig: Rig) -> None:
        (tmp_path / "letters").write_text("in the way")
        assert (await hand(rig)).signal is Signal.NOT_TAKEN

    run("letters", tmp_path, work)


@pytest.mark.parametrize("fault", ["statusless_before", "statusless_after", "broken_before", "broken_after"])
def test_a_gateway_that_does_not_say_what_it_did_is_asked(fault, tmp_path):
    """200 without a status and 500 are doubts; asked by our name, the gateway says what is so."""

    async def work(rig: Rig) -> None:
        rig.fail(**{fault: 1.0})
        assert (await hand(rig)).signal is Signal.LOST
        told = await rig.channel.ask(Known("m1.0", 7, ""))
        taken = sum(rig.copies().values())
        assert told.signal is (Signal.DELIVERED if taken else Signal.NOT_TAKEN)
        assert taken == fault.endswith("after")

    run("gateway", tmp_path, work)
