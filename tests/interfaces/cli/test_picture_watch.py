"""Hold what `safeconduct picture` says of who watches, and where to look."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

pytestmark = pytest.mark.shared
ROW = "W1,contact at {site},contact,{site},,,,{day}T00:00:00+00:00,{later}T00:00:00+00:00,,\n"
HEAD = "watch_id,source,kind,place,x_coord,y_coord,radius,from,to,seen,last_heard\n"


@pytest.fixture
def case(shared: Path, tmp_path: Path) -> Path:
    """Give a case with a contact at its first gate."""
    folder = tmp_path / "case"
    shutil.copytree(shared / "exam" / "cases" / "tiny", folder)
    (folder / "watch.csv").write_text(HEAD + ROW.format(site=_gate(folder), day="2020-01-01", later="2040-01-01"))
    return folder


def _gate(folder: Path) -> str:
    return next(one.site_id for one in services().cases.read(folder).sites if one.kind == "gate")


def _run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(build_cli(services()), ["picture", str(folder), *options])


def test_why_says_who_watches_and_the_whole_picture_says_it_of_every_site(case: Path) -> None:
    """In words and as JSON."""
    gate = _gate(case)
    said = json.loads(_run(case, "--why", gate, "--json").stdout)["watch"]
    assert [(one["source"], one["hearing"]) for one in said] == [(f"contact at {gate}", "reports")]
    assert f"contact at {gate} (contact), heard up to" in _run(case, "--why", gate).stdout.replace("\n", " ")
    sites = json.loads(_run(case, "--json").stdout)["watch"]["sites"]
    assert next(one["watchers"] for one in sites if one["site_id"] == gate) == said
    (case / "watch.csv").unlink()
    assert "nobody watches here" in _run(case, "--why", gate).stdout


def test_look_names_places_in_a_table_and_as_json(case: Path) -> None:
    """As many as are asked for, the best first, each at a node of the map."""
    looks = json.loads(_run(case, "--look", "2", "--json").stdout)["looks"]
    nodes = services().cases.read(case).network.node_ids
    assert 1 <= len(looks) <= 2
    assert {one["node_id"] for one in looks} <= set(nodes)
    assert looks == sorted(looks, key=lambda one: -one["lowers"])
    assert _run(case, "--look", "0").exit_code == _run(case, "--look", "2", "--districts").exit_code == 2
    assert _run(case, "--at", "2031-03-04T09:00:00-03:00").exit_code == 2
    table = _run(case, "--look", "2")
    assert table.exit_code == 0
    assert looks[0]["node_id"] in table.stdout
