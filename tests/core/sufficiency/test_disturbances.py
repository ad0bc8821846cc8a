"""Promise what one disturbance does, computed by hand on the town of one street.

By plan P1 (4 people) walks to the stop 06:10-06:18, leaves on the bus at 06:20, passes the checkpoint at 06:22, is
processed 06:23-06:30 and flies on F1 at 08:00; P2 (3 people) drives 06:30-06:34, passes at 06:33, is processed
06:34-06:40 and flies on F2 at 11:00. A flight is caught by who is processed an hour before; a step of a quarter of an
hour takes 10 people at the gate, 20 at the checkpoint; the curfew is from 09:00 to 10:00.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from judge_town import Town, at
from replay_cases import MINUTE, no_events, run

from safeconduct.core.network import Fleet, Site, SiteKind
from safeconduct.core.sufficiency.kernels.script import Course
from safeconduct.core.sufficiency.kernels.state import (
    AT_CHECKPOINT,
    AT_GATE,
    AT_STOP,
    IN_AIRHEAD,
    ON_THE_WAY,
    OUT,
    STAYS,
    State,
)

P1, P2, P3 = range(3)
F1, F2 = range(2)


def late(town: Town, party: int, minutes: float) -> Course:
    """Let one party set out late."""
    course = no_events(town.case)
    course.late[party] = minutes * MINUTE
    return course


def cancelled(town: Town, *flights: int) -> Course:
    """Cancel flights."""
    course = no_events(town.case)
    course.cancelled[list(flights)] = True
    return course


def slow(town: Town, share: float) -> Course:
    """Leave the gate a share of its throughput."""
    return no_events(town.case)._replace(gate_share=np.full((1, 1), share))


def shut(town: Town, begin: str, end: str) -> Course:
    """Close the checkpoint for a while."""
    start = town.case.start
    return no_events(town.case)._replace(
        shut_from=np.full((1, 1), at(begin) - start), shut_to=np.full((1, 1), at(end) - start)
    )


def clock(town: Town, seconds: float) -> str:
    """Give the time of the day of a moment of the replay."""
    minutes = round((seconds + town.case.start - at("00:00")) / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def play(town: Town, course: Course) -> State:
    """Replay the town's plan."""
    return run(town.case, town.plan, course)


def test_on_a_day_without_events_the_plan_is_kept_to_the_minute() -> None:
    """Both parties are processed and fly as planned; P3, whom the plan leaves, stays."""
    town = Town()
    state = play(town, no_events(town.case))
    assert state.fate.tolist() == [OUT, OUT, STAYS]
    assert [clock(town, moment) for moment in state.begun[:2]] == ["06:23", "06:34"]
    assert [clock(town, moment) for moment in state.processed[:2]] == ["06:30", "06:40"]
    assert state.flight.tolist() == [F1, F2, -1]


# late parties


def test_who_is_late_but_within_the_wait_at_the_stop_loses_nothing() -> None:
    """Two minutes late, P1 is at the stop at 06:20, when the bus leaves."""
    town = Town()
    state = play(town, late(town, P1, 2))
    assert state.fate[P1] == OUT
    assert clock(town, state.begun[P1]) == "06:23"


def test_who_misses_the_only_bus_stays_at_the_stop() -> None:
    """Three minutes late, P1 is there at 06:21; P2 is not touched."""
    town = Town()
    state = play(town, late(town, P1, 3))
    assert state.fate.tolist() == [AT_STOP, OUT, STAYS]
    assert state.aboard.tolist() == [0]


@pytest.mark.parametrize(("seats", "fate"), [(8, OUT), (3, AT_STOP)])
def test_who_misses_the_bus_takes_the_next_one_with_seats(seats: int, fate: int) -> None:
    """A second vehicle leaves empty at 07:00; it takes P1 if its seats suffice, and P1 then flies on F2."""
    town = Town()
    town.case = replace(town.case, fleets=(*town.case.fleets, Fleet("C", "depot", 1, seats)))
    path = town.plan.trips[0].links
    town.add_trip("R2", "stop", "gate", "07:00", "07:03", *path, fleet_id="C")
    state = play(town, late(town, P1, 3))
    assert state.fate[P1] == fate
    if fate == OUT:
        assert clock(town, state.begun[P1]) == "07:03"
        assert state.flight[P1] == F2


def test_who_is_late_into_the_curfew_sets_off_after_it() -> None:
    """P2 would start at 09:00, starts at 10:00 and is through at 10:10: too late for F2 at 11:00."""
    town = Town()
    state = play(town, late(town, P2, 150))
    assert clock(town, state.begun[P2]) == "10:04"
    assert state.fate[P2] == IN_AIRHEAD


def test_who_is_late_waits_for_a_closed_street() -> None:
    """P2 would be on the last link from 07:03 to 07:04, which is closed till 07:20: it starts at 07:17."""
    town = Town()
    town.close("link", "post>gate", "07:00", "07:20")
    assert clock(town, play(town, late(town, P2, 30)).begun[P2]) == "07:21"


def test_who_is_late_for_good_has_no_time_left() -> None:
    """The street is closed till the deadline when P2 would use it."""
    town = Town()
    town.close("node", "bend", "07:00", "12:30")
    assert play(town, late(town, P2, 30)).fate[P2] == ON_THE_WAY


# cancelled flights


