"""Promise that a case holds whoever is registered and waits, each at a street that it can use next to its place."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judge_town import make_case

from safeconduct.core.operation import State
from safeconduct.core.operation.case_parties import EARTH_METRES, make_roster
from safeconduct.core.operation.newcomers import list_newcomers
from safeconduct.core.operation.registry import Case, Entry
from safeconduct.core.people import Mode

CASE = make_case()


def enter(lon: float, lat: float, *modes: str, **more: object) -> Entry:
    """Return a party that is registered at a place."""
    place = {"lon": lon, "lat": lat, "precision_metres": 100.0}
    return Entry("north", 2, 1, {"place": place, "modes": list(modes), **more})


@given(st.floats(-0.005, 0.03), st.floats(-0.005, 0.005), st.lists(st.sampled_from(["walk", "auto"]), max_size=2))
def test_a_party_stands_at_the_nearest_street(lon, lat, modes):
    """No other node that it could leave is nearer; in metres, not degrees."""
    (party,) = make_roster(State(parties={"P1": enter(lon, lat, *modes)}), CASE).parties
    network = CASE.network

    def far(row: int) -> float:
        return math.hypot(
            (network.x[row] - lon) * math.cos(math.radians(network.y.mean())), network.y[row] - lat
        ) * math.radians(EARTH_METRES)

    nearest = min(far(row) for row in range(len(network.node_ids)))
    assert far(network.node_index()[party.node_id]) == pytest.approx(nearest, abs=0.01)
    assert party.modes == (frozenset(map(Mode, modes)) or {Mode.WALK})


def test_a_street_that_its_modes_cannot_use_does_not_count():
    """Who drives is at the next street for vehicles, though a footpath is nearer."""
    network = CASE.network
    auto = network.auto.copy()
    auto[(network.tail == 0)] = False
    case = replace(CASE, network=replace(network, auto=auto))
    state = State(parties={"P1": enter(0.0, 0.0, "auto"), "P2": enter(0.0, 0.0, "walk")})
    drives, walks = make_roster(state, case).parties
    assert (drives.node_id, walks.node_id) == network.node_ids[1::-1]


def test_who_waits_no_more_is_counted_and_who_is_nowhere_is_a_fault():
    """By why, and by id; a fault says neither name nor place."""
    parties = {f"P{at}": enter(0.001, 0.0) for at in range(5)}
    parties |= {"P4": replace(parties["P4"], erased=True), "P5": Entry("north", 2, 1), "P6": enter(7.123, 8.0)}
    cases = {"P1": Case("P1", 1, "not found", 2), "P2": Case("P2", 1)}
    roster = make_roster(State(parties=parties, arrived={"P3": "G"}, cases=cases), CASE)
    assert [one.party_id for one in roster.parties] == ["P0", "P2"]
    assert (roster.left_out, roster.people) == ({"decided": 1, "arrived": 1, "erased": 1}, 4)
    assert [(one.value, "7.1" in str(one)) for one in roster.faults] == [("P5", False), ("P6", False)]


def test_danger_from_somebody_known_is_in_no_text():
    """An escort raises the priority that is asked for, and stands in no column that the party is told."""
    state = State(parties={"P1": enter(0.0, 0.0, needs=["escort", "infant"])})
    (party,) = make_roster(state, CASE, {"escort": 3.0, "infant": 2.0}).parties
    assert (party.priority, party.needs) == (3.0, "infant")


def test_newcomers_are_told_of_their_needs_what_anybody_may_read():
    """Who was registered since the case was made joins it as in one made anew: no escort, no lone child in a text."""
    needs = ["escort", "unaccompanied_child", "infant", "wheelchair"]
    state = State(parties={"P1000": enter(0.0, 0.0, "auto", needs=needs)})
    (anew,) = make_roster(state, CASE).parties
    (party,) = list_newcomers(state, CASE, CASE.start)
    assert "infant" in party.needs
    assert (party.needs, party.modes, party.node_id) == (anew.needs, anew.modes, anew.node_id)


def test_what_was_registered_oddly_hinders_no_replan():
    """A mode that nobody knows is none; who has no exact place is left out, and the others join."""
    odd = {
        "P1001": enter(0.0, 0.0, "balloon"),
        "P1002": Entry("north", 2, 1, {"place": {"lon": 0.0, "lat": 0.0}}),
        "P1003": Entry("north", 2, 1, {"place": {"precision_metres": 5.0}}),
        "P1004": enter(5.0, 5.0, "walk"),
    }
    (party,) = list_newcomers(State(parties=odd), CASE, CASE.start)
    assert (party.party_id, party.modes) == ("P1001", {Mode.WALK})
