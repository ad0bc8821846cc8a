"""Hold what a route says about streets, turns and distances."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise

import instruction_town as town
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from instruction_town import BOOK, at, case, links, plan

from safeconduct.core.instructions import instruct_party
from safeconduct.core.instructions.directory import index_plan
from safeconduct.core.instructions.phrases import say_metres
from safeconduct.core.instructions.route import Route, bearing_and_metres, trace_route
from safeconduct.core.network import StreetNetwork
from safeconduct.core.plan import Leg, LegKind

STEPS = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}


def _trace(network: StreetNetwork, path: list[str]) -> Route:
    directory = index_plan(case(network=network, sites=()), plan(legs=(), trips=()))
    return trace_route(directory, Leg("P1", 0, LegKind.WALK, path[0], path[-1], at("10:00"), at("11:00"), links(*path)))


@given(
    st.tuples(st.integers(0, 5), st.integers(0, 5)),
    st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=15),
    st.sampled_from([0.0, 40.0, -60.0]),
)
def test_turns_on_a_grid_are_right(start: tuple[int, int], words: list[str], latitude: float) -> None:
    """On a grid with one name per street, each change of direction is said as the turn it is, and nothing else is."""
    place, path, taken = start, [town.node(*start)], []
    for word in words:
        ahead = (place[0] + STEPS[word][0], place[1] + STEPS[word][1])
        if 0 <= ahead[0] < 6 and 0 <= ahead[1] < 6:
            place = ahead
            path.append(town.node(*place))
            taken.append(word)
    if not taken:
        return
    expected = ["start"]
    for before, after in pairwise(taken):
        (a, b), (c, d) = STEPS[before], STEPS[after]
        cross = a * d - b * c
        if before != after:
            expected.append("back" if cross == 0 else "left" if cross > 0 else "right")
    names = tuple(f"Street {row}" for row in range(6))
    stretches = _trace(town.grid(names, town.AVENUES, latitude), path).stretches
    assert [stretch.turn.value for stretch in stretches] == expected
    assert stretches[0].heading == taken[0]
    assert sum(stretch.metres for stretch in stretches) == town.BLOCK_METRES * len(taken)


@given(
    st.lists(st.floats(0.1, 3000.0), min_size=1, max_size=5), st.lists(st.sampled_from("AB"), min_size=5, max_size=5)
)
def test_distances_add_up_to_the_walk(metres: list[float], names: list[str]) -> None:
    """The stretches add up to the links' length, and what is said adds up to it within the rounding said."""
    network = _line(metres, names)
    path = [str(number) for number in range(len(metres) + 1)]
    stretches = _trace(network, path).stretches
    assert sum(stretch.metres for stretch in stretches) == pytest.approx(sum(metres))
    said = [_metres(say_metres(BOOK.of("en"), stretch.metres)) for stretch in stretches]
    room = sum(10.0 if value < 200 else 25.0 if value < 1000 else 50.0 for value in said)
    assert abs(sum(said) - sum(metres)) <= room + 1e-6


def _metres(text: str) -> float:
    number, unit = text.split()
    return float(number) * (1000.0 if unit == "km" else 1.0)


def _line(metres: list[float], names: list[str]) -> StreetNetwork:
    """Lay a straight street eastward on the equator, its links named as given."""
    x = np.concatenate([[0.0], np.cumsum(metres)]) / 111_195.0
    return _network(x, np.zeros(len(x)), metres, names[: len(metres)])


def _network(x: np.ndarray, y: np.ndarray, metres: list[float], names: list[str]) -> StreetNetwork:
    many = len(metres)
    on = np.ones(many, dtype=np.bool_)
    return StreetNetwork(
        node_ids=(*map(str, range(many + 1)), "34", "25", "00", "15", "44", "21"),
        x=np.concatenate([x, np.zeros(6)]),
        y=np.concatenate([y, np.zeros(6)]),
        link_ids=tuple(f"{at}-{at + 1}" for at in range(many)),
        tail=np.arange(many, dtype=np.int32),
        head=np.arange(1, many + 1, dtype=np.int32),
        length=np.array(metres),
        speed_kmh=np.full(many, 30.0),
        walk=on,
        auto=on,
        capacity=np.full(many, np.nan),
        names=tuple(names),
    )


def test_a_piece_inside_a_crossing_is_no_street() -> None:
    """Eight unnamed metres between two streets are counted, not named; the turn is that between the streets."""
    x = np.array([0.0, 100.0, 108.0, 108.0]) / 111_195.0
    y = np.array([0.0, 0.0, 0.0, -200.0]) / 111_195.0
    stretches = _trace(_network(x, y, [100.0, 8.0, 200.0], ["Main", "", "Side"]), ["0", "1", "2", "3"]).stretches
    assert [(s.turn.value, s.name, s.metres) for s in stretches] == [("start", "Main", 100.0), ("right", "Side", 208.0)]


def test_a_street_goes_on_behind_a_crossing() -> None:
    """The same street on both sides of a crossing, straight on, is one stretch."""
    stretches = _trace(_line([100.0, 8.0, 200.0], ["Main", "", "Main"]), ["0", "1", "2", "3"]).stretches
    assert [(s.turn.value, s.name, s.metres) for s in stretches] == [("start", "Main", 308.0)]


def test_a_bend_without_a_junction_is_no_turn() -> None:
    """Where there is no other way to go, nothing is said."""
    x, y = np.array([0.0, 0.001, 0.001]), np.array([0.0, 0.0, 0.001])
    stretches = _trace(_network(x, y, [111.0, 111.0], ["Main", "Main"]), ["0", "1", "2"]).stretches
    assert [s.name for s in stretches] == ["Main"]


def test_a_turn_within_one_name_is_said_at_a_junction() -> None:
    """A street that keeps its name round a corner where another way goes on is said as a turn."""
    names = ("Ring",) * 6
    route = _trace(town.grid(names, names), ["11", "21", "22"])
    assert [s.turn.value for s in route.stretches] == ["start", "left"]
    legs = (Leg("P3", 0, LegKind.WALK, "00", "21", at("22:50"), at("23:15"), links("00", "10", "11", "21")),)
    answer = plan(legs=(*legs, *(leg for leg in town.legs() if leg.party_id == "P3" and leg.seq > 0)))
    text = instruct_party(case(network=town.grid(names, names)), answer, "P3", BOOK).long
    said = ("Go east on Ring.", "Turn left. You stay on Ring.", "Turn right. You stay on Ring.")
    assert re.search(".*".join(map(re.escape, said)), text, re.DOTALL)
    bare = replace(case(), network=town.grid(("",) * 6, ("",) * 6))
    assert "Turn left onto another unnamed street." in instruct_party(bare, answer, "P3", BOOK).long


@given(st.floats(-179.0, 179.0), st.floats(-70.0, 70.0), st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_distance_agrees_with_the_sphere(lon: float, lat: float, east: float, north: float) -> None:
    """Within a city the straight-line distance is that of the haversine formula to 1 %, to 5 m at least."""
    a, b = math.radians(lat), math.radians(lat + north)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(east) / 2) ** 2
    sphere = 2 * 6_371_000.0 * math.asin(math.sqrt(h))
    assert bearing_and_metres((lon, lat), (lon + east, lat + north))[1] == pytest.approx(sphere, rel=0.01, abs=5.0)
