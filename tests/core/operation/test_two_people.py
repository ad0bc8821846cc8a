"""Promise that no path lets one person alone send a mass warning or disclose anything."""

from __future__ import annotations

import random

import pytest
from attacks import storm
from operation_desk import LATER, SOON, Desk

from safeconduct.core.operation import Role, State, advance
from safeconduct.core.record import DeviceId, Event, EventId, HybridTime

HOUR = 3_600_000
PEOPLE = [f"o{number}" for number in range(1, 8)]


def walk(seed: int, steps: int) -> int:
    """Let people with any roles do anything about releases, alone or not; return how many left."""
    dice, desk = random.Random(seed), Desk()
    state = advance(State(), [one.event for one in desk.devices["a"].log])
    left = 0
    for number in range(steps):
        kind, payload = _choose(dice)
        likely = "system" if kind in ("release.done", "operator.joined") else dice.choice(PEOPLE)
        actor = likely if dice.random() < 0.8 else dice.choice(["system", "stranger", *PEOPLE])
        ident = EventId(DeviceId("a"), 1000 + number)
        event = Event(ident, HybridTime(10**9 + number), actor, kind, payload, True, bytes(32))
        before, state = state, advance(state, [event])
        for name, release in state.releases.items():
            if release.done and not before.releases[name].done:
                left += 1
                _check(name, before)
        state = _forget(state)
    return left


def _choose(dice: random.Random) -> tuple[str, dict[str, object]]:
    release = {"release": f"r{dice.randrange(6)}"}
    same = {"content": dice.choice("de"), "count": dice.choice((1, 2))}
    match dice.randrange(6):
        case 0:
            until = 10**9 + dice.randrange(200_000)
            return "release.asked", release | same | {"what": "mass warning", "expires_millis": until}
        case 1 | 2:
            return "release.approved", release | same
        case 3:
            return "release.done", release
        case 4:
            roles = dice.sample([role.value for role in Role], dice.randint(1, 4))
            return "operator.invited", {
                "operator": dice.choice(PEOPLE),
                "roles": roles,
                "code": "",
                "expires_millis": LATER,
            }
        case _:
            kind = dice.choice(["operator.joined", "operator.ended"])
            return kind, {"operator": dice.choice(PEOPLE[1:])} | ({"by": "totp"} if kind == "operator.joined" else {})


def _check(name: str, before: State) -> None:
    release = before.releases[name]
    assert release.approved_by
    assert release.asked_by != release.approved_by


def _forget(state: State) -> State:
    """Begin with no release and no one but the first officer from time to time, so that names come anew."""
    if len(state.refused) < 400:
        return state
    first = {"o1": state.operators["o1"]}
    return State(state.name, state.coordinator, 0, state.devices, first)


def test_in_a_hundred_thousand_steps_nobody_releases_alone():
    """Of all that left, each was asked for by one and approved by another; and some did leave."""
    assert sum(walk(seed, 5000) for seed in range(20)) > 20


def test_no_device_that_is_taken_over_releases_where_approvers_have_own_keys():
    """Whoever has the key of any one device, also of the duty officer's, approves nothing in two thousand steps."""
    assert sum(storm(seed, 100) for seed in range(20)) == 0
    assert sum(storm(seed, 100, lambda *_: True) for seed in range(20)) > 3  # the same, if any signature were good


@pytest.mark.parametrize("roles", [["movement planner", "approver"], [role.value for role in Role]])
def test_all_roles_in_one_person_do_not_suffice(roles):
    """Somebody who holds every role still needs another person."""
    desk = Desk()
    desk.act("operator.invited", "o1", operator="o9", roles=roles, code="", expires_millis=LATER)
    desk.act("operator.joined", "system", operator="o9", by="totp")
    desk.act("release.asked", "o9", release="r1", what="disclosure", content="d", count=3, expires_millis=SOON)
    desk.act("release.approved", "o9", release="r1", content="d", count=3)
    desk.act("release.done", "system", release="r1")
    assert not desk.state().releases["r1"].done


@pytest.mark.parametrize(("hours", "followed"), [(-1, True), (0, True), (1, False)])
def test_two_people_on_two_devices_release_by_the_time_of_the_approval(hours, followed):
    """Asked for on one device, approved on another: the approval's own time tells whether it came before the end.

    A clock that is behind stands still at what it has heard, so that the fold sees no lateness: the door does.
    """
    desk = Desk("a", "b")
    half_an_hour = desk.devices["a"].wall + HOUR // 2
    asked = {"release": "r1", "content": "d", "count": 3}
    desk.act("release.asked", "o4", "a", what="disclosure", expires_millis=half_an_hour, **asked)
    desk.devices["b"].listen(desk.devices["a"].log[-1])
    desk.devices["b"].wall += hours * HOUR
    desk.act("release.approved", "o2", "b", **asked)
    assert bool(desk.state().releases["r1"].approved_by) == followed
    assert desk.state() == desk.state("b", "a")
