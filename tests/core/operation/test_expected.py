"""Promise who is expected, arrived and overdue, that somebody looks for the overdue, and which seats are free."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operation_desk import Desk

from safeconduct.core.operation import list_corridors
from safeconduct.core.operation.expected import Move, Presence, Stop, count_presence, find_margin, list_expected
from safeconduct.core.operation.overdue import Plight, advise, find_plights
from safeconduct.core.operation.seats import FlightDue, list_flights

MINUTE = 60_000
START = 10 * 60 * MINUTE
MOVE = Move(
    "P1", 4, START, (Stop("T1", START + 30 * MINUTE), Stop("G1", START + 60 * MINUTE, "B1.0")), "A1", "F1", ("K1",)
)


def rows_at(desk, minutes, moves=(MOVE,), margin=20.0):
    state, now = desk.state(), START + int(minutes * MINUTE)
    rows = list_expected(moves, state, now, margin)
    assert count_presence(moves, state, now, margin) == Counter(row.state for row in rows)
    return rows


def told_at(desk, minutes):
    """Return what to do about the one who is overdue."""
    state, now = desk.state(), START + minutes * MINUTE
    corridors = list_corridors(state.corridors, state.notices, state.orders, state.places, now)
    return find_plights(rows_at(desk, minutes), state, corridors, now)["P1"]


def test_a_party_is_expected_at_its_next_stop_until_the_margin_is_over():
    """First its transit point, then its gate; a minute more than the margin is overdue."""
    desk = Desk()
    (row,) = rows_at(desk, 50)
    assert (row.state, row.stop.site, row.overdue_minutes) == (Presence.EXPECTED, "T1", 0)
    (row,) = rows_at(desk, 51)
    assert (row.state, row.stop.site, row.overdue_minutes) == (Presence.OVERDUE, "T1", 21)
    desk.act("checkin.made", "o3", party="P1", site="T1")
    (row,) = rows_at(desk, 51)
    assert (row.state, row.stop.site, row.is_near) == (Presence.EXPECTED, "G1", True)
    desk.act("checkin.made", "o3", party="P1", site="G1")
    assert rows_at(desk, 10_000)[0].state is Presence.ARRIVED


def test_who_was_checked_in_elsewhere_has_not_arrived():
    """Their plan does not have the site: they stay expected, and it is said where they were seen."""
    desk = Desk()
    desk.act("checkin.made", "o3", party="P1", site="G9")
    assert (rows_at(desk, 100)[0].state, rows_at(desk, 100)[0].strayed) == (Presence.OVERDUE, "G9")
    assert "They were checked in at G9, where their plan does not take them" in told_at(desk, 100)


@pytest.mark.parametrize(("outcome", "state"), [("moved", Presence.ARRIVED), ("left by itself", None)])
def test_a_decided_case_is_not_looked_for(outcome, state):
    """Somebody decided it: moved is arrived, all else is no longer expected."""
    desk = Desk()
    desk.act("case.opened", "o4", case="P1", party="P1")
    desk.act("case.decided", "o4", case="P1", outcome=outcome)
    assert [row.state for row in rows_at(desk, 500)] == ([state] if state else [])


@given(st.floats(0, 1), st.floats(0, 10_000), st.floats(0.1, 600))
def test_the_margin_lies_between_a_quarter_and_two_hours_and_grows_with_lateness(chance, minutes, step):
    """Whatever the case's own uncertainty says."""
    margin = find_margin(chance, minutes, step)
    assert 15 <= margin <= 120
    assert find_margin(chance, minutes + 10, step) >= margin
    assert find_margin(min(1.0, chance + 0.1), minutes, step) >= margin


def test_what_to_do_names_what_is_known_to_be_wrong():
    """A call for help, a STOP, a closed checkpoint, a lost vehicle and no word that reached them."""
    desk = Desk()
    assert told_at(desk, 51) == (
        "Call or message them. Nothing is known to have reached them: send somebody who knows them, too. "
        "Ask T1 whether they are there and were not checked in. Tell flight F1 that 4 people may come late; "
        "a person decides about their seats."
    )
    desk.act("checkin.made", "o3", party="P1", site="T1")
    desk.act("corridor.named", "o1", corridor="site:K1", holders=["H1"], along=[], replaces=[])
    desk.act("vehicle.reported", "o3", vehicle="B1.0", state="lost", valid_minutes=10_000, replaces=[])
    desk.act("order.stopped", "o3", subject="site:G1")
    desk.act(
        "reply.received", "system", reply="r1", channel="sms", meaning="help", digest="d", party="P1"
    )  # fmt: skip
    said = told_at(desk, 200)
    assert said.startswith("They asked for help or said that they cannot come: answer that first. STOP stands over")
    assert "On their way site:K1 is closed (H1 has not been told): ask there" in said
    assert "Vehicle B1.0, which was to bring them, is lost" in said
    assert "It has been long: name a person who looks for them" in said


