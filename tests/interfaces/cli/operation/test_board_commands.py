"""Promise that boards, corridors, notices, vehicles and flights can be kept from a terminal, by who may."""

from __future__ import annotations

import json
import time

import pytest
from api_site import SERVICES, make_operation
from harbour_desk import Harbour
from judge_town import make_case, make_plan

from safeconduct.core.operation import Role

GATE, PLANNER = Role.GATE, Role.MOVEMENT_PLANNER
LATER = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 7200))
FLAG = "white flag on roof"


def test_a_holder_is_told_what_to_say_is_printed_and_only_a_clearance_opens(harbour):
    """The number is rounded up, no name is a marking, and each state is listed as it is."""
    named = harbour.run(PLANNER, "corridor name", "corridor:B1", "--holder", "H1", "--along", "site:B2")
    assert named.exit_code == 0, named.output
    assert harbour.run(PLANNER, "corridor name", "corridor:B1", "--holder", "H1", "--along", "B2").exit_code == 2
    told = ["corridor:B1", "--holder", "H1", "--until", LATER, "--people", 61, "--vehicles", 2]
    refused = harbour.run(PLANNER, "notice send", *told, "--marking", "family Quill")
    assert (refused.exit_code, "Quill" in refused.output) == (2, False)
    assert harbour.run(GATE, "notice send", *told).exit_code == 3
    assert harbour.run(PLANNER, "notice send", "corridor:B1", "--holder", "H9", *told[3:]).exit_code == 3
    sent = harbour.run(PLANNER, "notice send", *told, "--marking", FLAG)
    assert (sent.exit_code, f"about 80 people, 2 vehicles, marked: {FLAG}" in sent.stdout) == (0, True), sent.output
    notice = sent.stdout.split(":")[0]
    assert harbour.run(PLANNER, "notice answer", notice, "cleared").exit_code == 2
    assert harbour.run(PLANNER, "notice answer", notice, "none").exit_code == 2
    assert find_corridor(harbour, "corridor:B1") == (False, "notified", "H1 was told and has not answered")
    assert harbour.run(PLANNER, "notice answer", notice, "acknowledged", "--word", "radio").exit_code == 0
    assert find_corridor(harbour, "corridor:B1")[:2] == (False, "acknowledged")
    assert harbour.run(PLANNER, "notice answer", notice, "cleared", "--valid", 60).exit_code == 0
    assert find_corridor(harbour, "corridor:B1") == (True, "cleared", None)
    (row,) = [one for one in harbour.rows(GATE, "notice list") if one["notice"] == notice]
    assert (row["state"], row["people_about"], row["marking"]) == ("cleared", 80, FLAG)
    assert harbour.run(PLANNER, "notice withdraw", notice).exit_code == 0
    assert find_corridor(harbour, "corridor:B1")[:2] == (False, "none")


def find_corridor(harbour, corridor):
    (row,) = [one for one in harbour.rows(Role.ANALYST, "corridor list") if one["corridor"] == corridor]
    return row["open"], row["state"], row["why"]


def test_vehicles_and_flights_are_reported_by_who_may(harbour):
    """A guard may, a caseworker may not; what is departed does not run out."""
    assert harbour.run(GATE, "vehicle report", "B7.0", "ready", "--at", "site:T1").exit_code == 0
    assert harbour.run(Role.CASEWORKER, "vehicle report", "B7.0", "lost").exit_code == 3
    (bus,) = [one for one in harbour.rows(GATE, "vehicle list") if one["vehicle"] == "B7.0"]
    assert (bus["now"], bus["at"]) == ("ready", "site:T1")
    assert harbour.run(GATE, "flight report", "F7", "departed").exit_code == 0
    (flight,) = [one for one in harbour.rows(GATE, "flight list") if one["flight"] == "F7"]
    assert (flight["now"], flight["until"]) == ("departed", None)


def test_the_board_is_of_the_adopted_plan_alone_and_its_json_is_the_services(tmp_path):
    """Not adopted: a fault. Adopted: places, vehicles, flights, people, as tables and as JSON."""
    make_operation(tmp_path / "op")
    harbour = Harbour(tmp_path / "op")
    case = make_case()
    folders = tmp_path / "case", tmp_path / "plan"
    SERVICES.cases.write(case, folders[0])
    SERVICES.plans.write(make_plan(case), case.utc_offset_seconds, folders[1])
    refused = harbour.run(GATE, "board", *folders)
    assert (refused.exit_code, "not the plan that was adopted" in refused.output) == (2, True)
    assert harbour.run(PLANNER, "adopt", *folders).exit_code == 0
    shown = harbour.run(GATE, "board", *folders, "--all")
    assert shown.exit_code == 0, shown.output
    assert "0 parties have arrived, 2 are expected, 0 are overdue." in shown.stdout
    board = json.loads(harbour.run(GATE, "board", *folders, "--json").stdout)
    assert [one["party"] for one in board["expected"]] == ["P1", "P2"]
    assert [one["empty"] for one in board["flights"]] == [10, 10]


@pytest.mark.parametrize("command", ["corridor list", "notice list", "vehicle list", "flight list"])
def test_of_a_quiet_operation_each_list_is_a_sentence(command, tmp_path_factory):
    """And an empty list as JSON."""
    folder = tmp_path_factory.getbasetemp() / "quiet-board"
    if not folder.is_dir():
        make_operation(folder)
    quiet = Harbour(folder)
    assert quiet.run(Role.ANALYST, command).stdout.strip()
    assert json.loads(quiet.run(Role.ANALYST, command, "--json").stdout) == []
