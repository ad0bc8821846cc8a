"""Promise what is done about a message: which channel is next, and when none is given it again."""

from __future__ import annotations

import pytest

from safeconduct.core.delivery import (
    AskChannel,
    ChannelRule,
    Close,
    Closed,
    Delivery,
    HandOver,
    Signal,
    Stage,
    Wait,
    find_step,
)

RULES = {
    "sms": ChannelRule(wait_seconds=100, tries=3, retry_seconds=10),
    "mail": ChannelRule(wait_seconds=100, idempotent=True, retry_seconds=10),
    "web": ChannelRule(wait_seconds=100, asks_by_name=True, ask_seconds=20),
}
END = 1_000_000


def make(*channels: str) -> Delivery:
    return Delivery("P1", "P1", "instruction", channels, 1, "d", "a", 0, END)


def handed(signal: Signal, *channels: str) -> Delivery:
    return make(*channels).begin(channels[0], 1, 0).hear(channels[0], 0, signal, 0, receipt="r1")


def test_the_first_channel_comes_first():
    """A new message goes to the first of its channels that this operation has; without one it has failed."""
    assert find_step(make("radio", "sms"), RULES, 0) == HandOver("sms")
    assert find_step(make("radio"), RULES, 0) == Close(Closed.FAILED)


def test_without_confirmation_the_next_channel_is_tried_after_the_waiting_time():
    """What was sent is left alone for the channel's waiting time, then the next one has its turn."""
    held = handed(Signal.TAKEN, "sms", "mail")
    assert find_step(held, RULES, 99_999) == Wait(100_000)
    assert find_step(held, RULES, 100_000) == HandOver("mail")
    assert find_step(handed(Signal.FAILED, "sms", "mail"), RULES, 1) == HandOver("mail")


def test_confirmed_and_expired_end_it():
    """What has arrived is done; what is too late is done; "read" may be asked for instead."""
    held = handed(Signal.DELIVERED, "sms", "mail")
    assert find_step(held, RULES, 5) == Close(Closed.CONFIRMED)
    assert find_step(held, RULES, 5, Stage.READ) == HandOver("mail")
    assert find_step(handed(Signal.TAKEN, "sms"), RULES, END) == Close(Closed.EXPIRED)


def test_what_was_not_taken_is_handed_over_again_ever_later_and_not_for_ever():
    """The pause doubles with each try; after the last one it is the next channel's turn, or it has failed."""
    held = handed(Signal.NOT_TAKEN, "sms")
    assert find_step(held, RULES, 9_999) == Wait(10_000)
    assert find_step(held, RULES, 10_000) == HandOver("sms")
    held = held.begin("sms", 2, 10_000).hear("sms", 0, Signal.NOT_TAKEN, 10_000)
    assert find_step(held, RULES, 29_999) == Wait(30_000)
    held = held.begin("sms", 3, 30_000).hear("sms", 0, Signal.NOT_TAKEN, 30_000)
    assert find_step(held, RULES, 900_000) == Close(Closed.FAILED)


def test_a_doubt_is_not_answered_by_a_second_copy():
    """Where nobody knows, the channel is given it once more only where it would know it again."""
    assert find_step(handed(Signal.LOST, "sms", "mail"), RULES, 50_000) == Wait(100_000)
    assert find_step(handed(Signal.LOST, "sms", "mail"), RULES, 100_000) == HandOver("mail")
    assert find_step(handed(Signal.LOST, "sms"), RULES, 100_000) == Wait(END)
    assert find_step(handed(Signal.LOST, "mail"), RULES, 10_000) == HandOver("mail")


def test_who_can_tell_is_asked_ever_more_seldom():
    """A gateway is asked after its own pause, then ever later, and still when the next channel is tried."""
    held = handed(Signal.LOST, "web", "sms")
    assert find_step(held, RULES, 19_999) == Wait(20_000)
    assert find_step(held, RULES, 20_000) == AskChannel("web")
    assert find_step(held, RULES, 20_000, asked={"web": 20_000}) == Wait(40_000)
    both = held.begin("sms", 2, 100_000).hear("sms", 0, Signal.TAKEN, 100_000)
    assert find_step(both, RULES, 150_000, asked={"web": 100_000}) == Wait(175_000)
    assert find_step(both, RULES, 190_000, asked={"web": 95_000}) == AskChannel("web")


@pytest.mark.parametrize(("receipt", "step"), [("", Wait(100_000)), ("r1", AskChannel("smsc"))])
def test_a_centre_that_gave_no_id_cannot_be_asked(receipt, step):
    """SMPP's query takes the centre's own id: without one nobody is asked in vain."""
    rules = {"smsc": ChannelRule(wait_seconds=100, asks=True, ask_seconds=20)}
    held = make("smsc").begin("smsc", 1, 0).hear("smsc", 0, Signal.TAKEN, 0, receipt=receipt)
    assert find_step(held, rules, 30_000) == step
