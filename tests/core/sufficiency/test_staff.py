"""Promise that staff is a means where a case tells of it, and is never assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judge_town import make_case, make_plan

from safeconduct.core.basics import InputFaultsError
from safeconduct.core.plan import Case
from safeconduct.core.sufficiency import NOTHING_GOES_WRONG, digest_case, list_changes, play_plan
from safeconduct.core.sufficiency.staff import NOT_MODELLED, Staff, read_staff

GATES = {"gate_people_per_staff_hour": 20.0}
DRIVERS = {"drivers_per_vehicle": 2.0}


def _out(case: Case) -> int:
    return int(play_plan(case, make_plan(make_case()), NOTHING_GOES_WRONG, days=1, seed=1).people_out[0])


def test_a_case_that_says_nothing_is_as_before() -> None:
    """No bound, no change that is tried, the digest of cases from before there was staff; and it is said."""
    case = make_case()
    assert read_staff({}) == Staff()
    assert (Staff().people_per_hour, Staff().vehicles, Staff().says) == (None, None, NOT_MODELLED)
    assert {change.kind for change in list_changes(case)[0]}.isdisjoint({"staff", "driver"})
    assert digest_case(replace(case, staff={"drivers_on_duty": 1.0, **DRIVERS})) != digest_case(case)


@pytest.mark.parametrize(
    ("staff", "out"),
    [
        ({}, 7),
        ({"gate_staff_on_duty": 2.0, **GATES}, 7),  # as many as the gate's throughput
        ({"gate_staff_on_duty": 0.0, **GATES}, 0),
        ({"drivers_on_duty": 2.0, **DRIVERS}, 7),
        ({"drivers_on_duty": 1.9, **DRIVERS}, 3),  # nobody drives half a vehicle: who rides stays, who drives is out
    ],
)
def test_the_replay_has_no_more_than_the_staff_can_work(staff: dict[str, float], out: int) -> None:
    """Enough staff changes nothing; no staff at the gates lets nobody in; a vehicle without a driver stands."""
    assert _out(replace(make_case(), staff=staff)) == out


def test_one_more_on_duty_is_tried() -> None:
    """With the drivers of one more vehicle those who ride are out again."""
    case = replace(make_case(), staff={"drivers_on_duty": 1.0, **DRIVERS, "gate_staff_on_duty": 3.0, **GATES})
    changes = {change.kind: change for change in list_changes(case)[0]}
    assert changes["staff"].case.staff["gate_staff_on_duty"] == 4.0
    assert (_out(case), _out(changes["driver"].case)) == (3, 7)


def test_every_fault_is_named_at_once() -> None:
    """A key that is not known, a number that is none of people, one that means nothing alone."""
    with pytest.raises(InputFaultsError) as refused:
        read_staff({"driver": 3.0, "drivers_on_duty": -1.0, "gate_people_per_staff_hour": 0.0})
    named = {(fault.column, fault.value) for fault in refused.value.faults}
    assert {("staff.driver", "3.0"), ("staff.drivers_on_duty", "-1.0")} <= named
    assert sum("gate_people_per_staff_hour" in column for column, _ in named) == 1
    assert any("means nothing without" in fault.problem for fault in refused.value.faults)
