"""Promise that a replan is adopted by a person, once, and never after what it stands on has changed."""

from __future__ import annotations

import pytest
from operation_desk import LATER, SOON, Desk

from safeconduct.core.operation import find_outdated, find_refusal
from safeconduct.core.operation.replans import find_standing

SAID = {
    "plan": "p2", "case": "c2", "name": "EXERCISE harbour", "replaces": "p1", "base_case": "c1", "base_plan": "p1",
    "facts": "f1", "until_millis": SOON,
    "changed": 3, "moved": 40, "left": 2, "why": "gate closed",
}  # fmt: skip
ADOPTED = {"plan": "p1", "case": "c1", "name": "EXERCISE harbour", "planner": "greedy", "moved": 40, "left": 0}


@pytest.fixture
def desk():
    """Give an operation on two devices with an adopted plan and a replan that was proposed."""
    desk = Desk("a", "b")
    desk.act("plan.adopted", "o1", **ADOPTED, replaces=[])
    desk.act("replan.proposed", "o1", replan="R1", **SAID)
    for sealed in desk.devices["a"].log:
        desk.devices["b"].listen(sealed)
    return desk


def would_refuse(desk, kind, actor, **said):
    """Return why an act would be refused by who has heard everything."""
    before = desk.state()
    sealed = desk.act(kind, actor, **said)
    return find_refusal(before, [sealed.event])


@pytest.mark.parametrize("actor", ["o3", "o2"])
@pytest.mark.parametrize("kind", ["replan.proposed", "replan.approved", "replan.refused"])
def test_a_guard_or_an_approver_of_warnings_decides_no_plan(desk, kind, actor):
    """Neither proposes, approves or refuses; nothing changes."""
    before = desk.state().replans
    said = {"replan": "R2", **SAID} if kind == "replan.proposed" else {"replan": "R1"}
    desk.act(kind, actor, **said)
    assert desk.state().replans == before


def test_a_person_approves_or_refuses_it_once(desk):
    """Who did is on record; nobody who knows approves what was refused."""
    desk.act("replan.refused", "o4", replan="R1", why="too many are told")
    assert desk.state().replans["R1"].refused_by == "o4"
    assert would_refuse(desk, "replan.approved", "o1", replan="R1") == "R1 is refused already"


@pytest.mark.parametrize("first", ["approved", "refused"])
def test_approved_on_one_device_and_refused_on_another_it_is_approved(desk, first):
    """Its plan was adopted with the approval, whichever was heard first."""
    second = "refused" if first == "approved" else "approved"
    desk.act(f"replan.{first}", "o1", "a", replan="R1")
    desk.act(f"replan.{second}", "o4", "b", replan="R1")
    one = desk.state().replans["R1"]
    assert (one.decided, one.refused_by) == ("approved", "")


def test_nobody_approves_it_once_another_plan_stands(desk):
    """It changes a plan that is no longer followed."""
    standing = list(desk.state().adopted.standing)
    desk.act("plan.adopted", "o1", **{**ADOPTED, "plan": "p9"}, replaces=standing)
    assert "another plan stands" in would_refuse(desk, "replan.approved", "o1", replan="R1")


def test_a_conflict_of_plans_outdates_it_too(desk):
    """Where two plans stand, nobody can say what it changes."""
    desk.act("plan.adopted", "o4", "b", **{**ADOPTED, "plan": "p9"}, replaces=[])
    assert "another plan stands" in would_refuse(desk, "replan.approved", "o1", replan="R1")


def test_nobody_approves_it_too_late(desk):
    """Whom it moves first has to hear of it."""
    state = desk.state()
    one, standing = state.replans["R1"], state.adopted.standing.values()
    assert find_outdated(one, standing, SOON) == ""
    assert "in time" in find_outdated(one, standing, SOON + 1)
    assert [find_standing(one, standing, at) for at in (SOON, SOON + 1)] == ["proposed", "outdated"]
    desk.act("replan.proposed", "o1", replan="R2", **{**SAID, "until_millis": 1})
    assert "in time" in would_refuse(desk, "replan.approved", "o1", replan="R2")


@pytest.mark.parametrize("name", ["../../etc", "a/b", "a.b", "", "R" * 41])
def test_a_replan_has_a_name_that_leads_to_no_other_folder(desk, name):
    """What another device calls so is not followed."""
    desk.act("replan.proposed", "o1", replan=name, **{**SAID, "until_millis": LATER})
    assert list(desk.state().replans) == ["R1"]
