"""Hold how OpenStreetMap files are read, and what is said of broken ones."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from safeconduct.adapters.importers import osm
from safeconduct.adapters.importers.osm import OsmImporter
from safeconduct.core.basics import CannotReadError
from safeconduct.core.network.build import find_strong_part

TOWN = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
  <node id="1" lat="50.000" lon="30.000"/>
  <node id="2" lat="50.000" lon="30.001"/>
  <node id="3" lat="50.000" lon="30.002"/>
  <node id="4" lat="50.001" lon="30.001"/>
  <node id="5" lat="0" lon="0"/>
  <node id="6" lat="50.002" lon="30.001"/>
  <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="name" v="میدان 1"/></way>
  <way id="11"><nd ref="2"/><nd ref="4"/><tag k="highway" v="footway"/></way>
  <way id="12"><nd ref="3"/><nd ref="5"/><tag k="highway" v="residential"/></way>
  <way id="13"><nd ref="4"/><nd ref="99"/><tag k="highway" v="residential"/></way>
  <way id="14"><nd ref="4"/><nd ref="6"/><tag k="highway" v="service"/><tag k="access" v="private"/></way>
  <way id="15"><nd ref="1"/><nd ref="6"/><tag k="building" v="yes"/></way>
</osm>
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Write a small town."""
    file = tmp_path / "town.osm"
    file.write_text(TOWN, encoding="utf-8")
    return file


def test_streets_are_read_and_the_rest_is_not(town: Path) -> None:
    """Ways with a highway tag become links; buildings, private ways, lost and missing nodes do not."""
    net = OsmImporter().read(town).network
    assert set(net.link_ids) == {"10.1", "10.1r", "10.2", "10.2r", "11.1", "11.1r"}
    assert set(net.node_ids) == {"1", "2", "3", "4"}


def test_names_uses_and_speeds_come_through(town: Path) -> None:
    """What a planner and an instruction need is on the link."""
    net = OsmImporter().read(town).network
    street, path = net.link_index()["10.1"], net.link_index()["11.1"]
    assert (net.names[street], net.speed_kmh[street], net.auto[street]) == ("میدان 1", 50.0, True)
    assert (net.names[path], net.walk[path], net.auto[path]) == ("", True, False)
    assert net.length[street] == pytest.approx(71.5, abs=0.1)


def test_everything_left_out_is_said(town: Path) -> None:
    """The summary names the file without its folder, the licence, and each loss."""
    summary = dict(OsmImporter().read(town).summary)
    assert summary["source"] == "town.osm"
    assert "OpenStreetMap contributors" in str(summary["licence"])
    assert summary["dropped"] == {"access refused": {"ways": 1}, "position lost (0, 0)": {"nodes": 1}}
    assert summary["mended"] == {"way cut at a node that is missing or has no good position": 2}


def test_of_two_ways_with_one_id_the_last_counts(town: Path) -> None:
    """An editor's file may hold a way twice; its links keep distinct ids."""
    again = '<way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>'
    town.write_text(TOWN.replace("</osm>", again), encoding="utf-8")
    assert set(OsmImporter().read(town).network.link_ids) == {"10.1", "10.1r", "11.1", "11.1r"}


def test_large_file_gives_the_same_map(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How the nodes of a country-sized file are picked out changes nothing in the map."""
    small = OsmImporter().read(town)
    monkeypatch.setattr(osm, "LARGE_BYTES", 0)
    large = OsmImporter().read(town)
    assert small.summary == large.summary
    assert small.network.link_ids == large.network.link_ids


def test_file_is_known_by_its_first_bytes_too(town: Path, tmp_path: Path) -> None:
    """A downloaded file may have lost its suffix."""
    bare = tmp_path / "map"
    bare.write_bytes(town.read_bytes())
    assert OsmImporter().reads(town)
    assert OsmImporter().reads(bare)
    assert not OsmImporter().reads(tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.osm.pbf", b"garbage" * 50),
        ("b.osm.pbf", b""),
        ("c.osm", b"no xml at all"),
        ("d.osm", b'<osm version="0.6"><node id="1" lat="1" lon="2"/><way id='),
        ("e.osm", b"<html><body/></html>"),
        ("f.osm", b'<osm version="0.6"><node id="1" lat="nan" lon="2"/></osm>'),
        ("g.osm.gz", b"not packed"),
        ("h.osm", b'<osm version="0.6"></osm>'),
    ],
)
def test_broken_file_is_refused_with_a_remedy(tmp_path: Path, name: str, data: bytes) -> None:
    """Garbage, empty, cut short, another kind of file: one sentence with what to do, no traceback."""
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(CannotReadError, match=rf"{name}.*(fetch it again|check that)"):
        OsmImporter().read(file)


@pytest.mark.maps
def test_real_pbf_is_connected_repeatable_and_quick(maps: Path) -> None:
    """Central Helsinki: streets and footways, every node reachable, the same map twice, in a few seconds."""
    begin = time.process_time()
    first = OsmImporter().read(maps / "Helsinki.osm.pbf")
    assert time.process_time() - begin < 5.0
    second = OsmImporter().read(maps / "Helsinki.osm.pbf")
    net = first.network
    assert (len(net.node_ids), len(net.link_ids)) == (3661, 10017)
    assert find_strong_part(net).all()
    assert (net.length >= 0.1).all()
    assert first.summary == second.summary
    assert net.link_ids == second.network.link_ids
    np.testing.assert_array_equal(net.length, second.network.length)


@pytest.mark.maps
def test_truncated_real_pbf_is_refused(maps: Path, tmp_path: Path) -> None:
    """A download that broke off is not taken for a smaller city."""
    file = tmp_path / "half.osm.pbf"
    file.write_bytes((maps / "Helsinki.osm.pbf").read_bytes()[:300_000])
    with pytest.raises(CannotReadError, match="cut short"):
        OsmImporter().read(file)
