"""Hold what every built map promises: connected, positive, honest about what was changed."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.core.basics import CannotReadError
from safeconduct.core.network import ImportedMap
from safeconduct.core.network.build import MapSource, build_map, find_strong_part
from safeconduct.core.network.build_distance import measure_metres
from safeconduct.core.network.build_links import RawLink, clean_name
from safeconduct.core.network.build_tally import Tally

pytestmark = pytest.mark.core

SOURCE = MapSource("test.map", "test")
PLACES = {name: (30.0 + 0.01 * column, 50.0) for column, name in enumerate("abcdef")}
STEP = measure_metres(PLACES["a"], PLACES["b"])


def link(ends: str, ident: str = "", **fields: Any) -> RawLink:
    """Make a link between two nodes named by one letter each."""
    given = {"length": None, "speed": 50.0, "walk": True, "auto": True, **fields}
    return RawLink(ident or ends, ends[0], ends[1], **given)


def build(*links: RawLink, places: dict[str, tuple[float, float]] = PLACES) -> ImportedMap:
    """Build a map of these links."""
    return build_map(links, places, SOURCE, Tally())


def summary(imported: ImportedMap) -> dict[str, Any]:
    """Give the summary without its types."""
    return dict(imported.summary)


def test_haversine_agrees_with_a_known_distance() -> None:
    """Helsinki to Tallinn, 60.1699 N 24.9384 E to 59.4370 N 24.7536 E, is 82 km."""
    assert measure_metres((24.9384, 60.1699), (24.7536, 59.4370)) == pytest.approx(82_140, rel=0.003)


def test_only_the_largest_connected_part_is_kept() -> None:
    """Every kept node can be left and reached; the rest is counted, with its metres."""
    imported = build(link("ab"), link("ba"), link("bc"), link("cb"), link("cd"), link("ef"), link("fe"))
    assert imported.network.node_ids == ("a", "b", "c")
    dropped = summary(imported)["dropped"]["cannot be both reached and left"]
    assert dropped == {"links": 3, "nodes": 3, "metres": pytest.approx(3 * STEP, abs=0.1)}


def test_walking_back_counts_as_connected() -> None:
    """A street that is left by car and reached on foot stays; how far a driver comes is said beside it."""
    imported = build(link("ab"), link("ba", auto=False))
    kept = summary(imported)["kept"]
    assert (kept["nodes"], kept["nodes_walk_both_ways"], kept["nodes_auto_both_ways"]) == (2, 2, 1)


@pytest.mark.parametrize("speed", [0.0, -5.0, 151.0, math.inf, math.nan])
def test_impossible_speed_is_imputed_and_reported(speed: float) -> None:
    """A speed that no street has gives way to that of the road's class."""
    imported = build(link("ab", speed=speed, road_class="primary"), link("ba"))
    assert imported.network.speed_kmh.tolist() == [50.0, 50.0]
    assert summary(imported)["imputed"] == {"primary": {"links": 1, "kmh": 50.0}}
    assert sum(summary(imported)["mended"].values()) == 1


def test_missing_speed_is_imputed_by_class_and_counted() -> None:
    """A speed that is not stated is said to be imputed; that is no mending."""
    imported = build(link("ab", speed=None, road_class="living_street"), link("ba", speed=None, road_class="odd"))
    assert imported.network.speed_kmh.tolist() == [15.0, 30.0]
    assert summary(imported)["imputed"] == {
        "living_street": {"links": 1, "kmh": 15.0},
        "odd": {"links": 1, "kmh": 30.0},
    }
    assert summary(imported)["mended"] == {}


def test_possible_speed_is_kept() -> None:
    """What is stated and possible stays."""
    assert build(link("ab", speed=150.0), link("ba", speed=7.0)).network.speed_kmh.tolist() == [150.0, 7.0]


@pytest.mark.parametrize("length", [0.0, -3.0, math.inf, math.nan])
def test_impossible_length_becomes_the_straight_line(length: float) -> None:
    """A length that is not positive is measured again and reported."""
    imported = build(link("ab", length=length), link("ba"))
    assert imported.network.length == pytest.approx([STEP, STEP], abs=0.01)
    assert summary(imported)["mended"] == {"impossible length taken from the straight line": 1}


def test_length_below_the_straight_line_is_lengthened() -> None:
    """No street is shorter than the straight line: people would be told too short a way."""
    imported = build(link("ab", length=100.0), link("ba", length=1.5 * STEP))
    assert imported.network.length == pytest.approx([STEP, 1.5 * STEP], abs=0.01)
    assert len(summary(imported)["mended"]) == 1


def test_two_nodes_on_one_spot_keep_their_ids() -> None:
    """A zero length becomes 0.1 m and is reported; the nodes are not merged."""
    imported = build(link("ab"), link("ba"), places={"a": (30.0, 50.0), "b": (30.0, 50.0)})
    assert imported.network.length.tolist() == [0.1, 0.1]
    assert summary(imported)["mended"] == {"zero length set to 0.1 m": 2}


def test_self_loop_is_dropped_and_counted() -> None:
    """A link from a node to itself leads nowhere."""
    imported = build(link("ab"), link("ba"), link("aa", length=80.0))
    assert imported.network.link_ids == ("ab", "ba")
    assert summary(imported)["dropped"] == {"ends where it begins": {"links": 1, "metres": 80.0}}


