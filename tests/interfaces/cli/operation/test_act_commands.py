"""Promise that every use case of an operation can be done and looked at from a terminal, by who may."""

from __future__ import annotations

import hashlib
import json
import time

import pytest
from adoptable import write_adoptable
from api_site import OPERATORS, SERVICES, make_operation
from harbour_desk import Harbour

from safeconduct.core.operation import Role

GATE, PLANNER, OFFICER, APPROVER = Role.GATE, Role.MOVEMENT_PLANNER, Role.DUTY_OFFICER, Role.APPROVER
DAY = 86_400


def test_a_release_takes_a_second_person_who_sees_it_and_types_its_count(harbour, tmp_path):
    """The approver is shown every sign, also hidden ones, and not the count; another count is denied on record."""
    file = tmp_path / "warning.txt"
    file.write_text("Keep away from the harbour\u202e gate\x1b[2J.\n", encoding="utf-8")
    asked = harbour.run(PLANNER, "release ask", "mass warning", "--file", file, "--count", 4321)
    assert asked.exit_code == 0, asked.output
    release = asked.stdout.split(":")[0]
    before = harbour.denials()
    assert harbour.run(APPROVER, "release approve", release, "--file", file, typed="4320\n").exit_code == 3
    assert harbour.run(PLANNER, "release approve", release, "--file", file, typed="4321\n").exit_code == 3
    assert harbour.run(APPROVER, "release approve", release, "--file", file, typed="many\n").exit_code == 2
    (row,) = [one for one in harbour.rows(GATE, "release list") if one["release"] == release]
    assert (row["standing"], row["count"], harbour.denials() - before) == ("waits", None, 2)
    made = harbour.run(APPROVER, "release approve", release, "--file", file, typed="4,321\n")
    assert made.exit_code == 0, made.output
    assert "Keep away from the harbour\\u202e gate\\x1b[2J." in made.output
    assert "4321" not in made.output
    (row,) = [one for one in harbour.rows(GATE, "release list") if one["release"] == release]
    assert (row["standing"], row["count"], row["approved_by"]) == ("approved", 4321, OPERATORS[APPROVER])
    shown = harbour.run(GATE, "release list").stdout
    assert release in shown
    assert "…" not in shown


def test_other_content_than_was_asked_for_is_denied_before_anything_is_typed(harbour, tmp_path):
    """One sign more in the file, and the approver is told; a digest alone serves where the file is not here."""
    content = hashlib.sha256(b"rows").hexdigest()
    asked = harbour.run(Role.CASEWORKER, "release ask", "disclosure", "--content", content, "--count", 7)
    release = asked.stdout.split(":")[0]
    (tmp_path / "rows").write_bytes(b"rows.")
    before = harbour.denials()
    other = harbour.run(APPROVER, "release approve", release, "--file", tmp_path / "rows")
    assert (other.exit_code, "other content" in other.output) == (3, True)
    assert harbour.denials() == before + 1
    assert harbour.run(APPROVER, "release approve", "R-none", "--content", content).exit_code == 2
    made = harbour.run(APPROVER, "release approve", release, "--content", content, typed="7\n")
    assert (made.exit_code, "read elsewhere" in made.output) == (0, True)


def test_shares_are_dealt_promised_and_listed_and_never_beyond(harbour):
    """The coordinating device deals, promises are counted down, too many are denied, and a strange taker is a fault."""
    for taker, expected in ((harbour.device, 0), ("nobody", 2)):
        assert harbour.run(PLANNER, "share deal", "F-12", 60, taker).exit_code == expected
    assert harbour.run(GATE, "share promise", "F-12", 58, "--party", "P1").exit_code == 0
    assert harbour.run(GATE, "share promise", "F-12", 3).exit_code == 3
    assert harbour.run(GATE, "share promise", "F-12", 8, "--take-back").exit_code == 0
    assert harbour.run(PLANNER, "share deal", "F-12", 11, harbour.device, "--own").exit_code == 3
    rows = [one for one in harbour.rows(GATE, "share list") if one["thing"] == "F-12"]
    assert rows == [{"thing": "F-12", "device": harbour.device, "promised": 50, "left": 10, "oversold": 0}]
    assert f"{harbour.device} deals first shares" in harbour.run(GATE, "share list").stdout


