"""Promise that whoever registered is planned for and told: register, fill the case, plan, adopt, tell."""

from __future__ import annotations

import csv
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from api_site import OFFICER, SERVICES, SHORT, make_operation
from click.testing import Result
from harbour_desk import CLI, Harbour
from judge_town import at, make_case
from typer.testing import CliRunner

from safeconduct.core.network import Flight
from safeconduct.core.operation import Role as Duty
from safeconduct.core.vault import Role
from vault_process import Keyd

HEADER = "organisation,party,size,needs,language,lon,lat,precision,modes,channels,name,phone\n"
TONGUES = ("en", "uk", "fa", "ps", "ar", "fr")


def write_people(file: Path) -> None:
    """Write 30 parties of invented people: 27 along the street, one far away, one nowhere, and one in danger."""
    rows = []
    for number in range(30):
        lon, lat = (f"{0.0005 + 0.0007 * number:.4f}", "0.0004")
        lon, lat = {27: ("1.5", "0.5"), 28: ("", "")}.get(number, (lon, lat))
        needs = {3: "wheelchair", 29: "escort;infant"}.get(number, "")
        modes = "walk;auto" if number % 3 == 0 else "walk"
        reach, phone = ("none", "none") if number == 5 else ("sms", f"+999700000{number:03d}")
        tongue = TONGUES[number % len(TONGUES)]
        rows.append(f"north,{number},{1 + number % 4},{needs},{tongue},{lon},{lat},200,{modes},{reach},Ada Q,{phone}")
    file.write_text(HEADER + "\n".join(rows) + "\n")


@pytest.fixture
def room():
    """Give an exercise with 30 parties that were registered, and a small case with other parties."""
    with tempfile.TemporaryDirectory(dir=SHORT) as name:
        room = Path(name)
        make_operation(room / "op")
        keyd = Keyd(room / "vault").start(Role.IMPORTER)
        write_people(room / "people.csv")
        made = Harbour(room / "op").run(
            Duty.DUTY_OFFICER, "register", room / "people.csv", "--vault", keyd.folder, "--json"
        )  # fmt: skip
        keyd.stop()
        assert made.exit_code == 0, made.output
        (room / "ids.json").write_text(made.stdout)
        case = make_case()
        sites = tuple(replace(site, holding=60.0, throughput=400.0) for site in case.sites)
        flights = (Flight("F1", "A", at("08:30"), 40), Flight("F2", "A", at("11:00"), 40))
        SERVICES.cases.write(replace(case, sites=sites, flights=flights, hazard=None), room / "case")
        channel = '[channel.text]\nkind = "letters"\ncontact = "sms"\nfolder = "out"\n'
        (room / "op" / "channels.toml").write_text(channel)
        yield room


def test_whoever_registered_is_planned_for_and_told(room: Path) -> None:
    """The chain of a day: two parties without a usable place are faults, all others are planned for, and told by id."""
    desk, ids = Harbour(room / "op"), _read_ids(room)
    filled = desk.run(Duty.MOVEMENT_PLANNER, "fill-case", room / "case", "--priority", "wheelchair=3", "--json")
    assert filled.exit_code == 2
    assert [line.count(ids[one]) for one, line in zip(("27", "28"), _list_faults(filled, ids), strict=True)] == [1, 1]
    said = json.loads(filled.stdout)
    assert (said["parties"], said["replaced"], said["faults"]) == (28, 3, 2)
    rows = {row["party_id"]: row for row in csv.DictReader((room / "case" / "party.csv").open())}
    assert set(rows) == {party for number, party in ids.items() if number not in ("27", "28")}
    assert (rows[ids["3"]]["priority"], rows[ids["3"]]["needs"]) == ("3", "wheelchair")
    assert (rows[ids["29"]]["needs"], rows[ids["29"]]["language"]) == ("infant", "fr")
    assert (rows[ids["0"]]["modes"], rows[ids["0"]]["node_id"]) == ("walk;auto", make_case().network.node_ids[0])
    assert "Ada" not in (room / "case" / "party.csv").read_text()
    planned = CliRunner().invoke(
        CLI, ["plan", str(room / "case"), "--out", str(room / "plan"), "--planner", "greedy"]
    )  # fmt: skip
    assert planned.exit_code == 0, planned.output
    for role, command, words in (
        (Duty.DUTY_OFFICER, "trust name-key", ()),
        (Duty.DUTY_OFFICER, "adopt", (room / "case", room / "plan")),
        (Duty.DUTY_OFFICER, "order", ("GO",)),
    ):
        made = desk.run(role, command, *words)
        assert made.exit_code == 0, made.output
    shown = json.loads(
        desk.run(Duty.MOVEMENT_PLANNER, "tell", room / "case", room / "plan", "--preview", "--json").stdout
    )  # fmt: skip
    assert (shown["recipients"], sum(one["parties"] for one in shown["nobody"])) == (27, 1)
    assert sum(one["parties"] for one in shown["languages"]) == 27
    told = desk.run(Duty.MOVEMENT_PLANNER, "tell", room / "case", room / "plan", typed="27")
    assert "27 messages are queued" in told.output
    with SERVICES.stores.open(desk.folder) as store:
        state = SERVICES.doors(store).state()
    assert {one.party for one in state.messages.values()} == set(rows) - {ids["5"]}
    legs = (room / "plan" / "leg.csv").read_text()
    assert any(party in legs for party in rows)


def test_who_is_out_or_decided_is_left_out_and_a_copy_leaves_the_case(room: Path) -> None:
    """Arrived, decided and erased parties are counted by why; with --out the first case stays as it was."""
    desk, ids = Harbour(room / "op"), _read_ids(room)
    with SERVICES.stores.open(desk.folder) as store:
        door = SERVICES.doors(store)
        door.act(OFFICER, "checkin.made", {"party": ids["1"], "site": "G"})
        door.act(OFFICER, "case.decided", {"case": ids["2"], "outcome": "left by itself"})
        door.act(OFFICER, "party.erased", {"party": ids["4"]})
    party_table = room / "case" / "party.csv"
    before = party_table.read_bytes()
    made = desk.run(Duty.DUTY_OFFICER, "fill-case", room / "case", "--out", room / "second", "--json")
    said = json.loads(made.stdout)
    assert (said["parties"], said["left_out"]) == (25, {"arrived": 1, "decided": 1, "erased": 1})
    assert party_table.read_bytes() == before
    assert len(SERVICES.cases.read(room / "second").parties) == 25
    assert desk.run(Duty.GATE, "fill-case", room / "case").exit_code != 0
    assert desk.run(Duty.DUTY_OFFICER, "fill-case", room / "case", "--priority", "wheels=3").exit_code == 2


def _read_ids(room: Path) -> dict[str, str]:
    return {
        str(one["reference"]): str(one["party"]) for one in json.loads((room / "ids.json").read_text())["registered"]
    }


def _list_faults(made: Result, ids: dict[str, str]) -> list[str]:
    lines = [line for line in made.stderr.splitlines() if line.startswith("FAULT")]
    return sorted(lines, key=lambda line: ids["27"] not in line)
