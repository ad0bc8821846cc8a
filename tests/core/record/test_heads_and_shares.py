"""Promise that what devices decide apart ends safely, and that nothing is promised twice."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.record import (
    Dealt,
    DeviceId,
    Heads,
    Oversold,
    Promised,
    find_oversold,
    may_move,
    move_units,
)

RANK = {"GO": 0, "HOLD": 1, "STOP": 2}


ORDERS = [
    ("a:1", "GO", []),
    ("b:1", "HOLD", ["a:1"]),
    ("c:1", "STOP", ["a:1"]),
    ("a:2", "GO", ["b:1"]),
    ("b:2", "GO", ["a:1", "b:1"]),
]


@given(st.permutations(ORDERS))
def test_a_stop_that_the_others_had_not_heard_of_stands(order):
    """Whatever arrives first: STOP was replaced by nobody, so it counts."""
    heads: Heads[str] = Heads()
    for ident, value, replaces in order:
        heads = heads.set(ident, value, replaces)
    assert heads.choose(RANK.__getitem__) == "STOP"
    assert set(heads.standing) == {"c:1", "a:2", "b:2"}


def test_who_has_heard_the_stop_may_end_it():
    """An order that names the STOP it replaces counts alone."""
    heads: Heads[str] = Heads().set("a:1", "STOP", []).set("b:1", "GO", ["a:1"])
    assert heads.choose(RANK.__getitem__) == "GO"


def test_nothing_set_is_nothing_chosen():
    """Where nobody has set anything there is no value, not a safe one."""
    nothing: Heads[str] = Heads()
    assert nothing.choose(RANK.__getitem__) is None


@given(st.randoms(use_true_random=False))
def test_devices_that_hear_late_promise_no_more_than_there_is(dice: random.Random):
    """Four devices deal on and promise by what each has heard, in any interleaving: none is oversold at the end."""
    devices = [DeviceId(letter) for letter in "abcd"]
    every: list[Dealt | Promised] = [Dealt("F1", 40, None, devices[0])]
    heard = {device: {0} if device == devices[0] else set() for device in devices}
    for _ in range(60):
        device = dice.choice(devices)
        if dice.random() < 0.3:
            heard[device] |= set(range(dice.randint(0, len(every))))
        units = dice.randint(1, 9)
        move: Dealt | Promised = Promised("F1", units, device)
        if dice.random() < 0.4:
            move = Dealt("F1", units, device, dice.choice([one for one in devices if one != device]))
        if may_move(fold(every[at] for at in heard[device]), move):
            heard[device].add(len(every))
            every.append(move)
    left = fold(every)
    assert find_oversold({"F1": left}) == []
    assert sum(one.units for one in every if isinstance(one, Promised)) + sum(left.values()) == 40


def fold(moves):
    """Return what is left after these moves."""
    left: dict[DeviceId, int] = {}
    for move in moves:
        left = move_units(left, move)
    return left


def test_a_device_restored_from_an_old_backup_shows_as_oversold():
    """Promises beyond the share are named, with how many."""
    a = DeviceId("a")
    left = fold([Dealt("F1", 10, None, a), Promised("F1", 6, a), Promised("F1", 6, a)])
    assert find_oversold({"F1": left}) == [Oversold("F1", a, 2)]
