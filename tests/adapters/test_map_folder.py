"""Hold that a map folder gives back what was put in, and refuses what was spoiled."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.adapters.map_folder import MapFolder
from safeconduct.core.basics import InputFaultsError
from safeconduct.core.network import ImportedMap, Zone
from safeconduct.core.network.build import MapSource, build_map
from safeconduct.core.network.build_links import RawLink
from safeconduct.core.network.build_tally import Tally

ARRAYS = ("x", "y", "tail", "head", "length", "speed_kmh", "walk", "auto", "capacity")


def make(name: str = "Main", people: float = 719.1749818325043, capacity: float | None = 900.0) -> ImportedMap:
    """Make a map of one street and one zone."""
    links = [
        RawLink("1", "a", "b", None, 33.3, True, True, name=name, capacity=capacity),
        RawLink("2", "b", "a", None, None, True, False),
    ]
    places = {"a": (30.1234567, 50.0), "b": (30.125, 50.0)}
    return build_map(links, places, MapSource("x.osm", "test"), Tally(), [Zone("z", 30.1, 50.0, people)])


def assert_same(first: ImportedMap, second: ImportedMap) -> None:
    """Compare two maps to the last bit."""
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(first.network, name), getattr(second.network, name), name)
        assert getattr(first.network, name).dtype == getattr(second.network, name).dtype, name
    assert first.network.node_ids == second.network.node_ids
    assert first.network.link_ids == second.network.link_ids
    assert first.network.names == second.network.names
    assert first.zones == second.zones
    assert first.summary == second.summary


@settings(deadline=None, max_examples=30)
@given(
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    people=st.floats(0.0, 1e9),
    capacity=st.none() | st.floats(0.1, 1e5),
)
def test_map_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, name: str, people: float, capacity: float | None
) -> None:
    """Ids, positions, lengths, uses, names in any script, zones and summary survive writing and reading."""
    folder = tmp_path_factory.mktemp("map") / "deeper" / "map"
    made = make(name, people, capacity)
    MapFolder().write(made, folder)
    assert_same(made, MapFolder().read(folder))


def test_same_map_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two people who import one file can compare their folders."""
    for name in ("one", "two"):
        MapFolder().write(make(), tmp_path / name)
    for file in ("node.csv", "link.csv", "zone.csv", "map.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_folder_holds_gmns_columns_and_no_path(tmp_path: Path) -> None:
    """Another program can read the tables; where the source lay is nobody's business."""
    MapFolder().write(make(), tmp_path / "map")
    header = (tmp_path / "map" / "link.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "link_id,from_node_id,to_node_id,length,free_speed,allowed_uses,capacity,lanes,name"
    assert json.loads((tmp_path / "map" / "map.json").read_text(encoding="utf-8"))["source"] == "x.osm"


def test_every_fault_of_a_spoiled_folder_is_named(tmp_path: Path) -> None:
    """All files are read to the end before the folder is refused."""
    MapFolder().write(make(), tmp_path)
    spoil = {
        "node.csv": ("30.1234567", "east"),
        "link.csv": ("1,a,b,", "1,a,x,-"),
        "zone.csv": ("30.1,", ","),
        "map.json": ("{", "("),
    }
    for name, (old, new) in spoil.items():
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputFaultsError) as caught:
        MapFolder().read(tmp_path)
    assert {(fault.file, fault.column) for fault in caught.value.faults} == {
        ("node.csv", "x_coord"),
        ("link.csv", "to_node_id"),
        ("link.csv", "length"),
        ("zone.csv", ""),
        ("map.json", ""),
    }


def test_missing_files_are_named_together(tmp_path: Path) -> None:
    """An empty folder is no map; zones alone may be absent."""
    with pytest.raises(InputFaultsError) as caught:
        MapFolder().read(tmp_path)
    assert [fault.file for fault in caught.value.faults] == ["link.csv", "map.json", "node.csv"]


def test_lost_rows_are_noticed(tmp_path: Path) -> None:
    """A table that was cut short at a line's end looks whole; the count in map.json says that it is not."""
    MapFolder().write(make(), tmp_path)
    lines = (tmp_path / "link.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "link.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(InputFaultsError, match="the tables hold 1 links"):
        MapFolder().read(tmp_path)
