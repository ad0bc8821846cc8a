"""Promise what is drawn: at the rates given, the same for all that two cases have in common."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from judge_town import at, make_case

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.network import Flight
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency import NOTHING_GOES_WRONG, Uncertainty, list_changes, read_uncertainty
from safeconduct.core.sufficiency.disruption import draw_course

RATES = Uncertainty(1.0, 0.3, 0.2, 0.4, 2.0, 0.25, 30.0)


def _wide_case(hours: float = 48.0) -> Case:
    """Give the town with 50 parties and 40 flights, over two days."""
    case = make_case()
    parties = tuple(replace(case.parties[0], party_id=f"P{n}") for n in range(50))
    flights = tuple(Flight(f"F{n}", "A", at("11:00"), 10) for n in range(40))
    return replace(case, parties=parties, flights=flights, deadline=case.start + hours * 3600)


def test_events_are_as_frequent_and_as_long_as_the_rates_say() -> None:
    """Over 400 days each frequency and mean is within four standard errors of its rate."""
    case = _wide_case()
    courses = [draw_course(case, RATES, 1, day) for day in range(400)]
    late = np.concatenate([course.late for course in courses])
    cancelled = np.concatenate([course.cancelled for course in courses])
    slow = np.concatenate([course.gate_share.ravel() for course in courses]) < 1.0
    shut = np.concatenate([(course.shut_to - course.shut_from).ravel() for course in courses])
    for happened, chance in ((late > 0, 0.25), (cancelled, 0.2), (slow, 0.3), (shut > 0, 0.4)):
        assert abs(happened.mean() - chance) < 4 * np.sqrt(chance * (1 - chance) / len(happened))
    for lasts, mean in ((late[late > 0], 1800.0), (shut[shut > 0], 7200.0)):
        assert abs(lasts.mean() - mean) < 4 * mean / np.sqrt(len(lasts))
    assert set(np.concatenate([course.gate_share.ravel() for course in courses])) == {0.5, 1.0}
    starts = np.array([course.shut_from[0] for course in courses])
    assert (starts // 86400 == [0, 1]).all()


def test_an_addition_at_the_end_leaves_all_other_events_as_they_are() -> None:
    """Another flight or party: what both cases have meets the same day, whatever the day."""
    case = _wide_case()
    more = replace(
        case, flights=(*case.flights, Flight("X", "A", at("11:00"), 5)), parties=(*case.parties, case.parties[0])
    )
    for day in range(5):
        one, other = draw_course(case, RATES, 3, day), draw_course(more, RATES, 3, day)
        assert np.array_equal(one.cancelled, other.cancelled[:-1])
        assert np.array_equal(one.late, other.late[:-1])
        assert np.array_equal(one.gate_share, other.gate_share)
        assert np.array_equal(one.shut_to, other.shut_to)


def test_every_change_of_the_means_meets_the_same_events() -> None:
    """All changed cases of the town: the events of what was there before are those of the case as it was."""
    case = make_case()
    changes, _ = list_changes(case)
    assert changes
    for change in changes:
        one, other = draw_course(case, RATES, 3, 0), draw_course(change.case, RATES, 3, 0)
        assert np.array_equal(one.cancelled, other.cancelled[: len(one.cancelled)])
        assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True) if a is not one.cancelled)


def test_worse_rates_make_the_same_day_worse() -> None:
    """With every rate higher nobody is less late, no flight flies again, no gate is quicker, no closure shorter."""
    case, worse = _wide_case(), Uncertainty(2.0, 0.5, 0.4, 0.6, 3.0, 0.5, 60.0)
    for day in range(5):
        one, other = draw_course(case, RATES, 3, day), draw_course(case, worse, 3, day)
        assert (other.late >= one.late).all()
        assert (other.cancelled >= one.cancelled).all()
        assert (other.gate_share <= one.gate_share).all()
        assert (other.shut_from == one.shut_from).all()
        assert (other.shut_to >= one.shut_to).all()


def test_at_rates_of_nought_nothing_happens() -> None:
    """No lateness, cancellation, slowness or closure."""
    course = draw_course(_wide_case(), NOTHING_GOES_WRONG, 1, 0)
    assert not course.late.any()
    assert not course.cancelled.any()
    assert (course.gate_share == 1.0).all()
    assert (course.shut_from == course.shut_to).all()


def test_rates_that_the_case_gives_stand_in_place_of_the_defaults() -> None:
    """What is given holds, the rest is the default; a whole slowdown above 1 is sound."""
    rates = read_uncertainty({"gate_slowdown": 3.0, "flight_cancelled": 0.5})
    assert (rates.gate_slowdown, rates.flight_cancelled) == (3.0, 0.5)
    assert rates.party_late_minutes == Uncertainty().party_late_minutes


def test_every_bad_rate_is_named_at_once() -> None:
    """A mistyped key, a negative number and a chance above 1: three faults, each with its key, value and remedy."""
    with pytest.raises(InputFaultsError) as caught:
        read_uncertainty({"flight_canceled": 0.1, "party_late_minutes": -1.0, "party_late_chance": 2.0})
    said = str(caught.value)
    assert len(caught.value.faults) == 3
    assert all(part in said for part in ("flight_canceled", "flight_cancelled", "-1.0", "2.0", "0.5 for one half"))


def test_a_party_is_all_that_draws_lateness() -> None:
    """The order of the case decides, not the ids: the same place in the list, the same lateness."""
    case = _wide_case()
    renamed = replace(case, parties=tuple(replace(p, party_id=f"Q{p.party_id}") for p in case.parties))
    assert np.array_equal(draw_course(case, RATES, 1, 0).late, draw_course(renamed, RATES, 1, 0).late)
