"""Hold how OpenStreetMap ways become links."""

from __future__ import annotations

import pytest

from safeconduct.core.network.build_distance import measure_metres
from safeconduct.core.network.build_links import RawLink
from safeconduct.core.network.build_tally import Tally
from safeconduct.core.network.build_ways import Way, cut_ways

pytestmark = pytest.mark.core

PLACES = {name: (30.0 + 0.001 * column, 50.0) for column, name in enumerate("abcdefgh")}


def cut(*ways: tuple[str, str], places: dict[str, tuple[float, float]] = PLACES) -> tuple[dict[str, RawLink], Tally]:
    """Cut ways written as (nodes, tags); return the links by id and the tally."""
    tally = Tally()
    made = [
        Way(f"w{number}", tuple(nodes), dict(pair.split("=") for pair in f"highway=residential {tags}".split()))
        for number, (nodes, tags) in enumerate(ways)
    ]
    links = cut_ways(made, places, tally)
    assert len({link.link_id for link in links}) == len(links)
    return {link.link_id: link for link in links}, tally


def ends(links: dict[str, RawLink]) -> set[str]:
    """Write each link as its two nodes."""
    return {link.tail + link.head for link in links.values()}


def test_way_is_cut_at_intersections_only() -> None:
    """A bend is no node; a node that two ways share is one."""
    links, _ = cut(("abcd", ""), ("ec", ""))
    assert ends(links) == {"ac", "ca", "cd", "dc", "ec", "ce"}


def test_length_runs_along_the_geometry() -> None:
    """The pieces between two nodes are summed, not the straight line taken."""
    places = {"a": (30.0, 50.0), "b": (30.001, 50.01), "c": (30.002, 50.0)}
    links, _ = cut(("abc", ""), places=places)
    expected = measure_metres(places["a"], places["b"]) + measure_metres(places["b"], places["c"])
    assert links["w0.1"].length == pytest.approx(expected) == links["w0.1r"].length
    assert expected > 10 * measure_metres(places["a"], places["c"])


def test_two_way_street_gives_two_links() -> None:
    """Each direction is a link of its own, both open to all."""
    links, _ = cut(("ab", ""))
    assert [(link.tail, link.head, link.walk, link.auto) for link in links.values()] == [
        ("a", "b", True, True),
        ("b", "a", True, True),
    ]


def test_one_way_street_has_a_way_back_on_foot() -> None:
    """People may walk against a one-way street, vehicles may not drive."""
    links, _ = cut(("ab", "oneway=yes"))
    assert (links["w0.1"].walk, links["w0.1"].auto) == (True, True)
    assert (links["w0.1r"].walk, links["w0.1r"].auto) == (True, False)


def test_one_way_minus_one_is_driven_against_the_way() -> None:
    """oneway=-1 turns the street round."""
    links, _ = cut(("ab", "oneway=-1"))
    assert not links["w0.1"].auto
    assert links["w0.1r"].auto


def test_motorway_has_no_way_back() -> None:
    """Nobody walks or drives against a motorway."""
    links, _ = cut(("ab", "highway=motorway"))
    assert ends(links) == {"ab"}


def test_way_is_cut_where_it_meets_itself() -> None:
    """The foot of a loop is an intersection."""
    links, _ = cut(("abcdb", ""))
    assert ends(links) == {"ab", "ba", "bd", "db"}
    assert len(links) == 6  # the loop b-c-d-b is halved at d, both halves both ways


def test_loop_is_halved_and_keeps_its_length() -> None:
    """Nobody who lives on a loop street is lost: the loop becomes two pieces, of the same length together."""
    links, _ = cut(("abca", ""))
    forward = [link for link in links.values() if not link.link_id.endswith("r")]
    assert all(link.tail != link.head for link in forward)
    walked = sum(measure_metres(PLACES[p], PLACES[q]) for p, q in ("ab", "bc", "ca"))
    assert sum(link.length or 0 for link in forward) == pytest.approx(walked)


def test_way_is_cut_at_a_missing_node() -> None:
    """Across the border of an extract no straight line is invented; it is reported."""
    links, tally = cut(("abxcd", ""))
    assert ends(links) == {"ab", "ba", "cd", "dc"}
    assert tally.mended == {"way cut at a node that is missing or has no good position": 1}


def test_node_named_twice_in_a_row_adds_nothing() -> None:
    """A stutter in a way is no loop."""
    links, _ = cut(("aabb", ""))
    assert ends(links) == {"ab", "ba"}


def test_way_of_one_node_gives_nothing() -> None:
    """A way needs two nodes."""
    assert not cut(("a", ""), ("xb", ""))[0]


def test_unusable_ways_are_counted_by_reason() -> None:
    """What is left out is said: refused access apart from what is no street."""
    links, tally = cut(("ab", "access=no"), ("bc", "highway=construction"), ("cd", "highway=construction"))
    assert not links
    assert tally.dropped == {"access refused": {"ways": 1}, "no street: highway=construction": {"ways": 2}}


def test_unusable_way_makes_no_intersection() -> None:
    """A way that nobody may use cuts no street."""
    links, _ = cut(("abc", ""), ("bd", "access=no"))
    assert ends(links) == {"ac", "ca"}


def test_street_is_named_or_else_numbered() -> None:
    """An instruction needs a word for the street: its name, or its number."""
    links, _ = cut(("ab", "name=Main ref=E18"), ("bc", "ref=E18"), ("cd", ""))
    assert [links[ident].name for ident in ("w0.1", "w1.1", "w2.1")] == ["Main", "E18", ""]


def test_speeds_of_the_two_directions_may_differ() -> None:
    """maxspeed:forward and maxspeed:backward hold for their own direction."""
    links, _ = cut(("ab", "maxspeed=50 maxspeed:backward=30"))
    assert (links["w0.1"].speed, links["w0.1r"].speed) == (50.0, 30.0)


def test_unreadable_speed_is_unknown_and_reported_once() -> None:
    """A word that is no speed is not guessed at."""
    links, tally = cut(("ab", "maxspeed=fast"))
    assert links["w0.1"].speed is None
    assert tally.mended == {"maxspeed that is no speed taken from the road class": 1}
