"""Hold an origin so that it can be shown and asked, and cannot be written out.

These are no dataclasses on purpose: `asdict`, `vars`, pickle, copy and JSON all refuse them, and they give no
coordinate; `covers` answers for a point no more finely than a square of the grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Never

from safeconduct.core.picture.origin.grid import SQUARE_KM2, Grid

HELD: Final = "an origin is shown on the screen of who asked for it and is never written out"


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Say that nothing can be said, and why."""

    why: str


class _NeverExported:
    """Refuse every way of turning an object into something that can be stored or sent."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: object) -> Never:
        """Refuse pickle and copy."""
        raise TypeError(HELD)

    def __repr__(self) -> str:
        """Say nothing in logs."""
        return f"<{type(self).__name__}>"


class OriginRegion(_NeverExported):
    """Hold one region from which an attack may come."""

    __slots__ = ("__grid", "__mass", "__sectors", "__squares")

    def __init__(self, grid: Grid, squares: Sequence[int], mass: float, sectors: Mapping[str, Sequence[str]]) -> None:
        """Keep the squares out of reach."""
        self.__grid, self.__squares, self.__mass = grid, frozenset(squares), mass
        self.__sectors = {site: tuple(words) for site, words in sectors.items()}

    @property
    def area_km2(self) -> float:
        """Return its ground, 6.25 km2 at least."""
        return len(self.__squares) * SQUARE_KM2

    @property
    def mass(self) -> float:
        """Return the probability that the origin lies in it."""
        return self.__mass

    def sectors_of(self, site: str) -> tuple[str, ...]:
        """Return the compass sectors from which it reaches a protected site: ("N", "NE"), or ("around",)."""
        return self.__sectors[site]

    @property
    def sites(self) -> tuple[str, ...]:
        """Return the protected sites, by name."""
        return tuple(self.__sectors)

    def covers(self, lon: float, lat: float) -> bool:
        """Tell whether a point of a route or a shelter lies in it."""
        return self.__grid.square_at(lon, lat) in self.__squares


class OriginRegions(_NeverExported):
    """Hold the smallest regions that hold a share of all belief, the likeliest first."""

    __slots__ = ("__events", "__gain", "__regions", "__share")

    def __init__(self, regions: Sequence[OriginRegion], share: float, gain_nats: float, events: int) -> None:
        """Keep the regions."""
        self.__regions, self.__share, self.__gain, self.__events = tuple(regions), share, gain_nats, events

    @property
    def regions(self) -> tuple[OriginRegion, ...]:
        """Return the regions."""
        return self.__regions

    @property
    def share(self) -> float:
        """Return how much of the belief the regions hold together."""
        return self.__share

    @property
    def gain_nats(self) -> float:
        """Return how much more is known than nothing."""
        return self.__gain

    @property
    def events(self) -> int:
        """Return how many events it rests on."""
        return self.__events


def describe_origin(found: OriginRegions | NotKnown) -> tuple[str, ...]:
    """Say it in words for the screen: sizes, chances and sectors, no coordinate.

    >>> describe_origin(NotKnown("too few events: 3, and 7 are needed"))
    ('not known: too few events: 3, and 7 are needed',)
    """
    if isinstance(found, NotKnown):
        return (f"not known: {found.why}",)
    lines = [f"{found.share:.0%} of the belief, from {found.events} events, lies in:"]
    for region in found.regions:
        ways = "; ".join(f"reaches {site} from {', '.join(region.sectors_of(site))}" for site in region.sites)
        lines.append(f"{region.area_km2:,.0f} km2, {region.mass:.0%}" + (f": {ways}" if ways else ""))
    return tuple(lines)