def test_a_duty_officer_names_the_coordinating_device(harbour):
    """One that the operation knows, and nobody else names one."""
    assert harbour.run(OFFICER, "coordinator", harbour.device).exit_code == 0
    assert harbour.run(OFFICER, "coordinator", "nobody").exit_code == 3
    assert harbour.run(PLANNER, "coordinator", harbour.device).exit_code == 3


def test_an_erased_party_counts_no_more(harbour):
    """Nothing is known of it but its id and size; who may not erase, and who is not there, changes nothing."""
    harbour.register("P-gone", 3)
    assert harbour.run(GATE, "case erase", "P-gone").exit_code == 3
    assert harbour.run(OFFICER, "case erase", "P-nobody").exit_code != 0
    assert harbour.run(OFFICER, "case erase", "P-gone").exit_code == 0
    with SERVICES.stores.open(harbour.folder) as store:
        entry = SERVICES.doors(store).state().parties["P-gone"]
    assert (entry.erased, entry.size, dict(entry.facts)) == (True, 3, {})


def test_cases_are_decided_and_opened_again(harbour):
    """A decision is one of those there are; an opened case is as old as it was."""
    harbour.register("P-case", 3)
    opened = [one for one in harbour.rows(GATE, "case list", "--open") if one["case"] == "P-case"]
    assert harbour.run(OFFICER, "case decide", "P-case", "read").exit_code == 2
    assert harbour.run(GATE, "case decide", "P-case", "moved").exit_code == 3
    assert harbour.run(OFFICER, "case decide", "P-case", "not found", "--why", "asked twice").exit_code == 0
    assert not [one for one in harbour.rows(GATE, "case list", "--open") if one["case"] == "P-case"]
    (decided,) = [one for one in harbour.rows(GATE, "case list") if one["case"] == "P-case"]
    assert decided["outcome"] == "not found"
    assert harbour.run(OFFICER, "case reopen", "P-case", "--why", "was found").exit_code == 0
    assert [one for one in harbour.rows(GATE, "case list", "--open") if one["case"] == "P-case"] == opened


def test_what_was_seen_of_a_place_decays_to_unknown(harbour):
    """Clear for an hour, an hour ago, is unknown; an older clear takes back no newer threat."""
    hour_ago = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 3600))
    assert harbour.run(GATE, "place report", "site:G1", "clear", "--valid", 59, "--seen", hour_ago).exit_code == 0
    assert harbour.run(GATE, "place report", "site:G2", "threat", "--valid", 60, "--source", "radio").exit_code == 0
    assert harbour.run(GATE, "place report", "site:G2", "clear", "--valid", 600, "--seen", hour_ago).exit_code == 0
    found = {one["place"]: one for one in harbour.rows(Role.AUDITOR, "place list")}
    assert (found["site:G1"]["now"], found["site:G1"]["reported"]) == ("unknown", "clear")
    assert (found["site:G2"]["now"], found["site:G2"]["standing"]) == ("threat", 2)
    assert harbour.run(GATE, "place report", "site:G2", "clear", "--valid", 60).exit_code == 0
    assert {one["place"]: one["now"] for one in harbour.rows(GATE, "place list")}["site:G2"] == "clear"
    assert harbour.run(GATE, "place report", "Maria's", "clear", "--valid", 60).exit_code == 2
    assert harbour.run(Role.CASEWORKER, "place report", "site:G1", "clear", "--valid", 60).exit_code == 3


def test_a_time_of_no_calendar_hides_no_place(harbour):
    """Another device may have written any number: the list is shown all the same."""
    strange = {"place": "site:G9", "state": "clear", "seen_millis": -(2**53), "valid_minutes": 1, "replaces": []}
    with SERVICES.stores.open(harbour.folder) as store:
        SERVICES.doors(store).act(OPERATORS[GATE], "place.reported", strange)
    assert "site:G9" in harbour.run(GATE, "place list").stdout
    assert "0001-01-01T00:00:00+00:00" in {one["seen"] for one in harbour.rows(GATE, "place list")}


def test_parties_are_checked_in_and_counted(harbour):
    """Also one of which this device has not heard, which is said."""
    harbour.register("P-in", 4)
    assert "not heard" not in harbour.run(GATE, "check-in", "P-in", "--site", "G7").output
    assert "not heard of P-later" in harbour.run(GATE, "check-in", "P-later", "--site", "G7").output
    assert harbour.rows(GATE, "arrived", "--site", "G7") == [
        {"party": "P-in", "site": "G7", "size": 4},
        {"party": "P-later", "site": "G7", "size": None},
    ]
    assert "4 people, and 1 parties" in harbour.run(GATE, "arrived", "--site", "G7").stdout
    assert harbour.run(PLANNER, "check-in", "P-in", "--site", "G7").exit_code == 3


