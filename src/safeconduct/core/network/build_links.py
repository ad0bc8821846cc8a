"""Clean links one by one: drop what cannot be used, mend lengths and speeds, merge copies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from safeconduct.core.basics import CannotReadError
from safeconduct.core.network.build_distance import Point, measure_metres
from safeconduct.core.network.build_rules import MAX_KMH, describe_class
from safeconduct.core.network.build_tally import Tally

SHORTEST_METRES = 0.1  # two nodes on one spot are joined by this much: both keep their ids
_ISLAND_DEGREES = 1.0  # a node at 0,0 is a lost position where the map itself lies farther away than this
_ENOUGH_TO_TELL = 10  # a handful of winding streets proves nothing about the unit
_JOINERS = "\u200c\u200d"  # Persian and Dari spelling needs them, though they do not print


@dataclass(frozen=True, slots=True)
class RawLink:
    """Describe one direction of a street as a source gives it; None means that the source does not say."""

    link_id: str
    tail: str
    head: str
    length: float | None  # metres
    speed: float | None  # km/h
    walk: bool
    auto: bool
    road_class: str = "unclassified"
    name: str = ""
    capacity: float | None = None  # vehicles per hour over all lanes


def keep_good_places(places: Mapping[str, Point], tally: Tally) -> dict[str, Point]:
    """Return the nodes that have a position on Earth; count the others as dropped.

    A node at exactly 0,0 is a lost position, unless the map lies there (an exercise on an invented grid). Raises
    CannotReadError where most positions are no degrees at all: the source is in another coordinate system.
    """
    good = {ident: (x, y) for ident, (x, y) in places.items() if abs(x) <= 180.0 and abs(y) <= 90.0}
    if len(good) * 2 < len(places):
        raise CannotReadError(
            f"{len(places) - len(good)} of {len(places)} nodes are outside ±180, ±90: these are no degrees; "
            "reproject the map to WGS 84 (EPSG:4326) and import it again"
        )
    tally.drop("position not on Earth", "nodes", len(places) - len(good))
    lost = [ident for ident, place in good.items() if place == (0.0, 0.0)]
    if lost and median(max(abs(x), abs(y)) for x, y in good.values()) > _ISLAND_DEGREES:
        for ident in lost:
            del good[ident]
        tally.drop("position lost (0, 0)", "nodes", len(lost))
    return good


def keep_usable(links: Iterable[RawLink], places: Mapping[str, Point], tally: Tally) -> list[RawLink]:
    """Return the links that somebody may use between two different, known nodes; count the others as dropped."""
    kept = []
    for link in links:
        if not (link.walk or link.auto):
            tally.drop("neither walked nor driven", "links", 1, link.length or 0.0)
        elif link.tail not in places or link.head not in places:
            tally.drop("end node without a position", "links", 1, link.length or 0.0)
        elif link.tail == link.head:
            tally.drop("ends where it begins", "links", 1, link.length or 0.0)
        else:
            kept.append(link)
    return kept


def mend_links(links: Sequence[RawLink], places: Mapping[str, Point], tally: Tally) -> list[RawLink]:
    """Return the links with a possible length, speed, capacity and name each; count every change."""
    straight = [measure_metres(places[link.tail], places[link.head]) for link in links]
    _check_unit(links, straight)
    return [_mend(link, line, tally) for link, line in zip(links, straight, strict=True)]


def _check_unit(links: Sequence[RawLink], straight: Sequence[float]) -> None:
    """Refuse lengths that are not metres: on real streets the median link is about as long as its straight line."""
    ratios = [link.length / line for link, line in zip(links, straight, strict=True) if link.length and line > 10.0]
    middle = median(ratios) if len(ratios) >= _ENOUGH_TO_TELL else 1.0
    if not 0.5 <= middle <= 2.5:
        raise CannotReadError(
            f"the lengths are {middle:.3g} times the distance between the ends of the links (median), so they are no "
            "metres; give them in metres, or state their unit in the config.csv of the GMNS folder"
        )


def _mend(link: RawLink, straight: float, tally: Tally) -> RawLink:
    capacity = link.capacity
    if capacity is not None and not (0.0 < capacity < math.inf):
        tally.mend("impossible capacity left out")
        capacity = None
    return replace(
        link,
        length=_mend_length(link.length, straight, tally),
        speed=_mend_speed(link, tally),
        capacity=capacity,
        name=clean_name(link.name),
    )


def _mend_length(length: float | None, straight: float, tally: Tally) -> float:
    if length is None:
        length = straight
    elif not (0.0 < length < math.inf):
        tally.mend("impossible length taken from the straight line")
        length = straight
    elif length < 0.95 * straight - 1.0:  # no street is shorter than the straight line; the margin is for rounding
        tally.mend("length shorter than the straight line lengthened to it")
        length = straight
    if length < SHORTEST_METRES:
        tally.mend(f"zero length set to {SHORTEST_METRES} m")
        length = SHORTEST_METRES
    return round(length, 2)


def _mend_speed(link: RawLink, tally: Tally) -> float:
    speed = link.speed
    if speed is not None and 0.0 < speed <= MAX_KMH:
        return max(0.1, round(speed, 1))
    if speed is not None:
        tally.mend(f"impossible speed (not above 0 and up to {MAX_KMH:.0f} km/h) taken from the road class")
    kmh = describe_class(link.road_class).speed_kmh
    if link.auto:  # the free speed of a way that nobody drives decides nothing
        tally.impute_speed(link.road_class, kmh)
    return kmh


def clean_name(name: str) -> str:
    """Return a street name on one line, without marks that turn text round or hide it; joiners of Persian stay.

    >>> clean_name("Main\\n Street\\u202e")
    'Main Street'
    """
    shown = "".join(mark for mark in " ".join(name.split()) if mark.isprintable() or mark in _JOINERS)
    return shown.strip()


def merge_copies(links: Iterable[RawLink], tally: Tally) -> list[RawLink]:
    """Return the links without exact copies; parallel links that differ in anything but their id all stay."""
    seen: dict[RawLink, RawLink] = {}
    for link in links:
        if seen.setdefault(replace(link, link_id=""), link) is not link:
            tally.drop("exact copy of another link", "links", 1, link.length or 0.0)
    return list(seen.values())
