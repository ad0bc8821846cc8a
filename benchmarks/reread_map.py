"""Compare the maps of a page, and the bare geometry, with the nodes of the plan's way."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from reread_case import Point, Told
from reread_expect import Party
from reread_page import WIDE, Map, Page, Units, measure_gaps
from reread_ways import EARTH_METRES

NEAR_UNITS = 4.0  # of 1000: what rounding, thinning and the scale bar may take together
BAR_SHARE = 0.02  # how far the bar may be from the scale
SPREAD_UNITS = 150.0  # marks nearer to each other than this do not tell the scale


def find_geometry_faults(told: Told, party: Party, geometry: Sequence[Point], geojson: dict[str, object]) -> list[str]:
    """Return where the line of an instruction, bare or as GeoJSON, is not that of the plan's nodes."""
    lines = _lines(told, party)
    whole = [party.home]
    for _, line in lines:
        whole += [point for point in line if point != whole[-1]]
    faults = [] if [tuple(point) for point in geometry] == whole else ["geometry: another line than the plan's nodes"]
    features = geojson["features"]
    assert isinstance(features, list)
    shown = [(one["properties"]["kind"], one["geometry"]["coordinates"]) for one in features]
    wanted: list[tuple[str, object]] = [("home", list(party.home))]
    wanted += [(kind, [list(point) for point in line]) for kind, line in lines if len(line) > 1]
    return faults if shown == wanted else [*faults, "geojson: another line than the plan's nodes"]


def find_map_faults(told: Told, party: Party, page: Page, place: Plane) -> list[str]:
    """Return where the maps of a page show another way, other turns or another scale than the plan."""
    lines = [(kind, [place(point) for point in line]) for kind, line in _lines(told, party) if len(line) > 1]
    own = [line for kind, line in lines if kind != "ride"]
    rides = [line for kind, line in lines if kind == "ride"]
    if not lines:
        return [] if not page.maps else ["map: there is one, and nothing to show"]
    if not page.maps:
        return ["map: there is none"]
    turns = [place(way.points[street.begin]) for way in party.ways if way for street in way.streets]
    shown = own or rides
    faults = []
    seen: set[int] = set()
    for number, one in enumerate(page.maps, 1):
        spots = [(units, turns[badge - 1]) for badge, units in one.badges.items() if badge <= len(turns)]
        spots += [(one.start, shown[0][0])] if one.start else []
        spots += [(one.end, shown[-1][-1])] if one.end else []
        seen |= one.badges.keys()
        faults += [f"map {number}: {fault}" for fault in _one_map_faults(one, spots, own, rides)]
    if seen != set(range(1, len(turns) + 1)):
        faults.append(f"map: turns {sorted(seen)} are numbered, and there are {len(turns)}")
    if page.maps[0].start is None or page.maps[0].end is None:
        faults.append("map: the first one does not show start and end")
    return faults


def _one_map_faults(
    one: Map, spots: Sequence[tuple[Units, Units]], own: Sequence[Sequence[Units]], rides: Sequence[Sequence[Units]]
) -> Iterator[str]:
    if not spots:
        yield "no mark that shows where it is"
        return
    scale = _fit_scale(spots)
    bar = one.bar_metres / one.bar_units
    if scale is None:
        scale = bar
    elif abs(bar / scale - 1) > BAR_SHARE:
        yield f"the bar says {bar:.2f} m a unit, the marks {scale:.2f}"
    many = len(spots)
    east = sum(metres[0] / scale - units[0] for units, metres in spots) / many
    south = sum(-metres[1] / scale - units[1] for units, metres in spots) / many

    def show(metres: Units) -> Units:
        return metres[0] / scale - east, -metres[1] / scale - south

    off = max(math.dist(units, show(metres)) for units, metres in spots)
    if off > NEAR_UNITS:
        yield f"a mark is {off:.0f} units from where it belongs"
    for name, drawn, true in (("way", one.own, own), ("ride", one.rides, rides)):
        ways = [[show(point) for point in line] for line in true]
        inside = [point for line in ways for point in line if 0 < point[0] < WIDE and 0 < point[1] < one.height]
        if not drawn:
            if name == "way" and inside:
                yield "the way is not drawn"
            continue
        if not ways:
            yield f"a {name} is drawn, and there is none"
            continue
        away = max((measure_gaps([point for line in drawn for point in line], ways)).tolist())
        lost = max(measure_gaps(inside, drawn).tolist()) if inside and name == "way" else 0.0
        if max(away, lost) > NEAR_UNITS:
            yield f"the {name} drawn is {max(away, lost):.0f} units from the plan's"


def _fit_scale(spots: Sequence[tuple[Units, Units]]) -> float | None:
    """Return the metres of a unit, by the marks; None where they lie too near to each other."""
    many = len(spots)
    middle = [tuple(sum(spot[side][axis] for spot in spots) / many for axis in (0, 1)) for side in (0, 1)]
    across = sum((spot[0][axis] - middle[0][axis]) ** 2 for spot in spots for axis in (0, 1))
    if across < SPREAD_UNITS**2 / 2:
        return None
    both = sum(
        (spot[0][axis] - middle[0][axis]) * (spot[1][axis] - middle[1][axis]) * (1, -1)[axis]
        for spot in spots
        for axis in (0, 1)
    )
    return both / across if both > 0 else None


class Plane:
    """Place points in metres on a plane that touches the Earth in the middle of the city."""

    def __init__(self, nodes: dict[str, Point]) -> None:
        self.lat = sum(lat for _, lat in nodes.values()) / len(nodes)
        self.lon = next(iter(nodes.values()))[0]
        self.step = math.radians(1.0) * EARTH_METRES

    def __call__(self, point: Point) -> Units:
        return (point[0] - self.lon) * self.step * math.cos(math.radians(self.lat)), (point[1] - self.lat) * self.step


def _lines(told: Told, party: Party) -> list[tuple[str, tuple[Point, ...]]]:
    """Return the line of each leg that moves; a ride's is straight."""
    lines = []
    for leg, way in zip(party.legs, party.ways, strict=True):
        if way is not None:
            lines.append((leg.kind, way.points))
        elif leg.kind == "ride":
            lines.append((leg.kind, (told.nodes[leg.start], told.nodes[leg.end])))
    return lines
