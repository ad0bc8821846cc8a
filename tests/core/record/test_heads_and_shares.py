"""Promise that what devices decide apart ends safely, and that nothing is promised twice."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.core.record import (
    Dealt,
    DeviceId,
    EventId,
    Heads,
    Promised,
    count_left,
    find_oversold,
    may_move,
)

RANK = {"GO": 0, "HOLD": 1, "STOP": 2}


def name(device: str, number: int) -> EventId:
    return EventId(DeviceId(device), number)


ORDERS = [
    (name("a", 1), "GO", []),
    (name("b", 1), "HOLD", [name("a", 1)]),
    (name("c", 1), "STOP", [name("a", 1)]),
    (name("a", 2), "GO", [name("b", 1)]),
    (name("b", 2), "GO", [name("a", 1), name("b", 1)]),
]


@given(st.permutations(ORDERS))
def test_a_stop_that_the_others_had_not_heard_of_stands(order):
    """Whatever arrives first: STOP was replaced by nobody, so it counts."""
    heads: Heads[str] = Heads()
    for ident, value, replaces in order:
        heads = heads.set(ident, value, replaces)
    assert heads.choose(RANK.__getitem__) == "STOP"
    assert set(heads.standing) == {name("c", 1), name("a", 2), name("b", 2)}


def test_who_has_heard_the_stop_may_end_it():
    """An order that names the STOP it replaces counts alone."""
    heads: Heads[str] = Heads().set(name("a", 1), "STOP", []).set(name("b", 1), "GO", [name("a", 1)])
    assert heads.choose(RANK.__getitem__) == "GO"


def test_nothing_set_is_nothing_chosen():
    """Where nobody has set anything there is no value, not a safe one."""
    nothing: Heads[str] = Heads()
    assert nothing.choose(RANK.__getitem__) is None


@given(st.randoms(use_true_random=False))
def test_devices_that_hear_of_nothing_promise_no_more_than_there_is(dice: random.Random):
    """Four devices deal on and promise by what each has heard, in any interleaving: none is oversold at the end."""
    devices = [DeviceId(letter) for letter in "abcd"]
    first = Dealt(EventId(devices[0], 1), "F1", 40, None, devices[0])
    heard: dict[DeviceId, list[Dealt | Promised]] = {device: [] for device in devices}
    heard[devices[0]].append(first)
    every: list[Dealt | Promised] = [first]
    for number in range(2, 60):
        device = dice.choice(devices)
        if dice.random() < 0.3:
            heard[device] += [move for move in _in_causal_order(every, dice) if move not in heard[device]]
        units = dice.randint(1, 9)
        ident = EventId(device, number)
        move: Dealt | Promised = Promised(ident, "F1", units, device)
        if dice.random() < 0.4:
            move = Dealt(ident, "F1", units, device, dice.choice([one for one in devices if one != device]))
        if may_move(heard[device], move):
            heard[device].append(move)
            every.append(move)
    assert find_oversold(every) == []
    promised = sum(move.units for move in every if isinstance(move, Promised))
    assert promised + sum(count_left(every).values()) == 40


def _in_causal_order(moves: list[Dealt | Promised], dice: random.Random) -> list[Dealt | Promised]:
    """Return what a device may have heard by now: a beginning of all that happened."""
    return moves[: dice.randint(0, len(moves))]


def test_a_device_restored_from_an_old_backup_shows_as_oversold():
    """Promises beyond the share are named, with how many."""
    a = DeviceId("a")
    moves = [Dealt(name("a", 1), "F1", 10, None, a), *(Promised(name("a", at), "F1", 6, a) for at in (2, 3))]
    assert [(one.thing, one.device, one.units) for one in find_oversold(moves)] == [("F1", a, 2)]
