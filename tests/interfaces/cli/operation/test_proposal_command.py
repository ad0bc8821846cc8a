"""Promise that replans are proposed, shown, approved and refused from a terminal."""

from __future__ import annotations

import judge_town
import pytest
from api_site import OPERATORS, SERVICES, make_operation
from harbour_desk import CLI, Harbour
from typer.testing import CliRunner

from safeconduct.app.adopt_plan import adopt_plan
from safeconduct.core.operation import Role

GATE, PLANNER, OFFICER = Role.GATE, Role.MOVEMENT_PLANNER, Role.DUTY_OFFICER


@pytest.fixture
def town(tmp_path):
    """Give an exercise that follows the judge's town's plan, flight F1 cancelled, years before that day."""
    make_operation(tmp_path / "op")
    case = judge_town.make_case()
    SERVICES.cases.write(case, tmp_path / "cases" / "town")
    SERVICES.plans.write(judge_town.make_plan(case), 0, tmp_path / "plans" / "town")
    planner = OPERATORS[PLANNER]
    with SERVICES.stores.open(tmp_path / "op") as store:
        door = SERVICES.doors(store)
        folders = tmp_path / "cases" / "town", tmp_path / "plans" / "town"
        adopt_plan(door, SERVICES.cases, SERVICES.plans, planner, *folders, True)
        said = {"flight": "F1", "state": "cancelled", "valid_minutes": 60, "replaces": []}
        door.act(planner, "flight.reported", said)
    return Harbour(tmp_path / "op")


def test_a_replan_goes_from_proposal_to_adoption(town):
    """Each step says what comes next; a guard proposes nothing (3); what is approved is not refused after (3)."""
    shelf = "--cases", town.folder.parent / "cases", "--plans", town.folder.parent / "plans"
    assert town.run(GATE, "proposal make", *shelf, "--why", "flight").exit_code == 3
    made = town.run(PLANNER, "proposal make", *shelf, "--why", "F1 is cancelled", "--seconds", "0")
    assert made.exit_code == 0, made.output
    assert "flight F1 is cancelled" in made.output
    (row,) = town.rows(OFFICER, "proposal list")
    replan = row["replan"]
    assert (row["state"], row["parties"], row["moved"], row["why"]) == ("proposed", 1, 7, "F1 is cancelled")
    (change,) = town.rows(OFFICER, "proposal show", replan, *shelf)
    assert (change["party"], change["now"].endswith("flight F2 11:00")) == ("P1", True)
    assert "F2" in town.run(OFFICER, "proposal show", replan, *shelf).output
    approved = town.run(OFFICER, "proposal approve", replan, *shelf)
    assert approved.exit_code == 0, approved.output
    assert f"cases/{replan}" in approved.output.replace("\n", "")
    assert town.run(OFFICER, "proposal refuse", replan).exit_code == 3
    assert town.rows(GATE, "adopted")[0]["plan"] == row["plan"]


def test_a_day_is_prepared_and_the_line_that_begins_it_is_printed(tmp_path):
    """The town's day: its parties registered, its plan adopted; another case than an exercise's is refused (2)."""
    case = judge_town.make_case()
    SERVICES.cases.write(case, tmp_path / "case")
    SERVICES.plans.write(judge_town.make_plan(case), 0, tmp_path / "plan")
    asked = ["exercise-day", str(tmp_path / "case"), str(tmp_path / "plan"), "--out", str(tmp_path / "day")]
    made = CliRunner().invoke(CLI, [*asked, "--script", "examples/exercise.toml"])
    assert made.exit_code == 0, made.output
    assert f"safeconduct serve {tmp_path / 'day' / 'operation'} --cases" in made.stdout
    assert made.stdout.rstrip().endswith("--drive --script examples/exercise.toml")
    assert CliRunner().invoke(CLI, asked).exit_code == 2
    with SERVICES.stores.open(tmp_path / "day" / "operation") as store:
        state = SERVICES.doors(store).state()
    assert (len(state.parties), len(state.adopted.standing)) == (3, 1)
    live = tmp_path / "case" / "case.toml"
    live.write_text(live.read_text(encoding="utf-8").replace("EXERCISE town", "town"), encoding="utf-8")
    refused = CliRunner().invoke(CLI, [*asked[:-1], str(tmp_path / "other")])
    assert (refused.exit_code, "no exercise" in refused.output) == (2, True)


def test_a_live_operation_is_not_served_driven(tmp_path):
    """`--drive` is refused before anything is served (2)."""
    SERVICES.stores.create(tmp_path / "live", "harbour", False)
    refused = CliRunner().invoke(CLI, ["serve", str(tmp_path / "live"), "--drive"])
    assert (refused.exit_code, "live operation" in refused.output) == (2, True)
