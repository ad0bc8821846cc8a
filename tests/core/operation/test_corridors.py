"""Promise that a corridor is open only while every holder's clearance lives, and nothing stands against it."""

from __future__ import annotations

import random

import pytest
from operation_desk import Desk
from operation_machine import Post
from partitions import begin
from passage_law import PassageLaw

from safeconduct.core.operation import Contact, list_corridors
from safeconduct.core.record import Heads

MINUTE = 60_000
DESK_START = 1_000_000
TOLD = {"corridor": "corridor:C1", "people_about": 20, "vehicles": 2, "marking": "white flag on roof"}


def open_desk(*names: str) -> Desk:
    """Return a desk whose corridor is held by H1 and H2, who were both told of the next hour."""
    desk = Desk(*names)
    desk.act("corridor.named", "o4", corridor="corridor:C1", holders=["H1", "H2"], along=["site:K1"], replaces=[])
    for holder in ("H1", "H2"):
        tell(desk, f"N-{holder}", holder)
    for device in desk.devices.values():
        device.listen(desk.devices[desk.first].log[-1])
    return desk


def tell(desk, notice, holder, minutes=60):
    window = {"from_millis": DESK_START, "until_millis": DESK_START + minutes * MINUTE}
    desk.act("notice.sent", "o4", notice=notice, holder=holder, **window, **TOLD)


def answer(desk, notice, said, on="", /, minutes=30, replaces=()):
    more = {"valid_minutes": minutes} if said == "cleared" else {}
    return desk.act("notice.answered", "o4", on, notice=notice, answer=said, replaces=list(replaces), **more)


def look(desk, minutes=1, *devices):
    """Return the corridor, so many minutes after the beginning."""
    state = desk.state(*devices)
    now = DESK_START + minutes * MINUTE
    return list_corridors(state.corridors, state.notices, state.orders, state.places, now)[0]


def clear_both(desk):
    return [str(answer(desk, f"N-{holder}", "cleared").event.ident) for holder in ("H1", "H2")]


def test_it_opens_once_every_holder_has_cleared_and_closes_when_the_first_clearance_runs_out():
    """None, told, heard and cleared are different; one that is missing keeps it closed; what runs out closes it."""
    desk = open_desk()
    assert [one.state for one in look(desk).holders] == [Contact.NOTIFIED, Contact.NOTIFIED]
    answer(desk, "N-H1", "cleared")
    heard = answer(desk, "N-H2", "acknowledged")
    assert look(desk).why == "H2 has heard and has not cleared it"
    answer(desk, "N-H2", "cleared", minutes=10, replaces=[str(heard.event.ident)])
    assert (look(desk).open, look(desk, 9).open, look(desk, 12).open) == (True, True, False)
    assert look(desk, 12).why == "what H2 said has run out: ask them again"
    assert look(desk, -1).why == "the window that H1 cleared has not begun"


def test_a_corridor_that_nobody_holds_is_not_open():
    """Where nobody said who holds it, nobody has cleared it."""
    desk = Desk()
    desk.act("corridor.named", "o4", corridor="corridor:C1", holders=[], along=[], replaces=[])
    assert look(desk).why == "nobody has said who holds it"


@pytest.mark.parametrize("subject", ["everybody", "corridor:C1", "site:K1"])
@pytest.mark.parametrize("level", ["STOP", "HOLD"])
def test_a_stop_over_it_or_a_place_along_closes_it(subject, level):
    """Whatever was cleared."""
    desk = open_desk()
    clear_both(desk)
    desk.act("order.set", "o4", subject=subject, level=level, replaces=[])
    assert look(desk).why == f"{level} stands over it"


def test_a_threat_closes_it_and_clearances_from_before_it_do_not_open_it_again():
    """A threat that has run out is unknown, not over: who cleared before is asked again."""
    desk = open_desk()
    before = clear_both(desk)
    seen = desk.devices["a"].wall
    desk.act(
        "place.reported", "o3", place="site:K1", state="threat", seen_millis=seen, valid_minutes=5, replaces=[]
    )  # fmt: skip
    assert look(desk, 2).why == "a threat is reported at site:K1"
    assert look(desk, 9).why == "a threat was reported since H1 cleared it: ask them again"
    for holder, name in zip(("H1", "H2"), before, strict=True):
        answer(desk, f"N-{holder}", "cleared", replaces=[name])
    assert (look(desk, 2).open, look(desk, 9).open) == (False, True)


def test_of_two_devices_apart_the_refusal_counts_until_somebody_who_heard_it_records_a_clearance():
    """A clearance that did not know of it changes nothing, and having heard takes no refusal back."""
    desk = open_desk("a", "b")
    answer(desk, "N-H1", "cleared")
    refused = str(answer(desk, "N-H2", "refused", "b").event.ident)
    answer(desk, "N-H2", "cleared")
    assert look(desk, 1, "a").open
    assert look(desk).why == "H2 refused"
    answer(desk, "N-H2", "acknowledged", replaces=[refused])
    tell(desk, "N-more", "H2")
    assert look(desk).why == "H2 refused"
    assert look(desk, 300).holders[1].state is Contact.REFUSED
    answer(desk, "N-more", "cleared", replaces=[refused])
    assert not look(desk).open  # of the other notice, somebody has only heard
    heard = list(desk.state().notices["N-H2"].answers.standing)
    answer(desk, "N-H2", "cleared", replaces=heard)
    assert look(desk).open


