"""Promise that devices which have heard the same hold the same, whatever came first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_logs import Device

from safeconduct.core.record import HybridTime, Record, Sealed, join


def make_logs() -> list[Sealed]:
    """Return the events of three devices, one an hour ahead, one an hour behind; the first was copied once."""
    devices = [Device("a"), Device("b", 1_000_000 + 3_600_000), Device("c", 1_000_000 - 3_600_000)]
    for step in range(12):
        made = devices[step % 3].record(step=step)
        if step % 4 == 0:
            devices[(step + 1) % 3].listen(made)
    copied = Device("a")
    copied.log, copied.wall, copied.last = devices[0].log[:2], devices[0].wall, devices[0].last
    rivals = [copied.record(step=99), copied.record(step=100)]
    return [sealed for device in devices for sealed in device.log] + rivals


EVENTS = make_logs()


@given(st.permutations(EVENTS), st.lists(st.sampled_from(EVENTS), max_size=8), st.integers(1, 5))
def test_order_parts_and_repetition_change_nothing(order, again, parts):
    """Any order, any parts, anything twice: the record, its order and its forks are the same."""
    arrived = [*order, *again]
    record = Record()
    for part in range(parts):
        record = join(record, arrived[part::parts])
    whole = join(Record(), EVENTS)
    assert (record.in_order(), record.forks, record.waiting()) == (whole.in_order(), whole.forks, whole.waiting())


@given(st.sets(st.integers(0, len(EVENTS) - 1)), st.sets(st.integers(0, len(EVENTS) - 1)))
def test_two_that_exchange_what_the_other_lacks_hold_the_same(mine, yours):
    """After each has sent what the other has not got, both records are equal."""
    one = join(Record(), [EVENTS[at] for at in mine])
    two = join(Record(), [EVENTS[at] for at in yours])
    held = [(ident, digest) for ident, rivals in two.held.items() for digest in rivals]
    back = [(ident, digest) for ident, rivals in one.held.items() for digest in rivals]
    assert join(one, two.missing_in(back)) == join(two, one.missing_in(held))


def test_a_gap_waits_until_it_is_filled():
    """What does not follow on is held and not folded, and counts once the missing event has come."""
    log = [one for one in EVENTS if one.event.ident.device == "b"]
    record = join(Record(), [log[0], log[2]])
    assert (record.in_order(), record.waiting()) == ([log[0]], [log[2]])
    assert join(record, [log[1]]).waiting() == []


def test_a_copied_device_is_named_and_nothing_of_it_is_lost():
    """Two events of one name are both held, and the fork is named."""
    record = join(Record(), EVENTS)
    assert [str(ident) for ident in sorted(record.forks, key=str)] == ["a:3", "a:4"]
    assert len(record.in_order()) + len(record.waiting()) == len(EVENTS)


def test_what_was_edited_on_the_way_is_refused():
    """An event that is not what was sealed does not enter."""
    with pytest.raises(ValueError, match="a:1 is not what was sealed"):
        join(Record(), [Sealed(EVENTS[0].event, EVENTS[1].digest)])


def test_what_was_heard_comes_before_what_was_done_after():
    """An event recorded after another was heard is folded after it, however wrong the clocks are."""
    ahead, behind = Device("z", 9_000_000), Device("a", 1_000)
    first = ahead.record()
    behind.listen(first)
    assert join(Record(), [behind.record(), first]).in_order()[0] == first


def test_what_claims_to_be_older_than_what_was_before_it_does_not_count():
    """A device that sets its clock back to act before it was stopped is not followed from there on."""
    device = Device("a")
    device.record()
    device.record()
    device.last, device.wall = HybridTime(0), 500_000
    back = device.record()
    after = device.record()
    record = join(Record(), device.log)
    assert record.in_order() == device.log[:2]
    assert record.waiting() == [back, after]