def test_nobody_is_sent_where_a_threat_is_reported():
    """They are reached from afar."""
    desk = Desk()
    desk.act(
        "place.reported", "o3", place="site:K1", state="threat", seen_millis=0, valid_minutes=10_000, replaces=[]
    )  # fmt: skip
    said = told_at(desk, 51)
    assert "A threat is reported at site:K1: send nobody there to look. Call or message them" in said


def test_whatever_is_known_somebody_tries_to_reach_them():
    """Of every mixture of what can be known: a call or message is in it, and nobody is said to be safe or well."""
    calm = Plight("G1", 30, 4, "", False, "", "", "", "", True, "", "")
    mixtures = product(
        [{}, {"order": "STOP"}, {"order": "HOLD"}], [{}, {"help": True}], [{}, {"threat": "site:K1"}],
        [{}, {"closed": "site:K1 is closed (H1 refused)"}], [{}, {"vehicle": "B1.0", "vehicle_state": "lost"}],
        [{}, {"told": False}], [{}, {"strayed": "G9"}], [{}, {"minutes": 300}],
    )  # fmt: skip
    for some in mixtures:
        said = advise(replace(calm, **{name: value for one in some for name, value in one.items()}))
        assert "all or message them" in said
        assert not {"safe", "fine", "well"} & set(said.lower().replace(".", "").replace(",", "").split())


def test_empty_seats_count_who_has_come_and_who_was_promised_and_name_who_could_take_them():
    """Twelve seats, three arrived, seven promised: five stay empty; four wait for a later flight, two are near."""
    desk = Desk()
    desk.act("share.dealt", "o1", thing="F1", units=12, taker="a")
    desk.act("share.promised", "o4", thing="F1", units=7)
    desk.act("flight.reported", "o3", flight="F1", state="boarding", valid_minutes=10_000, replaces=[])
    moves = [Move(f"P{at}", size, START, MOVE.stops, "A1", flight) for at, (size, flight) in enumerate(
        [(3, "F1"), (5, "F1"), (4, "F2"), (2, "F2"), (9, "F2"), (6, "F9")]
    )]  # fmt: skip
    for party, site in (("P0", "G1"), ("P2", "G1"), ("P3", "T1"), ("P5", "G1")):
        desk.act("checkin.made", "o3", party=party, site=site)
    flights = [FlightDue(one, "A1", START + at * 60 * MINUTE, 12) for at, one in enumerate(["F1", "F2"], 2)]
    flights.append(FlightDue("F9", "A9", START + 9 * 60 * MINUTE, 12))
    state, now = desk.state(), START
    first, second, _ = list_flights(flights, rows_at(desk, 0, moves), state.promised, state.flights, now)
    assert (first.state, first.planned, first.promised, first.arrived, first.empty) == ("boarding", 8, 7, 3, 5)
    assert (first.here, first.near) == (4, 2)
    assert (second.state, second.arrived, second.empty, second.here) == ("unknown", 4, 8, 0)


@pytest.mark.parametrize("state", ["departed", "cancelled"])
def test_a_flight_that_is_gone_has_no_seats(state):
    """Nobody is sent to it, however long ago that was reported."""
    desk = Desk()
    desk.act("flight.reported", "o3", flight="F1", state=state, valid_minutes=1, replaces=[])
    found = desk.state()
    (flight,) = list_flights([FlightDue("F1", "A1", START, 12)], [], found.promised, found.flights, START * 9)
    assert (flight.state, flight.empty) == (state, 0)


def test_of_two_reports_apart_the_graver_counts():
    """Lost before ready, whichever device heard which."""
    desk = Desk("a", "b")
    said = {"vehicle": "B1.0", "replaces": []}
    desk.act("vehicle.reported", "o3", "a", state="ready", valid_minutes=10_000, **said)
    desk.act("vehicle.reported", "o3", "b", state="lost", valid_minutes=10_000, **said)
    assert "B1.0" not in told_at(desk, 51)  # it brings them from T1 on
    desk.act("checkin.made", "o3", party="P1", site="T1")
    assert "Vehicle B1.0, which was to bring them, is lost" in told_at(desk, 90)


def test_what_ran_out_is_unknown_and_said_to_be():
    """A vehicle that was ready an hour ago is one to ask about."""
    desk = Desk()
    desk.act("vehicle.reported", "o3", vehicle="B1.0", state="ready", valid_minutes=60, replaces=[])
    desk.act("checkin.made", "o3", party="P1", site="T1")
    assert "Nothing is known of vehicle B1.0" in told_at(desk, 90)