def test_exact_copy_is_merged_and_a_different_parallel_kept() -> None:
    """Two links that differ in nothing but their id are one; two that differ in length are two."""
    imported = build(
        link("ab", "1", length=STEP), link("ab", "2", length=STEP), link("ab", "3", length=2 * STEP), link("ba", "4")
    )
    assert imported.network.link_ids == ("1", "3", "4")
    assert summary(imported)["dropped"]["exact copy of another link"]["links"] == 1


def test_lost_position_is_dropped_with_its_links() -> None:
    """A node at 0,0 in a city far from there is a lost one."""
    imported = build(link("ab"), link("ba"), link("bz"), link("zb"), places={**PLACES, "z": (0.0, 0.0)})
    assert imported.network.node_ids == ("a", "b")
    assert summary(imported)["dropped"] == {
        "position lost (0, 0)": {"nodes": 1},
        "end node without a position": {"links": 2},
    }


def test_grid_at_the_origin_keeps_its_corner() -> None:
    """An exercise on an invented grid round 0,0 loses nothing."""
    places = {"a": (0.0, 0.0), "b": (0.0, 0.01)}
    assert build(link("ab"), link("ba"), places=places).network.node_ids == ("a", "b")


@pytest.mark.parametrize("place", [(math.nan, 50.0), (30.0, math.inf), (181.0, 50.0), (30.0, -91.0)])
def test_position_that_is_not_on_earth_is_dropped_with_its_links(place: tuple[float, float]) -> None:
    """A position that no map can hold is not planned on."""
    imported = build(link("ab"), link("ba"), link("bz"), link("zb"), places={**PLACES, "z": place})
    assert imported.network.node_ids == ("a", "b")
    assert summary(imported)["dropped"]["position not on Earth"] == {"nodes": 1}


def test_coordinates_in_metres_are_refused() -> None:
    """A projected map is not degrees; the remedy is named."""
    with pytest.raises(CannotReadError, match="reproject"):
        build(link("ab"), link("ba"), places={"a": (352_000.0, 6_671_000.0), "b": (352_100.0, 6_671_000.0)})


def test_lengths_in_kilometres_are_refused() -> None:
    """A unit slip would move everybody a thousand times too fast."""
    ends = [first + second for first, second in zip("abcdef", "bcdef", strict=False)]
    links = [link(way, length=STEP / 1000) for pair in ends for way in (pair, pair[::-1])]
    with pytest.raises(CannotReadError, match="no metres"):
        build(*links)


def test_map_without_streets_is_refused() -> None:
    """An empty map is an error with a remedy, not an empty plan later."""
    with pytest.raises(CannotReadError, match="no street"):
        build(link("ab", walk=False, auto=False))


def test_map_of_dead_ends_is_refused() -> None:
    """Where no two nodes can be reached from each other, nothing can be planned."""
    with pytest.raises(CannotReadError, match="reached from each other"):
        build(link("ab"), link("bc"))


def test_capacity_is_kept_and_an_impossible_one_left_out() -> None:
    """Capacity binds as given; an impossible one does not bind and is reported."""
    imported = build(link("ab", capacity=900.0), link("ba", capacity=-1.0), link("bc"), link("cb", capacity=0.0))
    np.testing.assert_array_equal(imported.network.capacity, [900.0, np.nan, np.nan, np.nan])
    assert summary(imported)["mended"] == {"impossible capacity left out": 2}


def test_name_cannot_turn_or_hide_text() -> None:
    """Marks that reorder text go; the joiner that Persian spelling needs stays."""
    assert clean_name(" Main\t\u202eStreet\x00\n ") == "Main Street"
    assert clean_name("می\u200cدان") == "می\u200cدان"


LINKS = st.lists(
    st.builds(
        lambda tail, head, length, speed, walk, auto: RawLink("", tail, head, length, speed, walk, auto),
        st.sampled_from("abcdef"),
        st.sampled_from("abcdefz"),
        st.none() | st.floats(allow_nan=True, allow_infinity=True, width=16),
        st.none() | st.floats(allow_nan=True, allow_infinity=True, width=16),
        st.booleans(),
        st.booleans(),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=150)
@given(LINKS)
def test_every_kept_map_is_connected_and_positive(links: list[RawLink]) -> None:
    """Whatever comes in: each kept node reaches each, lengths and speeds are possible, nothing vanishes uncounted."""
    named = [
        RawLink(str(n), raw.tail, raw.head, raw.length, raw.speed, raw.walk, raw.auto) for n, raw in enumerate(links)
    ]
    try:
        first, second = build(*named), build(*named)
    except CannotReadError:
        return
    net = first.network
    assert find_strong_part(net).all()
    assert (net.length >= 0.1).all()
    assert np.isfinite(net.length).all()
    assert ((net.speed_kmh > 0) & (net.speed_kmh <= 150)).all()
    assert (net.walk | net.auto).all()
    assert (net.tail != net.head).all()
    lost = sum(int(row.get("links", 0)) for row in summary(first)["dropped"].values())
    assert lost + len(net.link_ids) == len(named)
    assert first.summary == second.summary
    assert net.link_ids == second.network.link_ids
    np.testing.assert_array_equal(net.length, second.network.length)
