"""Promise that every edit, loss and reordering of a log is found."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_logs import Device

from safeconduct.core.record import Anchor, Break, EventId, HybridTime, Sealed, check_anchors, check_chain


def make_log(size: int) -> list[Sealed]:
    device = Device("a")
    for number in range(size):
        device.record("note", text=f"line {number}", count=number)
    return device.log


def reseal(sealed: Sealed, **changes: object) -> Sealed:
    """Change an event and seal it anew, as somebody who knows how would."""
    event = replace(sealed.event, **changes)
    return Sealed(event, event.digest())


def test_an_untouched_log_has_no_flaw():
    """A log as it was recorded is whole."""
    assert check_chain(make_log(30)) == []


CHANGES = {
    "actor": "o2",
    "kind": "order.set",
    "payload": {"text": "another"},
    "exercise": False,
    "time": HybridTime(1),
    "previous": bytes(range(32)),
}


@pytest.mark.parametrize("field", CHANGES)
@given(st.integers(0, 11), st.booleans())
def test_every_edit_is_found(field, at, resealed):
    """Whatever is changed in an event, and also if it is sealed anew, the log is flawed from there on."""
    log = make_log(13)
    changes = {field: CHANGES[field]}
    log[at] = reseal(log[at], **changes) if resealed else Sealed(replace(log[at].event, **changes), log[at].digest)
    assert check_chain(log)


@given(st.integers(0, 11))
def test_every_loss_within_is_found(at):
    """An event taken out leaves a gap; only the newest can go unseen, and an anchor finds that."""
    log = make_log(13)
    del log[at]
    assert Break.MISSING in {flaw.what for flaw in check_chain(log)}


@given(st.permutations(range(8)))
def test_every_reordering_is_found(order):
    """Events in another order than they were recorded in are found."""
    log = make_log(8)
    assert bool(check_chain([log[at] for at in order])) == (list(order) != list(range(8)))


def test_an_anchor_finds_what_was_cut_off():
    """A log that ends before an anchor's event is known to be cut."""
    log = make_log(9)
    anchor = Anchor(log[-1].event.ident, log[-1].digest)
    digests = {one.event.ident: one.digest for one in log}
    assert check_anchors(digests, [anchor]) == []
    del digests[log[-1].event.ident]
    assert [flaw.what for flaw in check_anchors(digests, [anchor])] == [Break.ANCHOR_MISSING]


def test_an_anchor_finds_a_log_that_was_made_anew():
    """A log that was rewritten from some event on, and sealed again to its end, is not the one that was anchored."""
    log, forged = make_log(9), Device("a")
    for number in range(9):
        forged.record("note", text="forged" if number == 4 else f"line {number}", count=number)
    assert check_chain(forged.log) == []
    flaws = check_anchors(
        {one.event.ident: one.digest for one in forged.log}, [Anchor(log[-1].event.ident, log[-1].digest)]
    )
    assert [flaw.what for flaw in flaws] == [Break.ANCHOR_DIFFERS]


def test_what_the_device_did_not_sign_is_found():
    """With keys at hand, an event that somebody else sealed is named."""
    log = [replace(one, signature=one.digest[::-1]) for one in make_log(5)]
    log[3] = replace(log[3], signature=b"forged")
    flaws = check_chain(log, lambda _, digest, signature: signature == digest[::-1])
    assert [(flaw.ident.number, flaw.what) for flaw in flaws] == [(4, Break.UNSIGNED)]


def test_live_events_in_an_exercise_are_found():
    """An exercise's log that holds one live event is flawed."""
    device = Device("a")
    device.record()
    flaws = check_chain(device.log, exercise=False)
    assert [flaw.what for flaw in flaws] == [Break.MIXED]


def test_ten_thousand_mutations_of_a_log_are_all_found():
    """Of 10,000 random edits, losses, doublings and swaps of 60 events, none goes unseen once the end is anchored."""
    log, dice = make_log(60), random.Random(5)
    anchor = Anchor(log[-1].event.ident, log[-1].digest)
    unseen = 0
    for _ in range(10_000):
        changed = mutate(list(log), dice)
        digests = {one.event.ident: one.digest for one in changed}
        unseen += not (check_chain(changed) or check_anchors(digests, [anchor]))
    assert unseen == 0


def mutate(log: list[Sealed], dice: random.Random) -> list[Sealed]:
    """Edit, lose, double or exchange events of a log."""
    at, other = dice.sample(range(len(log)), 2)
    match dice.randrange(6):
        case 0:
            del log[at]
        case 1:
            log[at], log[other] = log[other], log[at]
        case 2:
            log.insert(other, log[at])
        case 3:
            field = dice.choice(list(CHANGES))
            log[at] = reseal(log[at], **{field: CHANGES[field]})
        case 4:
            field = dice.choice(list(CHANGES))
            log[at] = Sealed(replace(log[at].event, **{field: CHANGES[field]}), log[at].digest)
        case _:
            ident = EventId(log[at].event.ident.device, log[other].event.ident.number)
            log[at] = reseal(log[at], ident=ident)
    return log
