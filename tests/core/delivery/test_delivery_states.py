"""Promise how the state of a message goes on, whatever is heard in whatever order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.delivery import (
    RANK,
    TABLE,
    Closed,
    Delivery,
    Part,
    Signal,
    Stage,
    Trouble,
    follow,
    has_arrived,
    list_troubles,
)

RECEIPTS = st.lists(st.sampled_from([Signal.DELIVERED, Signal.READ, Signal.FAILED, Signal.TAKEN]), max_size=6)


def make_delivery(count: int = 1) -> Delivery:
    return Delivery("P1", "P1", "instruction", ("sms", "mail"), count, "d", "a", 0, 10**9)


@given(RECEIPTS, st.randoms())
def test_late_doubled_and_reordered_receipts_make_the_same_state(receipts, order):
    """Whatever order receipts come in, and however often, the state after them is one."""
    mixed = receipts * 2
    order.shuffle(mixed)
    ends = []
    for heard in (receipts, mixed):
        part = Part(Stage.SENT)
        for one in heard:
            part = follow(part, one)
        ends.append((part.stage, part.contradicted))
    assert ends[0] == ends[1]


@given(st.lists(st.sampled_from(list(Signal)), max_size=12))
def test_what_has_arrived_never_goes_back(signals):
    """Once a text has arrived, nothing that is heard takes it back, nor makes "read" of "understood"."""
    part = Part(Stage.SENT)
    for one in signals:
        after = follow(part, one)
        if has_arrived(part.stage):
            assert RANK[after.stage] >= RANK[part.stage]
        part = after


def test_each_word_is_a_stage_of_its_own():
    """Sent is not delivered, delivered is not read, read is not understood: only its own signal reaches each."""
    reached = {signal: TABLE[Stage.SENT].get(signal) for signal in Signal}
    assert {signal: stage for signal, stage in reached.items() if stage is not None} == {
        Signal.DELIVERED: Stage.DELIVERED,
        Signal.READ: Stage.READ,
        Signal.UNDERSTOOD: Stage.UNDERSTOOD,
        Signal.FAILED: Stage.FAILED,
    }
    assert TABLE.keys() == RANK.keys()


@pytest.mark.parametrize("order", [(Signal.FAILED, Signal.DELIVERED), (Signal.DELIVERED, Signal.FAILED)])
def test_a_contradiction_is_kept_and_shown(order):
    """A text that failed and was delivered is delivered, with its reason kept, and an operator is told."""
    held = make_delivery().begin("sms", 1, 0).hear("sms", 0, Signal.TAKEN, 1)
    for one in order:
        held = held.hear("sms", 0, one, 2, "UNDELIV")
    assert (held.stage, held.contradicted, held.why) == (Stage.DELIVERED, True, "UNDELIV")
    assert [one.trouble for one in list_troubles({"m1": held}, {}, "a")] == [Trouble.CONTRADICTED]


def test_half_a_message_is_none():
    """A message of two parts is as far as the part that came least far."""
    held = make_delivery(2).begin("sms", 1, 0).hear("sms", 0, Signal.DELIVERED, 1).hear("sms", 1, Signal.TAKEN, 1)
    assert held.stage is Stage.SENT
    assert held.hear("sms", 1, Signal.DELIVERED, 2).stage is Stage.DELIVERED
    assert held.hear("sms", 1, Signal.FAILED, 2).stage is Stage.QUEUED


def test_parts_in_doubt_are_not_begun_again_with_those_that_were_not_taken():
    """What may have been taken stays in doubt while the other part is handed over once more."""
    held = make_delivery(2).begin("sms", 1, 0).hear("sms", 0, Signal.NOT_TAKEN, 1).hear("sms", 1, Signal.LOST, 1)
    again = held.begin("sms", 3, 2, {0}).attempts[0]
    assert [one.stage for one in again.parts] == [Stage.HANDING, Stage.IN_DOUBT]
    assert again.tries == 2


def test_an_expired_message_that_arrives_late_has_arrived():
    """Closing a message stops what we do about it, not what is true of it."""
    held = replace(make_delivery().begin("sms", 1, 0).hear("sms", 0, Signal.TAKEN, 1), closed=Closed.EXPIRED)
    assert held.stage is Stage.EXPIRED
    assert held.hear("sms", 0, Signal.DELIVERED, 2).stage is Stage.DELIVERED


def test_the_operator_is_told_what_nobody_knows():
    """In doubt, not reached, unconfirmed and stranded are listed; what arrived elsewhere is no trouble."""
    doubt = make_delivery().begin("sms", 1, 0).hear("sms", 0, Signal.LOST, 1)
    there = doubt.begin("mail", 2, 5).hear("mail", 0, Signal.DELIVERED, 6)
    failed = replace(doubt.hear("sms", 0, Signal.FAILED, 2), closed=Closed.FAILED)
    late = replace(doubt.hear("sms", 0, Signal.TAKEN, 2), closed=Closed.EXPIRED)
    elsewhere = replace(make_delivery(), device="b")
    held = {"m1": doubt, "m2": there, "m3": failed, "m4": late, "m5": elsewhere}
    assert [(one.message, one.trouble) for one in list_troubles(held, {"m5": 1}, "a")] == [
        ("m1", Trouble.IN_DOUBT),
        ("m3", Trouble.NOT_REACHED),
        ("m4", Trouble.UNCONFIRMED),
        ("m5", Trouble.STRANDED),
    ]


def test_what_another_device_did_is_in_doubt():
    """A message that is taken over from a lost device counts as perhaps handed over already."""
    assert make_delivery().doubt(5).stage is Stage.IN_DOUBT
    assert make_delivery().begin("sms", 1, 0).hear("sms", 0, Signal.NOT_TAKEN, 1).doubt(5).stage is Stage.IN_DOUBT
    assert make_delivery().begin("sms", 1, 0).hear("sms", 0, Signal.DELIVERED, 1).doubt(5).stage is Stage.DELIVERED
