"""Promise that the map of channels.toml shows sites and vehicles, to others who listen, and no party."""

from __future__ import annotations

import socket
import xml.etree.ElementTree as ET

import pytest
from api_site import SERVICES, make_operation
from harbour_desk import Harbour
from judge_town import make_case, make_plan

from safeconduct.core.operation import Role

GATE, PLANNER = Role.GATE, Role.MOVEMENT_PLANNER


@pytest.mark.enable_socket
def test_sites_and_vehicles_reach_a_folder_and_who_listens(tmp_path):
    """By who may alone, of the adopted plan alone; each as a file and a datagram, with what is believed of it."""
    make_operation(tmp_path / "op")
    harbour, case = Harbour(tmp_path / "op"), make_case()
    folders = tmp_path / "case", tmp_path / "plan"
    SERVICES.cases.write(case, folders[0])
    SERVICES.plans.write(make_plan(case), case.utc_offset_seconds, folders[1])
    assert "not the plan that was adopted" in harbour.run(PLANNER, "marks", *folders).output
    assert harbour.run(PLANNER, "adopt", *folders).exit_code == 0
    assert harbour.run(GATE, "vehicle report", "B.0", "ready", "--at", "site:T").exit_code == 0
    assert harbour.run(GATE, "place report", "site:G", "clear", "--valid", "60").exit_code == 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(5)
        said = f'[map]\nfolder = "tak"\ndatagrams = "127.0.0.1:{listener.getsockname()[1]}"\n'
        (tmp_path / "op" / "channels.toml").write_text(said, encoding="utf-8")
        assert harbour.run(GATE, "marks", *folders).exit_code == 3
        assert not (tmp_path / "op" / "tak").exists()
        shown = harbour.run(PLANNER, "marks", *folders)
        assert (shown.exit_code, shown.stdout.strip()) == (0, "5 sites and vehicles are shown."), shown.output
        events = [ET.fromstring(listener.recv(2_000)) for _ in range(5)]
    names = {one.find("detail/contact").get("callsign") for one in events}
    assert names == {f"EXERCISE {one}" for one in ("A: unknown", "C: unknown", "G: clear", "T: unknown", "B.0: ready")}
    files = sorted(one.name for one in (tmp_path / "op" / "tak").iterdir())
    assert files == ["airhead-A.cot", "checkpoint-C.cot", "gate-G.cot", "transit-point-T.cot", "vehicle-B.0.cot"]
    written = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "op" / "tak").iterdir())
    assert not any(party.party_id in written for party in case.parties)


def test_without_a_map_it_says_what_to_write(tmp_path):
    """An operation whose channels.toml has no table [map] shows nothing, and says so."""
    make_operation(tmp_path / "op")
    harbour, case = Harbour(tmp_path / "op"), make_case()
    folders = tmp_path / "case", tmp_path / "plan"
    SERVICES.cases.write(case, folders[0])
    SERVICES.plans.write(make_plan(case), case.utc_offset_seconds, folders[1])
    assert harbour.run(PLANNER, "adopt", *folders).exit_code == 0
    (tmp_path / "op" / "channels.toml").write_text('[channel.letters]\nkind = "letters"\nfolder = "l"\n')
    answer = harbour.run(PLANNER, "marks", *folders)
    assert answer.exit_code == 2
    assert "[map]" in answer.output