def test_a_plan_is_judged_and_then_adopted(tmp_path):
    """Another plan follows it; one that is not feasible, of a live case, or of who may not, does not."""
    make_operation(tmp_path / "op")
    harbour = Harbour(tmp_path / "op")
    assert harbour.rows(GATE, "adopted") == []
    first, second = write_adoptable(tmp_path, 3), write_adoptable(tmp_path, 4)
    made = harbour.run(PLANNER, "adopt", *first)
    assert (made.exit_code, "moves 0 people and leaves 56" in made.stdout) == (0, True)
    assert harbour.run(GATE, "adopt", *second).exit_code == 3
    assert harbour.run(PLANNER, "adopt", *write_adoptable(tmp_path, 5, true=False)).exit_code == 1
    assert harbour.run(PLANNER, "adopt", *write_adoptable(tmp_path, 6, name="harbour")).exit_code == 2
    assert harbour.run(PLANNER, "adopt", first[0], tmp_path).exit_code == 2
    (held,) = harbour.rows(GATE, "adopted")
    assert (held["name"], held["planner"], held["moved"], held["gap"]) == ("EXERCISE random 3", "nobody-moves", 0, None)
    assert harbour.run(OFFICER, "adopt", *second).exit_code == 0
    (held,) = harbour.rows(GATE, "adopted")
    assert (held["name"], held["by"]) == ("EXERCISE random 4", OPERATORS[OFFICER])


def test_plans_that_were_adopted_apart_are_in_conflict_until_one_is_adopted_anew(tmp_path):
    """Both are shown, with exit 1; who adopts next has heard of both."""
    make_operation(tmp_path / "op")
    harbour = Harbour(tmp_path / "op")
    here = write_adoptable(tmp_path, 3)
    assert harbour.run(PLANNER, "adopt", *here).exit_code == 0
    apart = {"plan": "p2", "case": "c2", "name": "EXERCISE", "planner": "greedy", "moved": 5, "left": 1, "gap": 0.2}
    with SERVICES.stores.open(harbour.folder) as store:
        SERVICES.doors(store).act(OPERATORS[PLANNER], "plan.adopted", {**apart, "replaces": []})
    told = harbour.run(GATE, "adopted")
    assert (told.exit_code, "CONFLICT: 2 plans stand" in told.output, "20.0%" in told.output) == (1, True, True)
    assert harbour.run(PLANNER, "adopt", *here).exit_code == 0
    assert [one["name"] for one in harbour.rows(GATE, "adopted")] == ["EXERCISE random 3"]


def test_the_log_tells_the_newest_events_to_who_may_read_it(harbour):
    """Of one kind or operator, from a moment on, and reading it stands in it."""
    harbour.run(GATE, "stop", "--subject", "site:LOG", "--why", "shots")
    rows = harbour.rows(Role.AUDITOR, "log", "--of", "order.stopped", "--operator", OPERATORS[GATE])
    assert (rows[-1]["what"], rows[-1]["by"]) == ("ordered STOP for site:LOG", OPERATORS[GATE])
    newest = harbour.rows(OFFICER, "log", "--newest", 2)
    assert (len(newest), newest[-1]["kind"]) == (2, "log.read")
    later = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + DAY))
    assert harbour.rows(OFFICER, "log", "--from", later) == []
    assert harbour.run(OFFICER, "log", "--of", "order").exit_code == 2
    assert harbour.run(GATE, "log").exit_code == 3


LISTS = ("release list", "share list", "case list", "place list", "arrived", "adopted")


@pytest.mark.parametrize("command", LISTS)
def test_every_list_is_shown_to_whoever_may_read_the_state(command, tmp_path_factory):
    """Of an operation in which nothing was done yet: a sentence, and an empty list as JSON."""
    folder = tmp_path_factory.getbasetemp() / "quiet"
    if not folder.is_dir():
        make_operation(folder)
    quiet = Harbour(folder)
    made = quiet.run(Role.ANALYST, command)
    assert (made.exit_code, made.stdout.strip() != "") == (0, True)
    assert json.loads(quiet.run(Role.ANALYST, command, "--json").stdout) == []
