"""Decide from a road's class and tags who may use it, in which direction, and how fast.

Source: the OpenStreetMap wiki, pages Key:highway, Key:access, Key:oneway, Key:maxspeed. Where a rule leaves a
doubt, the reading that strands nobody is taken: the lower speed, no driving against a one-way street, no way through
private land.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MAX_KMH = 150.0  # faster than this is a slip of the pen
WALKING_KMH = 5.0  # the free speed written for a way that nobody drives


@dataclass(frozen=True, slots=True)
class RoadClass:
    """Give what holds for a class of road where the source says nothing else."""

    speed_kmh: float
    walk: bool = True
    auto: bool = True


_FOOT = RoadClass(WALKING_KMH, auto=False)

ROAD_CLASSES: Mapping[str, RoadClass] = {
    "motorway": RoadClass(90.0, walk=False),
    "motorway_link": RoadClass(60.0, walk=False),
    "trunk": RoadClass(70.0),
    "trunk_link": RoadClass(50.0),
    "primary": RoadClass(50.0),
    "primary_link": RoadClass(40.0),
    "secondary": RoadClass(45.0),
    "secondary_link": RoadClass(40.0),
    "tertiary": RoadClass(40.0),
    "tertiary_link": RoadClass(30.0),
    "unclassified": RoadClass(30.0),
    "residential": RoadClass(30.0),
    "road": RoadClass(30.0),
    "living_street": RoadClass(15.0),
    "service": RoadClass(20.0),
    "track": RoadClass(15.0),
    "footway": _FOOT,
    "path": _FOOT,
    "steps": _FOOT,
    "pedestrian": _FOOT,
    "cycleway": _FOOT,
    "bridleway": _FOOT,
    "trail": _FOOT,
    "platform": _FOOT,
}
OTHER_ROAD = RoadClass(30.0)  # a class that a source invents for its own streets

_GRANTED = frozenset({"yes", "permissive", "designated", "destination", "customers", "delivery", "public", "official"})
_REFUSED = frozenset(
    {"no", "private", "use_sidepath", "agricultural", "forestry", "military", "permit", "restricted", "emergency"}
    | {"bus", "psv", "service", "residents", "hov", "taxi"}
)

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*(km/?h|kph|mph|knots)?")
_UNIT_KMH = {None: 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
_ZONE_KMH = {  # the lower end of what national rules give for each kind of zone
    "urban": 50.0,
    "rural": 80.0,
    "trunk": 90.0,
    "motorway": 110.0,
    "living_street": 15.0,
    "school": 30.0,
    "bicycle_road": 30.0,
    "nsl_restricted": 48.0,
    "nsl_single": 96.0,
    "nsl_dual": 112.0,
}
_NO_NUMBER = frozenset({"", "none", "signals", "variable", "unknown", "default", "unposted"})


def describe_class(name: str) -> RoadClass:
    """Return what holds for a class of road; for a class that is not in the table, what holds for a side street.

    >>> describe_class("motorway").walk, describe_class("lane").speed_kmh
    (False, 30.0)
    """
    return ROAD_CLASSES.get(name, OTHER_ROAD)


@dataclass(frozen=True, slots=True)
class WayUse:
    """Tell who may use a way: on foot (in both directions), driving along it, driving against it."""

    walk: bool
    auto: bool
    auto_back: bool

    @property
    def any(self) -> bool:
        """Tell whether anybody may use it at all."""
        return self.walk or self.auto or self.auto_back


def read_use(tags: Mapping[str, str]) -> WayUse:
    """Return who may use an OpenStreetMap way, and in which direction.

    The narrower tag wins over the wider one (foot over access, motorcar over motor_vehicle over vehicle over access).
    `access` and `vehicle` can only take a use away: access=yes on a footpath does not admit cars. People may
    walk against a one-way street.

    >>> read_use({"highway": "residential", "oneway": "yes"})
    WayUse(walk=True, auto=True, auto_back=False)
    >>> read_use({"highway": "residential", "access": "private", "foot": "yes"})
    WayUse(walk=True, auto=False, auto_back=False)
    """
    highway = tags.get("highway", "")
    klass = ROAD_CLASSES.get(highway)
    if klass is None:
        return WayUse(False, False, False)
    walk = klass.walk and tags.get("motorroad") != "yes" and _admits(tags, "access") is not False
    foot = _admits(tags, "foot")
    walk = walk if foot is None else foot
    auto = klass.auto and _admits(tags, "access") is not False and _admits(tags, "vehicle") is not False
    for key in ("motor_vehicle", "motorcar"):
        told = _admits(tags, key)
        auto = auto if told is None else told
    along, against = _directions(tags, highway)
    auto = auto and highway != "steps"
    return WayUse(walk, auto and along, auto and against)


def _admits(tags: Mapping[str, str], key: str) -> bool | None:
    """Return what an access tag says; None where it says nothing that is known."""
    value = tags.get(key, "").split(";")[0].strip()
    return True if value in _GRANTED else False if value in _REFUSED else None


def _directions(tags: Mapping[str, str], highway: str) -> tuple[bool, bool]:
    """Tell whether one may drive along the way, and against it."""
    oneway = tags.get("oneway", "")
    if oneway in {"yes", "true", "1"}:
        return True, False
    if oneway in {"-1", "reverse"}:
        return False, True
    if oneway == "reversible":  # which way it runs today is not on the map
        return False, False
    round_about = tags.get("junction") in {"roundabout", "circular"}
    implied = round_about or highway in {"motorway", "motorway_link"}
    return True, oneway in {"no", "false", "0", "alternating"} or not implied


def parse_speed(text: str) -> float | None:
    """Return the speed that a maxspeed tag states, in km/h; None where it states none ("none", "signals", "").

    Of a list the lowest is taken. A zone rule ("RU:urban") is read as the lower end of what national rules give.
    Raises ValueError for text that is no speed. Impossible numbers are returned as they are.

    >>> parse_speed("50"), round(parse_speed("30 mph"), 1), parse_speed("RU:urban"), parse_speed("50;30")
    (50.0, 48.3, 50.0, 30.0)
    """
    found = [speed for part in text.split(";") if (speed := _parse_part(part.strip().lower())) is not None]
    return min(found, default=None)


def _parse_part(part: str) -> float | None:
    if part in _NO_NUMBER:
        return None
    if part == "walk":
        return WALKING_KMH
    if number := _NUMBER.fullmatch(part):
        return float(number[1]) * _UNIT_KMH[number[2] and number[2].replace("km/h", "kmh")]
    zone = part.rpartition(":")[2]
    if ":" in part and zone in _ZONE_KMH:
        return _ZONE_KMH[zone]
    if ":" in part and (number := re.fullmatch(r"(?:zone)?(\d+)", zone)):
        return float(number[1])
    raise ValueError(f"not a speed: {part!r}")