@pytest.mark.parametrize(("seats", "fate"), [(7, OUT), (6, IN_AIRHEAD)])
def test_who_lost_a_flight_takes_the_next_one_with_seats(seats: int, fate: int) -> None:
    """F1 is cancelled: P1 flies on F2 if there are 4 seats beside the 3 of P2, who is planned on it."""
    town = Town()
    town.flight("F2", seats=seats)
    state = play(town, cancelled(town, F1))
    assert state.fate.tolist() == [fate, OUT, STAYS]
    assert state.flight[P2] == F2


def test_who_loses_the_last_flight_stays_in_the_airhead() -> None:
    """F2 is cancelled: P1 is out on F1, P2 is not."""
    town = Town()
    assert play(town, cancelled(town, F2)).fate.tolist() == [OUT, IN_AIRHEAD, STAYS]


# closed checkpoints


def test_a_closed_checkpoint_holds_the_bus_and_all_behind_it() -> None:
    """Shut 06:20-07:00: both are at the gate at 07:01; P1 is through at 07:08, too late for F1, and takes F2."""
    town = Town()
    state = play(town, shut(town, "06:20", "07:00"))
    assert [clock(town, moment) for moment in state.begun[:2]] == ["07:01", "07:01"]
    assert state.flight.tolist() == [F2, F2, -1]
    assert state.post_used[0].tolist()[:6] == [0, 0, 0, 0, 7, 0]


def test_a_checkpoint_closed_for_good_holds_all_aboard() -> None:
    """Shut past the deadline: the people on the bus and P2 in its own vehicle stand before it."""
    town = Town()
    assert play(town, shut(town, "06:20", "23:00")).fate.tolist() == [AT_CHECKPOINT, AT_CHECKPOINT, STAYS]


def test_after_a_checkpoint_the_curfew_binds_again() -> None:
    """Shut 06:20-09:00, into the curfew till 10:00: the last link is driven at 10:00, F2 at 11:00 is missed."""
    town = Town()
    state = play(town, shut(town, "06:20", "09:00"))
    assert [clock(town, moment) for moment in state.begun[:2]] == ["10:01", "10:01"]
    assert state.fate.tolist() == [IN_AIRHEAD, IN_AIRHEAD, STAYS]


def test_people_pass_a_checkpoint_that_opens_again_as_its_steps_allow() -> None:
    """With 5 people a step, the 4 on the bus pass at 07:00 and the 3 of P2 in the next step, at 07:15."""
    town = Town()
    town.site("C", throughput=20.0)
    state = play(town, shut(town, "06:20", "07:00"))
    assert [clock(town, moment) for moment in state.begun[:2]] == ["07:01", "07:16"]


def test_a_vehicle_that_is_held_up_is_late_for_its_next_trip_too() -> None:
    """R2 of the same bus by plan at 06:40: held till 07:00, at the gate 07:01, it can leave the stop at 07:14."""
    town = Town()
    path = town.plan.trips[0].links
    town.add_trip("R2", "stop", "gate", "06:40", "06:43", *path)
    town.leg("P1", 1, arrive="06:40")
    town.leg("P1", 2, depart="06:40", arrive="06:43", trip_id="R2")
    town.leg("P1", 3, depart="06:43", arrive="06:50")
    town.leg("P1", 4, depart="06:50")
    state = play(town, shut(town, "06:20", "07:00"))
    # Turnaround of 10 minutes and 3 minutes back; then 3 minutes to the gate.
    assert clock(town, state.begun[P1]) == "07:17"


# slow gates


def test_a_slow_gate_takes_longer_and_fewer_at_a_time() -> None:
    """A quarter of the throughput is 2.5 people a step: P1 (4) has two steps from 06:23 on, P2 (3) begins at 06:45.

    Processing takes four times as long: P1 is through at 06:51, in time for F1.
    """
    town = Town()
    state = play(town, slow(town, 0.25))
    assert [clock(town, moment) for moment in state.begun[:2]] == ["06:23", "06:45"]
    assert [clock(town, moment) for moment in state.processed[:2]] == ["06:51", "07:09"]
    assert state.flight.tolist() == [F1, F2, -1]
    assert state.gate_used[0].tolist()[:6] == [0, 2.5, 1.5, 2.5, 0.5, 0]


def test_who_does_not_get_through_a_slow_gate_stays_there() -> None:
    """At a hundredth, 0.1 people a step, 4 people need 40 steps: there are not so many."""
    town = Town()
    assert play(town, slow(town, 0.01)).fate.tolist() == [AT_GATE, AT_GATE, STAYS]


def test_who_is_brought_to_another_gate_is_processed_there() -> None:
    """P1 misses its bus and takes one to a second gate, of 16 people an hour: 4 of them take a step of 15 minutes."""
    town = Town()
    town.add_site(Site("G2", SiteKind.GATE, "bend", throughput=16.0, serves="A"))
    town.case = replace(town.case, fleets=(*town.case.fleets, Fleet("C", "depot", 1, 8)))
    town.add_trip("R2", "stop", "bend", "06:30", "06:31", "stop>bend", fleet_id="C")
    state = play(town, late(town, P1, 3)._replace(gate_share=np.ones((2, 1))))
    assert (clock(town, state.begun[P1]), clock(town, state.processed[P1])) == ("06:31", "06:46")
    assert (state.gate[P1], state.flight[P1]) == (1, F1)


def test_a_gate_that_closes_for_the_night_takes_who_is_late_in_the_morning() -> None:
    """P2 is at the gate at 06:54, 20 minutes late; it is closed 06:55-08:30, and 6 minutes do not fit before."""
    town = Town()
    town.close("node", "gate", "06:55", "08:30")
    state = play(town, late(town, P2, 20))
    assert clock(town, state.begun[P2]) == "08:30"
    assert state.flight[P2] == F2
