"""Hold what tags mean: who may use a way, in which direction, how fast."""

from __future__ import annotations

import pytest

from safeconduct.core.network.build_rules import ROAD_CLASSES, WayUse, parse_speed, read_use

pytestmark = pytest.mark.core

BOTH = WayUse(walk=True, auto=True, auto_back=True)
FOOT = WayUse(walk=True, auto=False, auto_back=False)
NOBODY = WayUse(walk=False, auto=False, auto_back=False)


def use(text: str) -> WayUse:
    """Read tags written as `key=value key=value`."""
    return read_use(dict(pair.split("=") for pair in text.split()))


@pytest.mark.parametrize("highway", ["footway", "path", "steps", "pedestrian", "cycleway"])
def test_ways_for_people_are_walked_and_not_driven(highway: str) -> None:
    """Footways, paths, steps, squares and cycleways carry people only."""
    assert use(f"highway={highway}") == FOOT


@pytest.mark.parametrize("highway", ["motorway", "motorway_link"])
def test_motorways_are_driven_one_way_and_not_walked(highway: str) -> None:
    """A motorway is one-way without saying so, and nobody walks on it."""
    assert use(f"highway={highway}") == WayUse(walk=False, auto=True, auto_back=False)


@pytest.mark.parametrize("highway", ["trunk", "primary", "residential", "service", "living_street", "unclassified"])
def test_streets_are_walked_and_driven_both_ways(highway: str) -> None:
    """A plain street is open to all in both directions."""
    assert use(f"highway={highway}") == BOTH


@pytest.mark.parametrize("highway", ["construction", "proposed", "corridor", "elevator", "raceway", "busway", ""])
def test_what_is_no_street_is_used_by_nobody(highway: str) -> None:
    """A road that is being built is not planned on."""
    assert highway not in ROAD_CLASSES
    assert use(f"highway={highway}") == NOBODY


@pytest.mark.parametrize(
    ("tags", "along", "against"),
    [
        ("oneway=yes", True, False),
        ("oneway=1", True, False),
        ("oneway=-1", False, True),
        ("oneway=no", True, True),
        ("oneway=alternating", True, True),
        ("oneway=reversible", False, False),
        ("junction=roundabout", True, False),
        ("junction=circular", True, False),
        ("junction=roundabout oneway=no", True, True),
        ("junction=roundabout oneway=-1", False, True),
    ],
)
def test_one_way_streets_bind_drivers_and_not_walkers(tags: str, along: bool, against: bool) -> None:
    """Cars keep the direction; people may walk against it."""
    assert use(f"highway=residential {tags}") == WayUse(walk=True, auto=along, auto_back=against)


def test_two_way_motorway_says_so() -> None:
    """oneway=no on a motorway is believed."""
    assert use("highway=motorway oneway=no").auto_back


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("highway=residential access=no", NOBODY),
        ("highway=residential access=private", NOBODY),
        ("highway=residential access=private foot=yes", FOOT),
        ("highway=residential access=no motor_vehicle=yes", WayUse(False, True, True)),
        ("highway=residential motor_vehicle=no", FOOT),
        ("highway=residential vehicle=no", FOOT),
        ("highway=residential motorcar=no", FOOT),
        ("highway=residential vehicle=no motorcar=yes", BOTH),
        ("highway=residential motor_vehicle=no motorcar=yes", BOTH),
        ("highway=residential foot=no", WayUse(False, True, True)),
        ("highway=primary foot=use_sidepath", WayUse(False, True, True)),
        ("highway=residential access=destination", BOTH),
        ("highway=residential access=permissive", BOTH),
        ("highway=residential access=some_new_word", BOTH),
        ("highway=footway foot=no", NOBODY),
        ("highway=footway access=yes", FOOT),
        ("highway=footway vehicle=yes", FOOT),
        ("highway=pedestrian motor_vehicle=yes", BOTH),
        ("highway=steps motor_vehicle=yes", FOOT),
        ("highway=trunk motorroad=yes", WayUse(False, True, True)),
        ("highway=motorway foot=yes", WayUse(True, True, False)),
    ],
)
def test_narrower_access_tag_wins(tags: str, expected: WayUse) -> None:
    """What is said of walkers or cars alone counts more than what is said of all; a wide yes opens nothing."""
    assert use(tags) == expected


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("50", 50.0),
        ("50 km/h", 50.0),
        ("50 kmh", 50.0),
        ("50kph", 50.0),
        ("30 mph", 48.28032),
        ("30mph", 48.28032),
        ("5 knots", 9.26),
        ("RU:urban", 50.0),
        ("DE:rural", 80.0),
        ("DE:zone:30", 30.0),
        ("FR:zone30", 30.0),
        ("GB:nsl_single", 96.0),
        ("50;30", 30.0),
        ("none;80", 80.0),
        ("walk", 5.0),
        ("0", 0.0),
        ("-20", -20.0),
        ("900", 900.0),
    ],
)
def test_speed_is_read_in_kmh(text: str, kmh: float) -> None:
    """Miles, national zones and lists all give km/h; of a list the lowest, an impossible number as it stands."""
    assert parse_speed(text) == pytest.approx(kmh)


@pytest.mark.parametrize("text", ["", "none", "signals", "variable", "none;none"])
def test_no_number_is_no_speed(text: str) -> None:
    """ "none" is not zero and not infinite: it is unknown."""
    assert parse_speed(text) is None


@pytest.mark.parametrize("text", ["fast", "fifty", "50 @ night", "XX:unheard_of", "1e9", "nan", "٥٠٥ x"])
def test_text_that_is_no_speed_is_refused(text: str) -> None:
    """Nothing is guessed out of words."""
    with pytest.raises(ValueError, match="not a speed"):
        parse_speed(text)
