"""Hold the promises of `safeconduct picture --page` and `--why`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

pytestmark = pytest.mark.shared


def _run(shared: Path, *options: str) -> Result:
    return CliRunner().invoke(build_cli(services()), ["picture", str(shared / "exam" / "cases" / "tiny"), *options])


def test_page_is_written_beside_the_table(shared: Path, tmp_path: Path) -> None:
    """One file, in a folder that is made."""
    out = tmp_path / "new" / "picture.html"
    ran = _run(shared, "--page", str(out))
    assert ran.exit_code == 0
    assert "UNKNOWN" in out.read_text(encoding="utf-8")
    assert f"{out}:" in ran.stdout.replace("\n", "")


def test_the_table_by_district_is_written_as_hxl(shared: Path, tmp_path: Path) -> None:
    """With hashtags under its header; asked why of one place, there is no such table."""
    out = tmp_path / "new" / "districts.csv"
    assert _run(shared, "--hxl", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("#loc+name,")
    assert _run(shared, "--why", "G1", "--hxl", str(out)).exit_code == 2


def test_why_tells_a_site_its_node_and_its_point_alike(shared: Path) -> None:
    """Three names of one place, one answer."""
    site = services().cases.read(shared / "exam" / "cases" / "tiny")
    gate = next(one for one in site.sites if one.kind == "gate")
    row = site.network.node_index()[gate.node_id]
    point = f"{site.network.x[row]},{site.network.y[row]}"
    said = [json.loads(_run(shared, "--why", place, "--json").stdout) for place in (gate.site_id, gate.node_id, point)]
    assert {one["node_id"] for one in said} == {gate.node_id}
    assert said[0]["status"] in {"UNKNOWN", "KNOWN_CLEAR", "KNOWN_THREAT"}
    assert said[0]["high"] >= said[0]["rate"]
    plain = _run(shared, "--why", gate.site_id)
    assert plain.exit_code == 0
    assert said[0]["status"] in plain.stdout
    assert "What would change it" in plain.stdout


@pytest.mark.parametrize(
    "options",
    [
        ("--why", "nowhere"),
        ("--why", "50.0,50.0"),
        ("--why", "1,2,3"),
        ("--why", "{gate}", "--at", "noon"),
        ("--why", "{gate}", "--at", "1990-01-01T00:00:00+00:00"),
        ("--why", "{gate}", "--page", "x.html"),
    ],
)
def test_bad_place_and_time_exit_with_2(shared: Path, options: tuple[str, ...]) -> None:
    """Said, and no traceback."""
    case = services().cases.read(shared / "exam" / "cases" / "tiny")
    gate = next(one.site_id for one in case.sites if one.kind == "gate")
    ran = _run(shared, *(option.replace("{gate}", gate) for option in options))
    assert ran.exit_code == 2
    assert not isinstance(ran.exception, (ValueError, KeyError))
