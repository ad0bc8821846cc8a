"""Promise that who is left is counted by reason, and that "no plan could" is said only where it is proven."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from judge_town import Town, at

from safeconduct.adapters.case_folder import CaseFolder
from safeconduct.adapters.plan_folder import PlanFolder
from safeconduct.core.people import Mode
from safeconduct.core.plan.who_is_left import NO_SLOT, OUT_OF_REACH, TOO_LARGE, TOO_LATE, who_is_left


def _reason(town: Town) -> tuple[str, bool]:
    (group,) = who_is_left(town.case, town.plan)
    assert (group.parties, group.people) == (("P3",), town.case.parties[2].size)
    return group.reason, group.proven


@pytest.mark.core
def test_who_could_go_is_not_called_out_of_reach() -> None:
    """P3 can walk 500 m to the stop: nothing is proven of it."""
    assert _reason(Town()) == (NO_SLOT, False)


@pytest.mark.core
def test_too_far_to_walk_is_proven() -> None:
    """With no more than 400 m of walking nobody at the bend reaches the stop."""
    town = Town()
    town.limits(walk_metres_max=400.0)
    assert _reason(town) == (OUT_OF_REACH, True)


@pytest.mark.core
def test_an_own_vehicle_reaches_what_feet_do_not() -> None:
    """The same party with a vehicle is within reach."""
    town = Town()
    town.limits(walk_metres_max=400.0)
    town.party("P3", modes=frozenset({Mode.AUTO}))
    assert _reason(town) == (NO_SLOT, False)


@pytest.mark.core
def test_only_streets_shut_for_the_whole_time_cut_people_off() -> None:
    """Both ways from the bend shut all day leave it out of reach; shut for an hour they do not."""
    for end, expected in (("12:00", (OUT_OF_REACH, True)), ("07:00", (NO_SLOT, False))):
        town = Town()
        town.close("link", "bend>stop", "06:00", end)
        town.close("node", "post", "06:00", end)
        assert _reason(town) == expected


@pytest.mark.core
def test_size_and_lateness_are_proven() -> None:
    """11 people fit no flight of 10 and no gate of 10 a step; ready at 10:00 is too late for 11:00 with an hour."""
    large, late = Town(), Town()
    large.party("P3", size=11)
    late.party("P3", ready=at("10:00"))
    assert _reason(large) == (TOO_LARGE, True)
    assert _reason(late) == (TOO_LATE, True)


@pytest.mark.core
def test_the_planners_own_note_wins() -> None:
    """A note on the party is shown as it is."""
    town = Town()
    town.plan = replace(town.plan, notes={"P3": "no seat before the curfew"})
    assert _reason(town) == ("no seat before the curfew", False)


@pytest.mark.core
def test_people_with_priority_are_counted_apart() -> None:
    """P2 has priority 2; when it stays, its 3 people are counted as such, most people first."""
    town = Town()
    town.drop("P2", 0, 1, 2, 3)
    (group,) = who_is_left(town.case, town.plan)
    assert (group.people, group.people_with_priority, group.parties) == (8, 3, ("P2", "P3"))


@pytest.mark.shared
def test_the_proof_finds_all_who_can_reach_nothing(shared: Path) -> None:
    """The notes on coquimbo-2000 say that 338 people can reach nothing in any plan."""
    case = CaseFolder().read(shared / "exam/cases/coquimbo-2000")
    plan = PlanFolder().read(shared / "exam/plans/greedy-coquimbo-2000", case)
    groups = who_is_left(case, plan)
    assert sum(group.people for group in groups if group.proven) == 338
    assert sum(group.people for group in groups) == plan.left
