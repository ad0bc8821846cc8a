"""Hold how GMNS tables of other programs are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from safeconduct.adapters.importers.gmns import GmnsImporter
from safeconduct.adapters.map_folder import MapFolder
from safeconduct.core.basics import CannotReadError, InputFaultsError
from safeconduct.core.network import ImportedMap

NODES = "node_id,x_coord,y_coord\na,30.000,50.0\nb,30.001,50.0\nc,30.002,50.0\n"
HEAD = "link_id,from_node_id,to_node_id,length,free_speed,allowed_uses"
LINKS = f"{HEAD}\n1,a,b,80,30,walk;auto\n2,b,a,80,30,walk\n"


def write(folder: Path, links: str = LINKS, **tables: str) -> Path:
    """Write the tables of a network."""
    for name, text in {"node": NODES, "link": links, **tables}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> ImportedMap:
    """Read the folder."""
    return GmnsImporter().read(folder)


def test_folder_and_its_link_file_are_the_same_map(tmp_path: Path) -> None:
    """Either may be named on the command line."""
    folder = write(tmp_path)
    assert GmnsImporter().reads(folder)
    assert GmnsImporter().reads(folder / "link.csv")
    assert read(folder).network.link_ids == read(folder / "link.csv").network.link_ids == ("1", "2")


def test_link_is_taken_at_its_word(tmp_path: Path) -> None:
    """A one-way link without a row for the other direction gets none: the table is explicit."""
    net = read(write(tmp_path)).network
    assert (net.walk.tolist(), net.auto.tolist()) == ([True, True], [True, False])
    assert net.length.tolist() == [80.0, 80.0]


def test_undirected_link_becomes_two(tmp_path: Path) -> None:
    """directed=false is one row for both directions."""
    net = read(write(tmp_path, f"{HEAD},directed\n1,a,b,80,30,walk,false\n2,b,c,80,30,auto,0\n")).network
    assert net.link_ids == ("1", "1r", "2", "2r")


@pytest.mark.parametrize("uses", ["walk;auto", "walk,auto", "WALK|CAR", "all", "bike ped drive"])
def test_words_for_uses_vary(tmp_path: Path, uses: str) -> None:
    """Other programs separate and name uses in their own way."""
    net = read(write(tmp_path, f'{HEAD}\n1,a,b,80,30,"{uses}"\n2,b,a,80,30,"{uses}"\n')).network
    assert net.walk.all()
    assert net.auto.all()


def test_use_that_is_not_stated_comes_from_the_class(tmp_path: Path) -> None:
    """A motorway without allowed_uses is not walked, and the imputation is counted."""
    text = "link_id,from_node_id,to_node_id,facility_type\n1,a,b,motorway\n2,b,a,footway\n"
    imported = read(write(tmp_path, text))
    assert (imported.network.walk.tolist(), imported.network.auto.tolist()) == ([False, True], [True, False])
    assert dict(imported.summary)["mended"] == {"allowed uses, not stated, taken from facility_type": 2}


def test_missing_length_runs_along_the_geometry(tmp_path: Path) -> None:
    """Without a length the WKT line is measured, without a line the straight way."""
    text = f'{HEAD},geometry\n1,a,b,,30,walk,"LINESTRING (30 50, 30.0005 50.001, 30.001 50)"\n2,b,a,,30,walk,\n'
    assert read(write(tmp_path, text)).network.length == pytest.approx([233.6, 71.5], abs=0.5)


def test_units_of_the_config_table_are_obeyed(tmp_path: Path) -> None:
    """Miles and miles per hour become metres and km/h."""
    config = "dataset_name,long_length,speed\ntest,mile,mph\n"
    net = read(write(tmp_path, f"{HEAD}\n1,a,b,0.05,30,walk\n2,b,a,0.05,30,walk\n", config=config)).network
    assert net.length == pytest.approx([80.47, 80.47], abs=0.01)
    assert net.speed_kmh == pytest.approx([48.3, 48.3])


def test_unknown_unit_is_a_fault(tmp_path: Path) -> None:
    """A unit that is not known is not taken for metres."""
    with pytest.raises(InputFaultsError, match="unknown unit of length"):
        read(write(tmp_path, config="long_length,speed\nleague,kph\n"))


def test_capacity_counts_all_lanes(tmp_path: Path) -> None:
    """GMNS gives capacity per lane; empty is not binding."""
    rows = ("1,a,b,80,30,walk,600,2", "2,b,a,80,30,walk,600,", "3,b,c,80,30,walk,,3", "4,c,b,80,30,walk,,")
    text = "\n".join((f"{HEAD},capacity,lanes", *rows, ""))
    np.testing.assert_array_equal(read(write(tmp_path, text)).network.capacity, [1200.0, 600.0, np.nan, np.nan])


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    """All tables are read to the end before anything is refused."""
    links = f"{HEAD}\n1,a,b,long,30,walk\n1,b,x,80,fast,walk\n,a,b,80,30,walk\n4;5,b,a,80,30,walk\n"
    nodes = f"{NODES}a,1,2\nd,east,50\n"
    with pytest.raises(InputFaultsError) as caught:
        read(write(tmp_path, links, node=nodes))
    assert [(fault.file, fault.line, fault.column) for fault in caught.value.faults] == [
        ("link.csv", 2, "length"),
        ("link.csv", 3, "free_speed"),
        ("link.csv", 3, "link_id"),
        ("link.csv", 3, "to_node_id"),
        ("link.csv", 4, "link_id"),
        ("link.csv", 5, "link_id"),
        ("node.csv", 5, "node_id"),
        ("node.csv", 6, "x_coord"),
    ]


@pytest.mark.parametrize(
    ("links", "problem"),
    [
        ("", "empty file"),
        ("from_node_id,to_node_id\na,b\n", "missing column link_id"),
        (f'{HEAD}\n1,a,b,80,30,"walk\n', "not a CSV row"),
        (f"{HEAD}\n1,a,b,80,30,walk,auto\n", "more values than the header"),
        (f"{HEAD},directed\n1,a,b,80,30,walk,maybe\n", "neither true nor false"),
        (f"{HEAD},directed\n1r,a,b,80,30,walk,1\n1,b,a,80,30,walk,0\n", "other direction is named 1r"),
    ],
)
def test_malformed_table_is_a_fault(tmp_path: Path, links: str, problem: str) -> None:
    """A table that cannot be trusted is refused in words."""
    with pytest.raises(InputFaultsError, match=problem):
        read(write(tmp_path, links))


def test_missing_node_table_is_a_fault(tmp_path: Path) -> None:
    """link.csv alone has no positions."""
    (tmp_path / "link.csv").write_text(LINKS)
    with pytest.raises(InputFaultsError, match=r"node\.csv: missing"):
        read(tmp_path)


def test_lost_and_empty_positions_are_dropped_and_counted(tmp_path: Path) -> None:
    """A node without a place is dropped with its links; the rest of the map stands."""
    nodes = f"{NODES}d,0,0\ne,,\nf,nan,50\n"
    links = f"{LINKS}3,b,d,80,30,walk\n4,e,b,80,30,walk\n5,b,f,80,30,walk\n"
    imported = read(write(tmp_path, links, node=nodes))
    assert imported.network.node_ids == ("a", "b")
    assert dict(imported.summary)["dropped"] == {
        "end node without a position": {"links": 3, "metres": 240.0},
        "position lost (0, 0)": {"nodes": 1},
        "position not on Earth": {"nodes": 2},
    }


def test_map_that_nobody_may_walk_says_so(tmp_path: Path) -> None:
    """Many GMNS networks are for cars alone; a person must know before planning on one."""
    imported = read(write(tmp_path, f"{HEAD}\n1,a,b,80,30,auto\n2,b,a,80,30,auto\n"))
    assert "nobody walk" in str(dict(imported.summary)["notes"])


def test_zones_with_a_place_and_people_are_read(tmp_path: Path) -> None:
    """A zone whose population is not known is counted as dropped, not taken for empty."""
    zones = "zone_id,x_coord,y_coord,population\nz1,30,50,120.5\nz2,30,50,\nz3,30,50,-4\n"
    imported = read(write(tmp_path, zone=zones))
    assert [(zone.zone_id, zone.population) for zone in imported.zones] == [("z1", 120.5)]
    assert dict(imported.summary)["dropped"] == {"no place or no possible population": {"zones": 2}}


@pytest.mark.shared
@pytest.mark.parametrize("case", ["tiny", "helsinki-300"])
def test_shared_case_streets_import_and_come_back(shared: Path, tmp_path: Path, case: str) -> None:
    """The streets of a case are a map too; written and imported again they are the same map."""
    first = read(shared / "exam" / "cases" / case)
    MapFolder().write(first, tmp_path / "map")
    second = read(tmp_path / "map")
    assert first.network.link_ids == second.network.link_ids
    np.testing.assert_array_equal(first.network.length, second.network.length)
    np.testing.assert_array_equal(first.network.x, second.network.x)
    np.testing.assert_array_equal(first.network.walk, second.network.walk)


def test_lengths_in_kilometres_name_the_config_table(tmp_path: Path) -> None:
    """A unit slip is refused with its remedy."""
    nodes = "node_id,x_coord,y_coord\n" + "".join(f"n{k},30.0{k:02},50\n" for k in range(12))
    links = HEAD + "\n" + "".join(f"{k},n{k},n{k + 1},0.0715,30,walk\n" for k in range(11))
    with pytest.raises(CannotReadError, match=r"config\.csv"):
        read(write(tmp_path, links, node=nodes))
