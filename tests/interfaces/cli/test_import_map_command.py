"""Hold what `safeconduct import-map` promises: a whole map or none, and every loss in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from safeconduct.adapters.map_folder import MapFolder
from safeconduct.interfaces.cli import build_cli
from safeconduct.wiring import services

TOWN = """<osm version="0.6"><node id="1" lat="50" lon="30"/><node id="2" lat="50" lon="30.001"/>
<way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
<way id="11"><nd ref="1"/><nd ref="2"/><tag k="highway" v="proposed"/></way></osm>"""


def run(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(build_cli(services()), ["import-map", *map(str, arguments)])


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Write a town of one street."""
    file = tmp_path / "town.osm"
    file.write_text(TOWN)
    return file


def test_table_tells_what_was_kept_dropped_and_imputed(town: Path, tmp_path: Path) -> None:
    """A person sees what the map became."""
    result = run(town, "--out", tmp_path / "map")
    assert result.exit_code == 0, result.output
    for words in ("town.osm", "kept", "highway=proposed", "speed of residential", "OpenStreetMap contributors"):
        assert words in result.output


def test_json_is_the_summary_in_the_folder(town: Path, tmp_path: Path) -> None:
    """A program reads the same figures."""
    result = run(town, "--out", tmp_path / "map", "--json")
    assert json.loads(result.stdout) == json.loads((tmp_path / "map" / "map.json").read_text())
    assert MapFolder().read(tmp_path / "map").network.link_ids == ("10.1", "10.1r")


def test_earlier_map_is_replaced(town: Path, tmp_path: Path) -> None:
    """Importing again is harmless."""
    assert run(town, "--out", tmp_path / "map").exit_code == 0
    town.write_text(TOWN.replace('id="10"', 'id="20"'))
    assert run(town, "--out", tmp_path / "map").exit_code == 0
    assert MapFolder().read(tmp_path / "map").network.link_ids == ("20.1", "20.1r")


@pytest.mark.parametrize("other", ["case.toml", "node.csv"])
def test_folder_with_something_else_is_kept(town: Path, tmp_path: Path, other: str) -> None:
    """A case has node.csv and link.csv too: it is not overwritten."""
    (folder := tmp_path / "case").mkdir()
    (folder / other).write_text("mine")
    result = run(town, "--out", folder)
    assert result.exit_code == 2
    assert "kept as it is" in result.output
    assert [entry.name for entry in folder.iterdir()] == [other]
    assert (folder / other).read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.osm.pbf", b"garbage" * 50),
        ("b.osm", b"<osm"),
        ("c.json", b"{"),
        ("d.zip", b"PK"),
        ("e.sqlite", b"x" * 200),
        ("f.csv", b"link_id\n1\n"),
        ("g.txt", b"hello"),
        ("missing.osm", None),
    ],
)
def test_bad_file_gives_a_sentence_and_writes_nothing(tmp_path: Path, name: str, data: bytes | None) -> None:
    """Exit code 2, the remedy in words, no traceback, and no folder left behind."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = run(tmp_path / name, "--out", tmp_path / "map")
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert "cannot read" in result.output or "FAULT" in result.output
    assert not (tmp_path / "map").exists()


def test_bad_file_leaves_the_earlier_map(town: Path, tmp_path: Path) -> None:
    """A failed import costs nothing that was there."""
    run(town, "--out", tmp_path / "map")
    before = {file.name: file.read_bytes() for file in (tmp_path / "map").iterdir()}
    town.write_text(TOWN[:100])
    assert run(town, "--out", tmp_path / "map").exit_code == 2
    assert {file.name: file.read_bytes() for file in (tmp_path / "map").iterdir()} == before


def test_help_shows_an_example() -> None:
    """At 3 a.m. nobody wants to guess the order of the arguments."""
    assert "safeconduct import-map city.osm.pbf --out out/map" in " ".join(run("--help").output.split())