def test_holders_named_apart_are_all_asked():
    """Who names one holder without having heard of another takes nobody away."""
    desk = open_desk("a", "b")
    clear_both(desk)
    desk.act("corridor.named", "o4", "b", corridor="corridor:C1", holders=["H3"], along=[], replaces=[])
    assert look(desk).why == "H3 has not been told"


@pytest.mark.parametrize("clue", ["party:P7", "P00017", "Quill", "to gate G1x", "from the hotel", "+999 700 000 001"])
def test_a_notice_tells_nobody_who_comes_or_where_to(clue):
    """Names, ids, places and numbers of people are no words of marking, and no other field takes words."""
    desk = open_desk()
    tell_more = {"notice": "N9", "holder": "H1", "from_millis": DESK_START, "until_millis": DESK_START + MINUTE}
    desk.act("notice.sent", "o4", **(TOLD | tell_more | {"marking": f"white flag {clue}"}))
    desk.act("notice.sent", "o4", **(TOLD | tell_more), party="P1")
    desk.act("notice.sent", "o4", **(TOLD | tell_more | {"people_about": 7}))
    state = desk.state()
    assert ("N9" in state.notices, len(state.refused)) == (False, 3)
    assert clue not in "".join(one.why for one in state.refused)


def walk(seed: int, steps: int = 30) -> int:
    """Let two laptops do what opens and closes a corridor, in any order; return at how many looks it was open."""
    dice = random.Random(seed)
    posts, opened = [Post(one) for one in begin(dice)[:2]], 0
    for number in range(steps):
        post, other = dice.sample(posts, 2)
        step = dice.choice([*STEPS, hear, hear])
        step(post, other, dice, f"{post.laptop.device.name}{number}")
        law = PassageLaw(post.laptop.record.in_order(), {one.event for one in post.known.refused})
        for later in (0, 10, 31, 61):
            state, now = post.known, post.now + later * MINUTE
            said = list_corridors(state.corridors, state.notices, state.orders, state.places, now)
            found = {one.corridor for one in said if one.open}
            assert found == law.list_lawful(now), (seed, number, step.__name__)
            opened += len(found)
    every = [one for post in posts for one in post.laptop.record.in_order()]
    for post in posts:
        post.hear(dice.sample(every, len(every)))
    assert posts[0].known == posts[1].known, seed
    return opened


def name(post, _, dice, __):
    standing = post.known.corridors.get("corridor:C1", Heads()).standing
    said = {"holders": dice.choice([["H1"], ["H1", "H2"]]), "along": dice.choice([[], ["site:K1"]])}
    post.act("corridor.named", "o1", corridor="corridor:C1", **said, replaces=sorted(standing))


def notify(post, _, dice, ident):
    begin_at = post.now + dice.choice([-1, -1, 5]) * MINUTE
    said = {"notice": ident, "holder": dice.choice(["H1", "H2"]), "from_millis": begin_at}
    post.act("notice.sent", "o1", **TOLD, **said, until_millis=begin_at + dice.choice([20, 90]) * MINUTE)


def hear_answer(post, _, dice, __):
    for ident, notice in sorted(post.known.notices.items()):
        if dice.random() < 0.7:
            said = dice.choice(["cleared"] * 5 + ["acknowledged", "refused"])
            of_holder = [one for one in post.known.notices.values() if one.holder == notice.holder]
            names = [event for one in of_holder for event in one.answers.standing if dice.random() < 0.8]
            minutes = dice.choice([5, 40])
            post.act("notice.answered", "o1", notice=ident, answer=said, valid_minutes=minutes, replaces=names)


def withdraw(post, _, dice, __):
    if post.known.notices:
        post.act("notice.withdrawn", "o1", notice=dice.choice(sorted(post.known.notices)))


def see(post, _, dice, __):
    place, state = dice.choice(["corridor:C1", "site:K1"]), dice.choice(["clear", "clear", "threat"])
    standing = sorted(post.known.places.get(place, Heads()).standing)
    seen = post.now - dice.choice([0, 10 * MINUTE])
    post.act(
        "place.reported", "o1", place=place, state=state, seen_millis=seen, valid_minutes=dice.choice([5, 30]),
        replaces=standing,
    )  # fmt: skip


def order(post, _, dice, __):
    subject = dice.choice(["everybody", "corridor:C1", "site:K1"])
    if dice.random() < 0.3:
        post.act("order.stopped", "o1", subject=subject)
    standing = sorted(post.known.orders.get(subject, Heads()).standing)
    post.act("order.set", "o1", subject=subject, level=dice.choice(["GO", "GO", "HOLD"]), replaces=standing)


def wait(post, other, dice, __):
    minutes = dice.choice([1, 15])
    for one in (post, other):
        one.laptop.device.wall += minutes * MINUTE


def hear(post, other, dice, _):
    every = other.laptop.record.in_order()
    post.hear(dice.sample(every, dice.randint(0, len(every))))


STEPS = [name, notify, notify, hear_answer, hear_answer, hear_answer, withdraw, see, order, wait]


def test_no_order_of_acts_and_merges_opens_one_against_the_law():
    """On two laptops that hear parts of each other; what is open is what the bare events allow, no more and no less."""
    assert sum(walk(seed) for seed in range(50)) > 30
