"""Hold how an Overpass answer is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from safeconduct.adapters.importers.overpass import OverpassImporter
from safeconduct.core.basics import CannotReadError, InputFaultsError

NODES = [{"type": "node", "id": n, "lat": 50.0, "lon": 30.0 + n / 1000} for n in (1, 2, 3)]
WAY: dict[str, Any] = {"type": "way", "id": 10, "nodes": [1, 2, 3], "tags": {"highway": "residential", "name": "Main"}}


def write(folder: Path, answer: object) -> Path:
    """Write an answer to a file."""
    file = folder / "answer.json"
    file.write_text(json.dumps(answer), encoding="utf-8")
    return file


def test_nodes_and_ways_are_read(tmp_path: Path) -> None:
    """The answer to `out body` with its nodes becomes a network; other elements are passed over."""
    others = [{"type": "relation", "id": 1}, {"type": "way", "id": 11, "nodes": [1, 2]}, {**WAY, "id": 12, "tags": {}}]
    imported = OverpassImporter().read(write(tmp_path, {"elements": [*NODES, WAY, *others]}))
    assert imported.network.link_ids == ("10.1", "10.1r")
    assert imported.network.names == ("Main", "Main")
    assert imported.network.length[0] == pytest.approx(143.0, abs=0.2)


def test_geometry_of_a_way_gives_positions(tmp_path: Path) -> None:
    """The answer to `out geom` needs no nodes; a null place lies outside the area asked for."""
    places = [{"lat": 50.0, "lon": 30.0}, {"lat": 50.0, "lon": 30.001}, None]
    imported = OverpassImporter().read(write(tmp_path, {"elements": [{**WAY, "geometry": places}]}))
    assert imported.network.node_ids == ("1", "2")


def test_position_that_is_no_number_drops_its_node(tmp_path: Path) -> None:
    """JSON lets NaN through; the street is cut there and it is said."""
    lost = {"type": "node", "id": 3, "lat": float("nan"), "lon": 30.0}
    imported = OverpassImporter().read(write(tmp_path, {"elements": [*NODES[:2], lost, WAY]}))
    assert imported.network.node_ids == ("1", "2")
    assert dict(imported.summary)["dropped"] == {"position not on Earth": {"nodes": 1}}


def test_ways_without_positions_are_refused_with_the_query(tmp_path: Path) -> None:
    """The commonest slip, asking for ways alone, is answered with the right question."""
    with pytest.raises(CannotReadError, match=r"\(\._;>;\);out body"):
        OverpassImporter().read(write(tmp_path, {"elements": [WAY]}))


def test_answer_that_broke_off_is_refused(tmp_path: Path) -> None:
    """A server that ran out of time leaves streets out: half a city is no map."""
    answer = {"elements": [*NODES, WAY], "remark": "runtime error: Query timed out"}
    with pytest.raises(CannotReadError, match="broke off"):
        OverpassImporter().read(write(tmp_path, answer))


def test_every_malformed_element_is_named(tmp_path: Path) -> None:
    """All faults at once, each with its place in the list."""
    bad: list[object] = [
        7, {"type": "node", "id": 1}, {**WAY, "nodes": None}, {"id": 4}, {**WAY, "id": "x"}, {**WAY, "tags": None},
    ]  # fmt: skip
    with pytest.raises(InputFaultsError) as caught:
        OverpassImporter().read(write(tmp_path, {"elements": [*NODES, *bad, WAY]}))
    assert [fault.column for fault in caught.value.faults] == [f"elements[{n}]" for n in range(3, 9)]


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '{"elements": 3}', '{"type": "FeatureCollection"}', "\udcff"])
def test_file_that_is_no_answer_is_refused(tmp_path: Path, text: str) -> None:
    """Anything else in a .json file is refused in one sentence."""
    file = tmp_path / "answer.json"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CannotReadError, match=r"not JSON|no Overpass answer"):
        OverpassImporter().read(file)
